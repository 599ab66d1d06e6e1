#include "platform/rules/calendar.h"

#include <catch2/catch.hpp>

using namespace dayroom;
using rules::month_start;

namespace {

Timestamp utc(int year, unsigned month, unsigned day, int hour, int minute = 0) {
    using namespace std::chrono;
    const sys_days date{std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(day)};
    return Timestamp::from_ms(
        duration_cast<milliseconds>(date.time_since_epoch() + hours(hour) + minutes(minute)).count());
}

}  // namespace

TEST_CASE("a month begins at midnight of the facility, not of Greenwich") {
    CHECK(month_start(utc(2026, 6, 15, 12), "America/Chicago") == utc(2026, 6, 1, 5));
    CHECK(month_start(utc(2026, 6, 15, 12), "Pacific/Honolulu") == utc(2026, 6, 1, 10));
    CHECK(month_start(utc(2026, 6, 15, 12), "Asia/Kolkata") == utc(2026, 5, 31, 18, 30));
}

TEST_CASE("the evening of a month's last day still belongs to it") {
    CHECK(month_start(utc(2026, 7, 1, 4, 59), "America/Chicago") == utc(2026, 6, 1, 5));
    CHECK(month_start(utc(2026, 7, 1, 5), "America/Chicago") == utc(2026, 7, 1, 5));
    CHECK(month_start(utc(2026, 1, 1, 5, 59), "America/Chicago") == utc(2025, 12, 1, 6));
}

TEST_CASE("a change of the clocks inside the month does not move its beginning") {
    // Chicago: UTC−6 until March 8 2026, then UTC−5 until November 1, 2:00 AM.
    CHECK(month_start(utc(2026, 3, 7, 12), "America/Chicago") == utc(2026, 3, 1, 6));
    CHECK(month_start(utc(2026, 3, 9, 12), "America/Chicago") == utc(2026, 3, 1, 6));
    CHECK(month_start(utc(2026, 11, 1, 5), "America/Chicago") == utc(2026, 11, 1, 5));
    CHECK(month_start(utc(2026, 11, 20, 12), "America/Chicago") == utc(2026, 11, 1, 5));
}

TEST_CASE("where the first midnight was skipped, the month begins at the first moment after it") {
    // Asunción put its clocks from 0:00 to 1:00 on October 1 2017: UTC−4 became UTC−3 at 4:00 UTC.
    CHECK(month_start(utc(2017, 10, 10, 12), "America/Asuncion") == utc(2017, 10, 1, 4));
}

TEST_CASE("an unknown zone counts as UTC") {
    CHECK(month_start(utc(2026, 6, 15, 12), "") == utc(2026, 6, 1, 0));
    CHECK(month_start(utc(2026, 6, 15, 12), "Not/A_Zone") == utc(2026, 6, 1, 0));
}

TEST_CASE("a day is the facility's own, of 23 to 25 hours, one after the other without a gap") {
    const rules::LocalDay winter = rules::local_day(utc(2026, 11, 20, 3), "America/Chicago");
    CHECK(winter.name == "2026-11-19");
    CHECK(winter.begin == utc(2026, 11, 19, 6));
    CHECK(winter.end == utc(2026, 11, 20, 6));
    CHECK(rules::local_day(utc(2026, 3, 8, 12), "America/Chicago").end -
              rules::local_day(utc(2026, 3, 8, 12), "America/Chicago").begin ==
          std::chrono::hours(23));
    CHECK(rules::local_day(utc(2026, 11, 1, 12), "America/Chicago").end -
              rules::local_day(utc(2026, 11, 1, 12), "America/Chicago").begin ==
          std::chrono::hours(25));
    CHECK(rules::local_day(utc(2026, 5, 5, 12), "nowhere").name == "2026-05-05");
    Timestamp at = utc(2026, 1, 1, 12);
    for (int each = 0; each < 365; ++each) {
        const rules::LocalDay day = rules::local_day(at, "America/Chicago");
        REQUIRE(rules::local_day(day.end, "America/Chicago").begin == day.end);
        REQUIRE(rules::local_day(day.end - Milliseconds(1), "America/Chicago").name == day.name);
        at = day.end;
    }
}

TEST_CASE("months follow each other without a gap, across both changes of the clocks and the turn of a year") {
    // Chicago: UTC−6 until March 8 2026, then UTC−5 until November 1.
    using rules::local_month;
    CHECK(local_month(2026, 3, "America/Chicago").value().begin == utc(2026, 3, 1, 6));
    CHECK(local_month(2026, 3, "America/Chicago").value().end == utc(2026, 4, 1, 5));
    CHECK(local_month(2026, 11, "America/Chicago").value().begin == utc(2026, 11, 1, 5));
    CHECK(local_month(2026, 11, "America/Chicago").value().end == utc(2026, 12, 1, 6));
    for (const char* zone : {"America/Chicago", "America/Asuncion", "Pacific/Honolulu", "Nowhere/Land"}) {
        for (int month = 1; month < 12; ++month) {
            const auto one = local_month(2026, month, zone).value();
            CHECK(one.end == local_month(2026, month + 1, zone).value().begin);
            CHECK(one.holds(one.begin));
            CHECK_FALSE(one.holds(one.end));
            CHECK(rules::month_of(one.end - Milliseconds(1), zone).month == month);
            CHECK(rules::month_of(one.begin, zone).begin == one.begin);
        }
        CHECK(local_month(2025, 12, zone).value().end == local_month(2026, 1, zone).value().begin);
    }
    CHECK(rules::month_of(utc(2026, 1, 1, 5, 59), "America/Chicago").year == 2025);
    for (const auto& [year, month] : {std::pair{2026, 0}, {2026, 13}, {1969, 12}, {2200, 1}, {-1, 1}})
        CHECK_FALSE(local_month(year, month, "America/Chicago").ok());
}

TEST_CASE("a minute is named as the facility's clocks show it, also when they change") {
    const std::string here = "America/Los_Angeles";
    CHECK(rules::minute_name(utc(2026, 7, 1, 20, 5), here) == "2026-07-01 13:05");
    CHECK(rules::minute_name(utc(2026, 3, 8, 9, 59), here) == "2026-03-08 01:59");
    CHECK(rules::minute_name(utc(2026, 3, 8, 10), here) == "2026-03-08 03:00");
    CHECK(rules::minute_name(utc(2026, 7, 1, 5), here) == "2026-06-30 22:00");
    CHECK(rules::minute_name(utc(2026, 1, 1, 0), "nowhere") == "2026-01-01 00:00");
}
