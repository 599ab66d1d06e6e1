#include "platform/rules/schedule.h"

#include <catch2/catch.hpp>

#include "platform/rules/calendar.h"

using namespace dayroom;
using namespace dayroom::rules;

namespace {

std::chrono::local_days day(const char* name) {
    auto found = day_named(name);
    REQUIRE(found.ok());
    return *found;
}

/// Minutes since 1970 UTC of the first moment of a day in UTC.
std::int64_t utc(const char* date, int hour, int minute) {
    return day(date).time_since_epoch().count() * kMinutesOfDay + hour * 60 + minute;
}

struct Row {
    const char* date;
    const char* zone;
    WallHours hours;
    std::int64_t from;  // minutes since 1970 UTC
    int lasts;          // minutes
};

}  // namespace

TEST_CASE("hours on the wall are the right moments on every day of the year, those of a change of the clocks too") {
    const std::vector<Row> rows = {
        // an ordinary day, winter and summer
        {"2026-01-15", "America/Chicago", {kEveryWeekday, 330, 360}, utc("2026-01-15", 11, 30), 30},
        {"2026-07-15", "America/Chicago", {kEveryWeekday, 330, 360}, utc("2026-07-15", 10, 30), 30},
        // clocks go forward at 2:00 on 8 March 2026
        {"2026-03-08", "America/Chicago", {kEveryWeekday, 60, 240}, utc("2026-03-08", 7, 0), 120},
        {"2026-03-08", "America/Chicago", {kEveryWeekday, 135, 165}, utc("2026-03-08", 8, 15), 30},
        {"2026-03-08", "America/Chicago", {kEveryWeekday, 150, 195}, utc("2026-03-08", 8, 30), 45},
        {"2026-03-08", "America/Chicago", {kEveryWeekday, 0, 1440}, utc("2026-03-08", 6, 0), 23 * 60},
        // clocks go back at 2:00 on 1 November 2026
        {"2026-11-01", "America/Chicago", {kEveryWeekday, 90, 150}, utc("2026-11-01", 6, 30), 120},
        {"2026-11-01", "America/Chicago", {kEveryWeekday, 0, 1440}, utc("2026-11-01", 5, 0), 25 * 60},
        {"2026-11-01", "America/Chicago", {kEveryWeekday, 720, 780}, utc("2026-11-01", 18, 0), 60},
        // no change of the clocks, and half hours
        {"2026-03-08", "America/Phoenix", {kEveryWeekday, 150, 195}, utc("2026-03-08", 9, 30), 45},
        {"2026-06-01", "Asia/Kolkata", {kEveryWeekday, 0, 60}, utc("2026-05-31", 18, 30), 60},
        {"2026-06-01", "No/Such_Zone", {kEveryWeekday, 0, 60}, utc("2026-06-01", 0, 0), 60},
    };
    for (const Row& row : rows) {
        CAPTURE(row.date, row.zone, row.hours.from_minute, row.hours.to_minute);
        const auto found = occurrences_on(day(row.date), std::vector{row.hours}, row.zone);
        REQUIRE(found.size() == 1);
        CHECK(found[0].from.ms() / 60'000 == row.from);
        CHECK((found[0].to - found[0].from) == std::chrono::minutes(row.lasts));
    }
}

TEST_CASE("a weekday's hours take place on it, in order of time, and wrong ones nowhere") {
    constexpr int kMonday = 1, kSunday = 64;
    const std::vector<WallHours> hours = {{kMonday, 720, 750}, {kEveryWeekday, 330, 360}, {kSunday, 0, 60},
                                          {kMonday, 330, 400}, {kMonday, 60, 60},         {kMonday, -1, 60},
                                          {kMonday, 60, 1441}};
    const auto entries = [&](const char* date) {
        std::vector<std::size_t> out;
        for (const Occurrence& each : occurrences_on(day(date), hours, "America/Chicago")) out.push_back(each.entry);
        return out;
    };
    CHECK(entries("2026-11-16") == std::vector<std::size_t>{1, 3, 0});  // a Monday
    CHECK(entries("2026-11-17") == std::vector<std::size_t>{1});
    CHECK(entries("2026-11-22") == std::vector<std::size_t>{2, 1});
    CHECK(occurrences_of_day(day("2026-11-17"), hours, "America/Chicago").size() == 4);
}
