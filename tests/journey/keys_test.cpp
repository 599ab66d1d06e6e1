// The real screen over a whole display: nothing that can be pressed leaves it, closes it or puts it aside.
#include <catch2/catch.hpp>

#include "tests/journey/terminal.h"
#include "tests/journey/x_display.h"

using namespace dayroom;
using namespace dayroom::journey;

namespace {

constexpr const char* kCombinations[] = {
    "alt+F4",       "alt+Tab",     "alt+shift+Tab", "alt+Escape",
    "alt+space",    "alt+F1",      "alt+F2",        "super",
    "super+d",      "super+l",     "super+r",       "ctrl+alt+Delete",
    "ctrl+alt+F1",  "ctrl+alt+F2", "ctrl+alt+t",    "ctrl+alt+BackSpace",
    "ctrl+c",       "ctrl+q",      "ctrl+w",        "ctrl+n",
    "ctrl+shift+i", "ctrl+Escape", "Escape",        "F1",
    "F5",           "F11",         "F12",           "Print",
    "alt+Print",    "Menu",        "ctrl+alt+Down", "ctrl+shift+q",
    "XF86PowerOff", "XF86WWW",     "XF86Sleep",     "Pause",
};

}  // namespace

TEST_CASE("no key combination leaves the full screen, whoever else is on the display") {
    const bool window_manager = GENERATE(false, true);
    const XDisplay display;
    Stranger stranger(display, window_manager);
    Facility facility;
    facility.serve();
    Terminal terminal(facility, "kiosk", facility.first_unit(), {}, {.display = display.name()});
    stranger.welcome_window();
    // SDL believes in a focus once it has lasted for 200 ms; the screen's own loop lets them pass.
    terminal.drive({"wait sign_in.number", "pause 300"});
    stranger.want_keys();

    for (const char* keys : kCombinations) {
        INFO(keys);
        display.press(keys);
        terminal.drive({"expect sign_in.number"});
        CHECK(stranger.covers_everything());
        CHECK(stranger.keys_got() == 0);
    }
    stranger.ask_to_close();
    terminal.drive({"expect sign_in.number"});
    CHECK(stranger.covers_everything());
    CHECK(stranger.icons_wanted() == 0);
    CHECK(terminal.screen_running());
    CHECK(terminal.stop_screen() == 0);  // the service manager may

    display.press("alt+F4");
    CHECK(stranger.keys_got() > 0);  // what nobody has grabbed reaches the stranger
}
