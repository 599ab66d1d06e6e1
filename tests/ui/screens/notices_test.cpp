// Notices that must be read before going on, and those that are over.
#include <catch2/catch.hpp>

#include "tests/ui/screens/stage.h"

using namespace dayroom;
using namespace dayroom::test;
using features::ScreenId;

namespace {

ScreenId screen_of(Stage& stage) { return stage.terminal().navigation().current().screen; }

/// Signed in with a notice that must be read first.
void sign_in_held(Stage& stage, int count) {
    stage.agent().ask_to_read(count);
    stage.sign_in();
    REQUIRE(screen_of(stage) == ScreenId::kMustRead);
}

}  // namespace

TEST_CASE("what must be read stands first, one after the other, and then the terminal opens") {
    Stage stage;
    sign_in_held(stage, 2);
    CHECK(stage.says("Please read 2 notices."));
    CHECK(stage.says("The phones in all units are repaired today."));
    CHECK_FALSE(stage.says("GED classes"));
    stage.click("must_read.done");
    CHECK(stage.says("Please read this notice."));
    CHECK(stage.says("GED classes"));
    CHECK(screen_of(stage) == ScreenId::kMustRead);
    stage.click("must_read.done");
    CHECK(screen_of(stage) == ScreenId::kHome);
    CHECK(stage.agent().read_notices() == std::vector<std::string>{"notice-1", "notice-2"});
    stage.open("messages");
    CHECK(screen_of(stage) == ScreenId::kMessages);
    stage.open("notices");
    CHECK(stage.says("You read it:"));
    CHECK_FALSE(stage.has("notice.0.done"));
}

TEST_CASE("until it is read every door leads back to it, but those of help, sick call, other notices and sign-out") {
    Stage stage;
    sign_in_held(stage, 1);
    for (const char* door : {"nav.home", "nav.messages", "nav.money", "nav.requests", "header.back"}) {
        INFO(door);
        stage.click(door);
        CHECK(screen_of(stage) == ScreenId::kMustRead);
    }
    stage.click("must_read.sick_call");
    CHECK(screen_of(stage) == ScreenId::kForm);
    stage.click("header.back");
    CHECK(screen_of(stage) == ScreenId::kMustRead);
    stage.click("must_read.help");
    CHECK(screen_of(stage) == ScreenId::kHelp);
    stage.click("header.back");
    CHECK(screen_of(stage) == ScreenId::kMustRead);
    stage.agent().announce_emergency("Severe weather: go to your cell.", "Mal tiempo: vaya a su celda.");
    stage.settle();
    CHECK(stage.has("emergency"));
    stage.click("emergency.action");
    CHECK(screen_of(stage) == ScreenId::kNotices);
    stage.click("header.back");
    CHECK(screen_of(stage) == ScreenId::kMustRead);
    CHECK(stage.agent().read_notices().empty());
    stage.click("nav.sign_out");
    stage.click("dialog.confirm");
    CHECK_FALSE(stage.terminal().signed_in());
    stage.sign_in();
    CHECK(screen_of(stage) == ScreenId::kMustRead);
}

TEST_CASE("an acknowledgement that cannot be saved keeps nobody out, and is asked for again at the next sign-in") {
    Stage stage;
    sign_in_held(stage, 1);
    stage.agent().refuse_next_submission("outbox_full");
    stage.click("must_read.done");
    CHECK(screen_of(stage) == ScreenId::kHome);
    stage.click("nav.sign_out");
    stage.click("dialog.confirm");
    stage.sign_in();
    CHECK(screen_of(stage) == ScreenId::kMustRead);
}

TEST_CASE("whoever is at sick call when the notice ends stays there, and finds everything open") {
    Stage stage;
    sign_in_held(stage, 1);
    stage.click("must_read.sick_call");
    REQUIRE(screen_of(stage) == ScreenId::kForm);
    stage.agent().end_notice(0);
    stage.agent().push_moved();
    stage.settle();
    CHECK(screen_of(stage) == ScreenId::kForm);
    stage.click("nav.home");
    CHECK(screen_of(stage) == ScreenId::kHome);
}

TEST_CASE(
    "one that comes during the session is read under Notices, and one that is over says so and can still be read") {
    Stage stage;
    stage.sign_in();
    CHECK(screen_of(stage) == ScreenId::kHome);
    stage.agent().ask_to_read(2);
    stage.agent().end_notice(1);
    stage.open("notices");
    CHECK(stage.says("Over since"));
    CHECK(stage.says("There are 24 places."));
    CHECK_FALSE(stage.has("notice.1.done"));
    stage.click("notice.0.done");
    CHECK(stage.agent().read_notices() == std::vector<std::string>{"notice-1"});
    CHECK_FALSE(stage.has("notice.0.done"));
    CHECK(stage.says("You read it:"));
}

TEST_CASE("the page of what must be read fits every size, theme and language") {
    for (const char* language : {"en", "es"}) {
        for (const int scale : {100, 150, 200}) {
            for (const char* theme : {"light", "dark", "contrast"}) {
                for (const auto& [width, height] : {std::pair(1280, 800), std::pair(1024, 600), std::pair(800, 1280)}) {
                    const StageOptions options{.width = width,
                                               .height = height,
                                               .text_scale_percent = scale,
                                               .theme = theme,
                                               .language = language};
                    CAPTURE(width, height, scale, theme, language);
                    Stage stage(options);
                    sign_in_held(stage, 2);
                    stage.prefer(options);
                    CHECK(stage.findings() == "");
                    CHECK(stage.reveal("must_read.help"));
                    CHECK(stage.findings() == "");
                }
            }
        }
    }
}
