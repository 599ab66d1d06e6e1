// The schedule: reached from home, kept up by the clock, honest when nothing comes.
#include <catch2/catch.hpp>

#include "tests/ui/screens/stage.h"

using namespace dayroom;
using namespace dayroom::test;
using features::ScreenId;

namespace {

Stage& offered(Stage& stage) {
    stage.agent().offer_schedule();
    stage.agent().set_policy(100'000, 200'000, 0);
    stage.sign_in();
    return stage;
}

}  // namespace

TEST_CASE("home says what comes next, and the line opens the schedule, without one there is no line") {
    Stage stage;
    stage.sign_in();
    CHECK_FALSE(stage.has("home.next"));
    stage.agent().offer_schedule();
    stage.agent().push_moved();
    stage.settle();
    CHECK(stage.label("home.next").find("Next: Count") == 0);
    CHECK(stage.says("4:00\u00a0PM"));
    stage.click("home.next");
    CHECK(stage.terminal().navigation().current().screen == ScreenId::kSchedule);
    CHECK(stage.label("header.title") == "Schedule");
    stage.click("header.back");
    CHECK(stage.has("home.next"));
}

TEST_CASE("home keeps up with the clock, and does not say over the shoulder what somebody's own appointment is") {
    Stage stage;
    offered(stage);
    auto& schedule = stage.agent().offer_schedule();
    auto& own = *schedule.mutable_days(0)->mutable_entries(schedule.days(0).entries_size() - 1);
    own.set_own(true);
    own.set_kind("medical");
    stage.agent().push_moved();
    stage.settle();
    stage.advance(std::chrono::minutes(35));
    stage.settle();
    CHECK(stage.label("home.next").find("Next: High school") == 0);
    stage.advance(std::chrono::minutes(180));
    stage.settle();
    CHECK(stage.label("home.next").find("Next: your appointment") == 0);
    CHECK_FALSE(stage.says("Medical"));
    stage.click("home.eye");
    CHECK(stage.label("home.next").find("Next: Medical pass") == 0);
}

TEST_CASE("what is over is shown when asked for, and what is on is marked") {
    Stage stage;
    offered(stage);
    stage.click("home.next");
    CHECK_FALSE(stage.says("Breakfast"));
    CHECK(stage.says("Law library"));
    CHECK(stage.says("Courtroom 2"));
    stage.click("schedule.earlier");
    CHECK(stage.says("Breakfast"));
    stage.click("header.back");
    stage.click("home.next");
    CHECK_FALSE(stage.says("Breakfast"));
    const auto marked = [&](const std::string& id, const std::string& mark) {
        stage.reveal(id);
        return stage.driver().node(id).label.find(mark) != std::string::npos ||
               stage.driver().node(id).value.find(mark) != std::string::npos;
    };
    CHECK(marked("today.4", "Now"));
    CHECK(marked("today.5", "Next"));
    CHECK_FALSE(marked("today.6", "Next"));
    stage.advance(std::chrono::minutes(34));
    stage.settle();
    CHECK(marked("today.5", "Now"));
    CHECK(marked("today.6", "Next"));
}

TEST_CASE("a day opens, and midnight moves the days") {
    Stage stage;
    offered(stage);
    stage.click("home.next");
    stage.click("day.1");
    CHECK(stage.terminal().navigation().current().screen == ScreenId::kScheduleDay);
    CHECK(stage.says("The water is off until noon"));
    stage.click("header.back");
    CHECK(stage.says("Today, May 28"));
    stage.advance(std::chrono::hours(9));
    stage.settle();
    CHECK(stage.says("Today, May 29"));
}

TEST_CASE("without a connection the schedule stays, and says since when nothing can have come") {
    Stage stage;
    offered(stage);
    stage.click("home.next");
    CHECK_FALSE(stage.has("schedule.offline"));
    stage.agent().set_online(false);
    stage.settle();
    CHECK(stage.says("No connection since Today"));
    CHECK(stage.says("Law library"));
    stage.agent().withdraw_schedule();
    stage.agent().push_moved();
    stage.settle();
    CHECK(stage.says("No schedule here"));
}

TEST_CASE("the schedule's pages fit every size, theme and language") {
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
                    stage.agent().offer_schedule();
                    stage.sign_in();
                    stage.prefer(options);
                    CHECK(stage.findings() == "");
                    stage.click("home.next");
                    CHECK(stage.findings() == "");
                    stage.click("schedule.earlier");
                    stage.agent().set_online(false);
                    stage.settle();
                    CHECK(stage.findings() == "");
                    stage.reveal("own.1");
                    CHECK(stage.findings() == "");
                    stage.click("day.1");
                    CHECK(stage.findings() == "");
                }
            }
        }
    }
}
