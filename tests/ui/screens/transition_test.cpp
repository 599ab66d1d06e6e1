// One screen gives way to the next within 220 ms; what is final is so at once, and then nothing is due.
#include "terminal/shell/transition.h"

#include <catch2/catch.hpp>

#include "tests/ui/screens/stage.h"

using namespace dayroom;
using namespace dayroom::test;

namespace {

bool moves(Stage& stage) {
    const auto due = stage.driver().last().next_due;
    return due.has_value() && due->count() == 0;
}

/// Presses, and draws just the frames until the next screen is there.
void press(Stage& stage, const std::string& id) {
    stage.driver().press_down(stage.driver().node(id).visible().center());
    stage.driver().release(stage.driver().node(id).visible().center());
}

}  // namespace

TEST_CASE("a screen comes in within 220 ms and then stands still") {
    Stage stage({.motion = true});
    stage.sign_in();
    stage.advance(Milliseconds(1000));
    CHECK_FALSE(moves(stage));
    press(stage, "nav.requests");
    CHECK(stage.has("requests.new"));
    CHECK(moves(stage));
    const std::string tree = stage.driver().dump();
    stage.advance(shell::kTransition + Milliseconds(20));
    stage.driver().frame();
    CHECK_FALSE(moves(stage));
    CHECK(stage.driver().dump() == tree);  // what is said and may be pressed was final from the first frame on
}

TEST_CASE("what comes in can be pressed before it stands still") {
    Stage stage({.motion = true});
    stage.sign_in();
    press(stage, "nav.requests");
    REQUIRE(moves(stage));
    press(stage, "requests.new");
    CHECK(stage.label("header.title") == "What do you need?");
}

TEST_CASE("with reduced motion the first frame is the last") {
    Stage stage({.pictures = true});
    stage.sign_in();
    press(stage, "nav.requests");
    CHECK_FALSE(moves(stage));
    const ui::Rect button = stage.driver().node("requests.new").rect;
    const auto colour = stage.driver().window().pixel(static_cast<int>(button.x) + 20, static_cast<int>(button.y) + 10);
    stage.advance(Milliseconds(500));
    CHECK(stage.driver().window().pixel(static_cast<int>(button.x) + 20, static_cast<int>(button.y) + 10) == colour);
}

TEST_CASE("that nothing moves is a person's own choice: at once, at the next sign-in, and not for the next person") {
    Stage stage({.motion = true});
    stage.sign_in();
    stage.advance(Milliseconds(1000));
    press(stage, "home.settings");
    REQUIRE(moves(stage));
    CHECK(stage.driver().node("settings.motion.0").selected);
    press(stage, "settings.motion.1");
    CHECK_FALSE(moves(stage));  // the screen that was just coming in stands
    press(stage, "nav.requests");
    CHECK_FALSE(moves(stage));
    stage.click("nav.sign_out");
    stage.click("dialog.confirm");
    stage.settle();
    CHECK_FALSE(stage.driver().ui().settings().reduced_motion);
    stage.sign_in();
    CHECK(stage.terminal().preferences().reduced_motion);
    stage.advance(Milliseconds(1000));
    press(stage, "nav.requests");
    CHECK_FALSE(moves(stage));
}

TEST_CASE("a screen that comes in is fainter at first and full in the end") {
    Stage stage({.pictures = true, .motion = true});
    stage.sign_in();
    stage.advance(Milliseconds(1000));
    press(stage, "nav.requests");
    const ui::Rect button = stage.driver().node("requests.new").rect;
    const auto middle = [&] {
        return stage.driver().window().pixel(static_cast<int>(button.x) + 20, static_cast<int>(button.y) + 10);
    };
    const auto before = middle();
    stage.advance(shell::kTransition + Milliseconds(20));
    stage.driver().frame();
    const auto after = middle();
    CHECK_FALSE(before == after);
    stage.advance(Milliseconds(1000));
    CHECK(middle() == after);
}
