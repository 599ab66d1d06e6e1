#include "platform/rules/visits.h"

#include <catch2/catch.hpp>

#include "platform/rules/calendar.h"

using namespace dayroom;
using namespace dayroom::rules;
using std::chrono::minutes;

namespace {

const std::string kVisitZone = "America/Chicago";

std::chrono::local_days date_named(const char* name) {
    auto day = day_named(name);
    REQUIRE(day.ok());
    return day.take();
}
Timestamp wall(const char* day, int minute) { return local_moment(date_named(day), minutes(minute), kVisitZone); }

VisitRules table_rules() {
    VisitRules rules;
    rules.minutes = {20, 40};
    rules.slot_minutes = 30;
    rules.prices = {{250, Timestamp(), wall("2026-12-01", 0)}, {199, wall("2026-12-01", 0), Timestamp()}};
    rules.notice_minutes = 24 * 60;
    rules.ahead_days = 14;
    rules.change_minutes = 12 * 60;
    rules.full_refund_minutes = 24 * 60;
    rules.late_refund_points = 5'000;
    rules.missed_refund_points = 0;
    rules.check_in_before_minutes = 10;
    rules.check_in_after_minutes = 15;
    rules.reminder_minutes = 60;
    return rules;
}
std::size_t slots_on(const char* day, std::vector<WallHours> hours, int length) {
    const auto open = visit_hours_on(date_named(day), hours, kVisitZone);
    return free_slots(open, {}, 30, length).size();
}

}  // namespace

TEST_CASE("slots of visits follow the clock on the wall, and the length of a day that changes its clocks") {
    const WallHours night{kEveryWeekday, 60, 240};  // 1:00 to 4:00
    struct Line {
        const char* day;
        std::size_t slots;
    };
    for (const Line& line : {Line{"2026-11-20", 6}, Line{"2026-03-08", 4}, Line{"2026-11-01", 8}}) {
        INFO(line.day);
        CHECK(slots_on(line.day, {night}, 30) == line.slots);
    }
    const auto spring = visit_hours_on(date_named("2026-03-08"), std::vector{night}, kVisitZone);
    REQUIRE(spring.size() == 1);
    CHECK(spring[0].to - spring[0].from == std::chrono::hours(2));
    for (const VisitSpan& slot : free_slots(spring, {}, 30, 30))
        CHECK(slot.from.ms() % (std::int64_t{kVisitCellMinutes} * 60'000) == 0);
}

TEST_CASE("a place is open on its weekdays, and hours that touch are one opening") {
    const WallHours monday{1, 540, 600};
    const WallHours also_monday{1, 600, 660};
    CHECK(slots_on("2026-11-23", {monday}, 40) == 1);  // a Monday: 9:00 and not 9:30
    CHECK(slots_on("2026-11-24", {monday}, 20) == 0);
    CHECK(slots_on("2026-11-23", {monday, also_monday}, 40) == 3);  // 9:00, 9:30, 10:00
    CHECK(slots_on("2026-11-23", {also_monday, monday, monday}, 60) == 3);
}

TEST_CASE("a visit is free when nothing that is taken lies in it, to the minute") {
    const VisitSpan open{wall("2026-11-23", 540), wall("2026-11-23", 660)};
    const auto from = [&](std::vector<VisitSpan> taken, int length) {
        std::vector<std::int64_t> begins;
        for (const VisitSpan& slot : free_slots(std::vector{open}, taken, 30, length))
            begins.push_back((slot.from - open.from) / minutes(1));
        return begins;
    };
    using Begins = std::vector<std::int64_t>;
    CHECK(from({}, 30) == Begins{0, 30, 60, 90});
    CHECK(from({{open.from + minutes(30), open.from + minutes(60)}}, 30) == Begins{0, 60, 90});
    CHECK(from({{open.from + minutes(30), open.from + minutes(60)}}, 40) == Begins{60});
    CHECK(from({{open.from + minutes(59), open.from + minutes(61)}}, 30) == Begins{0, 90});
    CHECK(from({{open.from, open.to}}, 20).empty());
    CHECK(from({}, 121).empty());
    CHECK(free_slots(std::vector{open}, {}, 0, 30).empty());
    CHECK(free_slots(std::vector{open}, {}, 30, 0).empty());
}

TEST_CASE("a visit is booked a day ahead by the clock, and so many days ahead by the calendar") {
    const VisitRules rules = table_rules();
    const Timestamp now = wall("2026-11-20", 600);
    CHECK(visit_room(rules, now + std::chrono::hours(24), now, kVisitZone) == VisitRoom::kOpen);
    CHECK(visit_room(rules, now + std::chrono::hours(24) - Milliseconds(1), now, kVisitZone) == VisitRoom::kTooSoon);
    CHECK(visit_room(rules, now - std::chrono::hours(1), now, kVisitZone) == VisitRoom::kTooSoon);
    CHECK(visit_room(rules, wall("2026-12-04", 1'439), now, kVisitZone) == VisitRoom::kOpen);
    CHECK(visit_room(rules, wall("2026-12-05", 0), now, kVisitZone) == VisitRoom::kTooFar);
    // Across the change of the clocks: 24 hours are 24 hours.
    const Timestamp before = wall("2026-10-31", 600);
    CHECK(visit_room(rules, wall("2026-11-01", 540), before, kVisitZone) == VisitRoom::kOpen);
    CHECK(visit_room(rules, wall("2026-11-01", 539), before, kVisitZone) == VisitRoom::kTooSoon);
}

TEST_CASE("a week goes from its first weekday to the next, however long the clocks make it") {
    const auto hours_of = [](const VisitSpan& week) { return (week.to - week.from) / std::chrono::hours(1); };
    const VisitSpan plain = visit_week(wall("2026-11-20", 700), 6, kVisitZone);
    CHECK(plain.from == wall("2026-11-15", 0));  // a Sunday
    CHECK(hours_of(plain) == 168);
    CHECK(hours_of(visit_week(wall("2026-11-01", 700), 6, kVisitZone)) == 169);
    CHECK(hours_of(visit_week(wall("2026-03-08", 700), 6, kVisitZone)) == 167);
    CHECK(visit_week(wall("2026-11-23", 0), 0, kVisitZone).from == wall("2026-11-23", 0));
    CHECK(visit_week(wall("2026-11-22", 1'439), 0, kVisitZone).from == wall("2026-11-16", 0));
    for (int first = 0; first < 7; ++first) {
        const VisitSpan week = visit_week(wall("2026-11-20", 700), first, kVisitZone);
        CHECK(week.holds(wall("2026-11-20", 700)));
        CHECK(visit_week(week.to, first, kVisitZone).from == week.to);
    }
}

TEST_CASE("the price is that of the day of the visit, and parts of a cent are nobody's") {
    const VisitRules rules = table_rules();
    CHECK(visit_fare(rules, wall("2026-11-30", 1'439), 20)->price == Cents::of(500));
    CHECK(visit_fare(rules, wall("2026-12-01", 0), 20)->price == Cents::of(398));
    VisitRules none = rules;
    none.prices.pop_back();
    CHECK_FALSE(visit_fare(none, wall("2026-12-01", 0), 20));
    CHECK(visit_charge(Cents::of(398), 199, 1) == Cents::of(19));
    CHECK(visit_charge(Cents::of(398), 199, 20) == Cents::of(398));
    CHECK(visit_charge(Cents::of(398), 199, 240) == Cents::of(398));
    CHECK(visit_charge(Cents::of(398), 199, 0).is_zero());
    for (const auto& [seconds, used] :
         std::vector<std::pair<std::int64_t, int>>{{-5, 0}, {0, 0}, {1, 1}, {60, 1}, {61, 2}, {1'200, 20}})
        CHECK(visit_minutes_used(seconds) == used);
}

TEST_CASE("what comes back is decided by when it was cancelled, and a part of a cent is the resident's") {
    const VisitRules rules = table_rules();
    const VisitSpan visit{wall("2026-11-23", 600), wall("2026-11-23", 620)};
    const VisitPromise promise = visit_promise(rules, visit);
    CHECK(promise.change_until == visit.from - std::chrono::hours(12));
    CHECK(promise.check_in_from == visit.from - minutes(10));
    CHECK(promise.check_in_until == visit.from + minutes(15));
    CHECK(promise.remind_from == visit.from - minutes(60));
    const Timestamp last = visit.from - std::chrono::hours(24);
    CHECK(visit_back(promise, Cents::of(501), last) == Cents::of(501));
    CHECK(visit_back(promise, Cents::of(501), last + Milliseconds(1)) == Cents::of(251));
    CHECK(visit_given_back(Cents::of(501), 0).is_zero());
    CHECK(visit_given_back(Cents::of(501), kPointsWhole) == Cents::of(501));
    CHECK(visit_given_back(Cents(), 5'000).is_zero());
    VisitRules quiet = rules;
    quiet.reminder_minutes = 0;
    quiet.check_in_after_minutes = 60;
    CHECK_FALSE(visit_promise(quiet, visit).remind_from.is_set());
    CHECK(visit_promise(quiet, visit).check_in_until == visit.to);  // never after it is over
}
