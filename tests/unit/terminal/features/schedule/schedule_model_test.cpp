#include "terminal/features/schedule/schedule_model.h"

#include <chrono>

#include "platform/rules/calendar.h"
#include "tests/support/terminal/test_texts.h"

using namespace dayroom;
using namespace dayroom::features;
using namespace dayroom::test;
using std::chrono::days;
using std::chrono::local_days;
using std::chrono::minutes;

namespace {

constexpr const char* kZone = "America/Chicago";
constexpr int kMinute = 60'000;

int date_of(Timestamp at) { return static_cast<int>(rules::local_date(at, kZone).time_since_epoch() / days(1)); }

Timestamp at_minute(int date, int minute) {
    return rules::local_moment(local_days(days(date)), minutes(minute), kZone);
}

local::ScheduleEntry& add_to(local::ScheduleDay& day, const char* kind, int from, int to) {
    auto& entry = *day.add_entries();
    entry.set_kind(kind);
    entry.set_from_ms(at_minute(day.date(), from).ms());
    if (to > 0) entry.set_to_ms(at_minute(day.date(), to).ms());
    return entry;
}

/// Every day breakfast 6:30, law library 2:30 to 3:45, count 4:00. It is 3:26 PM.
local::Schedule sample_week(int count = kScheduleDays, Timestamp now = kTestNow) {
    local::Schedule schedule;
    schedule.set_today(date_of(now));
    for (int at = 0; at < count; ++at) {
        auto& day = *schedule.add_days();
        day.set_date(schedule.today() + at);
        add_to(day, "meal", 390, 420).set_place("Dayroom");
        add_to(day, "law_library", 870, 945);
        add_to(day, "count", 960, 990);
    }
    return schedule;
}

local::Status online() {
    local::Status status;
    status.set_online(true);
    status.set_unit_name("B-East");
    return status;
}

}  // namespace

TEST_CASE("today stands first, with what is over, what is on now and what comes next") {
    const auto t = shipped_texts();
    const auto model = make_schedule(sample_week(), online(), t, kTestNow);
    CHECK(model.unit == "Hours of B-East");
    CHECK(model.today.heading == "Today, May 28");
    REQUIRE(model.today.rows.size() == 3);
    CHECK(model.today.over == 1);
    const auto& breakfast = model.today.rows[0];
    CHECK(breakfast.title == "Meal");
    CHECK(breakfast.time == "6:30\u00a0AM");
    CHECK(breakfast.detail == "Until 7:00\u00a0AM · Dayroom");
    CHECK(breakfast.state == EntryState::kOver);
    CHECK(model.today.rows[1].state == EntryState::kNow);
    CHECK(model.today.rows[2].state == EntryState::kNext);
    CHECK_FALSE(model.empty);
    CHECK(model.offline.empty());
}

TEST_CASE("what is on and what comes next moves with the clock, to the next day too") {
    const auto t = shipped_texts();
    const local::Schedule week = sample_week();
    const int today = week.today();
    auto model = make_schedule(week, online(), t, at_minute(today, 960));
    CHECK(model.today.over == 2);
    CHECK(model.today.rows[2].state == EntryState::kNow);
    CHECK(make_schedule_day(week, std::to_string(today + 1), t, at_minute(today, 960))->rows[0].state ==
          EntryState::kNext);
    model = make_schedule(week, online(), t, at_minute(today, 990));
    CHECK(model.today.over == 3);
    CHECK(next_change(week, at_minute(today, 945)) == at_minute(today, 960));
    CHECK(next_change(week, at_minute(today, 990)) == at_minute(today + 1, 390));
    CHECK_FALSE(next_change(week, at_minute(today + 40, 0)).has_value());
}

TEST_CASE("what was cancelled is neither on nor next, what has no end has begun") {
    const auto t = shipped_texts();
    local::Schedule week = sample_week();
    week.mutable_days(0)->mutable_entries(2)->set_cancelled(true);
    auto& court = add_to(*week.mutable_days(0), "court", 810, 0);
    court.set_own(true);
    court.set_note("Be ready.");
    const auto model = make_schedule(week, online(), t, kTestNow);
    CHECK(model.today.rows[2].cancelled);
    CHECK(model.today.rows[2].state == EntryState::kLater);
    CHECK(model.today.rows[3].state == EntryState::kBegan);
    CHECK(model.today.rows[3].detail == "Be ready.");
    CHECK(make_schedule_day(week, std::to_string(week.today() + 1), t, kTestNow)->rows[0].state == EntryState::kNext);
    REQUIRE(model.own.size() == 1);
    CHECK(model.own[0].title == "Court");
    CHECK(model.own[0].time == "Today · 1:30\u00a0PM");
}

TEST_CASE("a week of days comes, and later ones that hold something of one's own or are different") {
    const auto t = shipped_texts();
    local::Schedule week = sample_week();
    CHECK(make_schedule(week, online(), t, kTestNow).coming.size() == 6);
    add_to(*week.mutable_days(20), "visit", 600, 630).set_own(true);
    auto& note = *week.mutable_days(9)->add_note();
    note.set_language("en");
    note.set_text("Holiday");
    const auto model = make_schedule(week, online(), t, kTestNow);
    REQUIRE(model.coming.size() == 8);
    CHECK(model.coming[0].heading == "Friday, May 29");
    CHECK(model.coming[0].summary == "3 entries");
    CHECK(model.coming[6].summary == "3 entries\nThis day is different: Holiday");
    CHECK(model.coming[7].summary == "4 entries · 1 is yours");
    CHECK(model.coming[7].place == Place{ScreenId::kScheduleDay, std::to_string(week.today() + 20)});
}

TEST_CASE("hours are those of the clock on the wall on the day on which the clocks change") {
    const auto t = shipped_texts();
    // 2026-11-01: back an hour at 2:00.
    const Timestamp october = Timestamp::from_ms(1'793'458'800'000);  // October 31, 10:00 AM in Chicago
    const auto model = make_schedule(sample_week(kScheduleDays, october), online(), t, october);
    CHECK(model.today.heading == "Today, October 31");
    CHECK(model.coming[0].heading == "Sunday, November 1");
    CHECK(model.coming[0].rows[0].time == "6:30\u00a0AM");
    CHECK(model.coming[1].rows[0].time == "6:30\u00a0AM");
}

TEST_CASE("without a connection it says since when, a name in the person's language stands for the kind") {
    local::Schedule week = sample_week();
    for (const auto& [language, text] :
         std::vector<std::pair<const char*, const char*>>{{"en", "Breakfast"}, {"es", "Desayuno"}}) {
        auto& name = *week.mutable_days(0)->mutable_entries(0)->add_name();
        name.set_language(language);
        name.set_text(text);
    }
    local::Status status = online();
    status.set_online(false);
    CHECK(make_schedule(week, status, shipped_texts(), kTestNow).offline ==
          "No connection. Staff may have changed something.");
    status.set_last_contact_ms(kTestNow.ms() - 6 * kMinute);
    CHECK(make_schedule(week, status, shipped_texts(), kTestNow)
              .offline.find("No connection since Today · 3:20\u00a0PM.") == 0);
    CHECK(make_schedule(week, status, shipped_texts("es"), kTestNow).today.rows[0].title == "Desayuno");
    week.mutable_days(0)->mutable_entries(1)->set_kind("barber");
    CHECK(make_schedule(week, status, shipped_texts(), kTestNow).today.rows[1].title == "Other");
}

TEST_CASE("nothing known is empty, a day that is none of those known is none") {
    const auto t = shipped_texts();
    local::Schedule none;
    none.set_today(date_of(kTestNow));
    none.add_days()->set_date(none.today());
    CHECK(make_schedule(none, online(), t, kTestNow).empty);
    for (const char* wrong : {"", "x", "-1", "99999999999999999999", "20000"})
        CHECK_FALSE(make_schedule_day(sample_week(), wrong, t, kTestNow).has_value());
}
