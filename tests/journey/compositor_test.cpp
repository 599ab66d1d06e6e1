// The real screen under the compositor that kiosks use: what it paints is seen.
#include <fstream>
#include <set>

#include <catch2/catch.hpp>
#include <unistd.h>

#include "tests/journey/steps.h"

using namespace dayroom;
using namespace dayroom::journey;

namespace {

constexpr Users kKioskUsers{.agent = 64012, .screen = 64011};

std::vector<std::string> as_screen(const std::vector<std::string>& program) {
    const std::string id = std::to_string(kKioskUsers.screen);
    std::vector<std::string> words = {"/usr/bin/setpriv", "--reuid", id, "--regid", id, "--clear-groups", "--"};
    words.insert(words.end(), program.begin(), program.end());
    return words;
}

/// Only root can give user ids, and these users must be able to reach the programs.
bool can_be_kiosk() {
    return geteuid() == 0 && test::run(as_screen({test::program("dayroom-terminal"), "--version"})).exit_code == 0;
}

/// How many colours a binary PPM has.
std::size_t colours_of(const std::filesystem::path& picture) {
    std::ifstream in(picture, std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(in)), {});
    std::size_t at = 0;
    for (int lines = 0; lines < 3 && at != std::string::npos; ++lines) at = bytes.find('\n', at) + 1;
    std::set<std::string_view> colours;
    for (; at + 3 <= bytes.size(); at += 3) colours.insert(std::string_view(bytes).substr(at, 3));
    return colours.size();
}

}  // namespace

TEST_CASE("under a kiosk's compositor the screen is seen, and not black") {
    if (!can_be_kiosk()) {
        WARN("SKIPPED: a compositor takes a user who is not root, and a build folder that every user can reach");
        return;
    }
    Facility facility;
    facility.serve();
    Terminal terminal(facility, "kiosk", facility.first_unit(), {}, {.users = kKioskUsers, .under_compositor = true});
    terminal.drive({"wait sign_in.number", "click sign_in.number"});

    const auto picture = terminal.runtime_folder() / "seen.ppm";
    std::size_t colours = 0;
    // A compositor without a display takes a picture of what is drawn next: so something must change meanwhile.
    for (int tries = 0; tries < 20 && colours < 100; ++tries) {
        test::Process camera(
            {.arguments = as_screen({"/usr/bin/env", "XDG_RUNTIME_DIR=" + terminal.runtime_folder().string(),
                                     "WAYLAND_DISPLAY=wayland-0", "/usr/bin/grim", "-t", "ppm", picture}),
             .environment = {},
             .log = facility.path("grim.log"),
             .input = {}});
        while (camera.running()) terminal.drive({"type 1", "key backspace"});
        if (camera.wait() == 0) colours = colours_of(picture);
    }
    CHECK(colours >= 100);
    CHECK(terminal.screen_running());
}
