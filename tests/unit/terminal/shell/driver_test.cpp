#include "terminal/shell/driver.h"

#include <catch2/catch.hpp>

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
