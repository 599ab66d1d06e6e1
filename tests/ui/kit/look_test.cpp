// Whether a look notices what a person would.
#include "tests/support/look.h"

#include <catch2/catch.hpp>

#include "tests/support/ui_driver.h"

using namespace dayroom;
using namespace dayroom::ui;

namespace {

struct Screen {
    float x = 200;
    const char* words = "Send";
    ThemeKind theme = ThemeKind::kLight;
    std::optional<Color> patch{};
};

Look look_at(const Screen& screen) {
    DriverOptions options;
    options.render = RenderMode::kSoftware;
    options.settings.theme = screen.theme;
    UiDriver driver(
        [&](Ui& ui) {
            ui.heading({40, 40, 600, 60}, "Messages");
            button(ui, "send", {screen.x, 300, 240, 64}, {.label = screen.words});
            button(ui, "not_yet", {200, 420, 240, 64}, {.label = "Not yet", .kind = ButtonKind::kOutline});
            if (screen.patch) ui.canvas().fill_rect({800, 400, 160, 160}, *screen.patch);
        },
        options);
    return look_of(driver.window());
}

}  // namespace

TEST_CASE("the same screen looks the same, again and from text") {
    const Look look = look_at({});
    CHECK(difference(look, look_at({})).empty());
    Look again;
    REQUIRE(read_look(write_look(look), again));
    CHECK(again.luma == look.luma);
    CHECK(again.chroma == look.chroma);
    for (const char* broken : {"", "x", "00 00", "~ ~", "x0 x0"}) CHECK_FALSE(read_look(broken, again));
}

TEST_CASE("a button that moved, other words, another colour and another theme are noticed") {
    const Look look = look_at({});
    CHECK_FALSE(difference(look, look_at({.x = 206})).empty());
    CHECK_FALSE(difference(look, look_at({.words = "Sent"})).empty());
    CHECK_FALSE(difference(look, look_at({.theme = ThemeKind::kDark})).empty());
    // The same brightness in another colour.
    const Look red = look_at({.patch = Color::rgb(0xC83C3C)});
    const Look blue = look_at({.patch = Color::rgb(0x5068B0)});
    CHECK(difference(red, blue).find("colour") != std::string::npos);
    CHECK(difference(red, look_at({.patch = Color::rgb(0xC83D3C)})).empty());  // nobody sees that
}
