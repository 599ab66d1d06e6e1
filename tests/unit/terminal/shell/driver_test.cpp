#include "terminal/shell/driver.h"

#include <fstream>

#include <catch2/catch.hpp>

#include "platform/base/fake_clock.h"
#include "tests/support/temp_dir.h"

using namespace dayroom;
using namespace dayroom::shell;
using Verb = ScriptLine::Verb;

TEST_CASE("script lines are read") {
    const auto wait = parse_script_line("  wait \"Good morning\" 3", 1);
    REQUIRE(wait.ok());
    CHECK((*wait)->verb == Verb::kWait);
    CHECK((*wait)->target == "Good morning");
    CHECK((*wait)->time == Seconds(3));
    const auto expect = parse_script_line("expect money.spendable $48.15", 2);
    REQUIRE(expect.ok());
    CHECK((*expect)->text == "$48.15");
    const auto type = parse_script_line("type two words", 3);
    REQUIRE(type.ok());
    CHECK((*type)->text == "two words");
    CHECK(parse_script_line("key enter", 4).value()->key == ui::Key::kEnter);
    CHECK_FALSE(parse_script_line("# nothing", 5).value().has_value());
    CHECK_FALSE(parse_script_line("", 6).value().has_value());
}

TEST_CASE("a wrong line is named by its number") {
    const std::string line = GENERATE(as<std::string>{}, "dance", "click", "key f99", "pause soon", "wait home ten");
    const auto parsed = parse_script_line(line, 7);
    REQUIRE_FALSE(parsed.ok());
    CHECK(parsed.error().detail.find("line 7") == 0);
}

TEST_CASE("a line ends on a screen that never rests, and says in which frame, so that the tree of it is kept") {
    const test::TempDir folder;
    const std::filesystem::path script = folder / "script";
    std::ofstream(script) << "key pageup\n";
    const FakeClock clock;
    const auto window = ui::Window::create(
        {.surface = ui::Surface::kOffscreen, .render = ui::RenderMode::kNull, .width = 320, .height = 320}, clock);
    REQUIRE(window.ok());
    const auto driver = Driver::open(script, folder / "shots");
    REQUIRE(driver.ok());
    const ui::Tree tree;
    int ended_in_motion = 0;
    for (int frame = 0; frame < 100 && !(*driver)->finished(); ++frame) {
        const bool ends = (*driver)->ends_in_motion();
        ended_in_motion += ends ? 1 : 0;
        (*driver)->after_frame(**window, tree, clock.steady(), false);
        if (ends) break;
        CHECK_FALSE((*driver)->finished());
    }
    CHECK(ended_in_motion == 1);
    (*driver)->after_frame(**window, tree, clock.steady(), false);
    CHECK((*driver)->finished());
    CHECK((*driver)->exit_code() == 0);
}

TEST_CASE("a script fails when something got out of the sandbox") {
    const std::string succeeded = GENERATE(as<std::string>{}, "", "read a key file: succeeded\n");
    const test::TempDir dir;
    std::ofstream(dir / "script") << "try_to_escape /some/where\n";
    const SystemClock clock;
    const auto window =
        ui::Window::create({.surface = ui::Surface::kOffscreen, .render = ui::RenderMode::kNull}, clock);
    REQUIRE(window.ok());
    std::string tried_on;
    const auto driver = Driver::open(dir / "script", dir.path(), [&](const std::string& folder) {
        tried_on = folder;
        return succeeded;
    });
    REQUIRE(driver.ok());
    const ui::Tree tree;
    for (int frame = 0; frame < 2; ++frame) (*driver)->after_frame(**window, tree, clock.steady(), true);
    CHECK(tried_on == "/some/where");
    CHECK((*driver)->finished());
    CHECK((*driver)->exit_code() == (succeeded.empty() ? 0 : 1));
}
