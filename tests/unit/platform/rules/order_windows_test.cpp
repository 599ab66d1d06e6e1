#include "platform/rules/order_windows.h"

#include <catch2/catch.hpp>

#include "platform/rules/calendar.h"

using namespace dayroom;
using namespace dayroom::rules;

namespace {

constexpr const char* kChicago = "America/Chicago";

Timestamp utc_moment(int year, unsigned month, unsigned day, int hour, int minute = 0) {
    using namespace std::chrono;
    const sys_days date{std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(day)};
    return Timestamp::from_ms(
        duration_cast<milliseconds>(date.time_since_epoch() + hours(hour) + minutes(minute)).count());
}

/// Opens Friday 8:00, closed Tuesday 9:30, delivered Thursday.
constexpr WeeklyWindow kUsual{5, 8 * 60, 2, 9 * 60 + 30, 4};

struct WindowRow {
    const char* what;
    WeeklyWindow rule;
    Timestamp now;
    WindowTimes first;
};

}  // namespace

TEST_CASE("windows stand on the facility's clocks, in weeks with and without a change of the clocks") {
    const std::vector<WindowRow> rows = {
        {"an ordinary week, before it opens",
         kUsual,
         utc_moment(2026, 6, 10, 12),
         {utc_moment(2026, 6, 12, 13), utc_moment(2026, 6, 16, 14, 30), utc_moment(2026, 6, 18, 5)}},
        {"while it is open",
         kUsual,
         utc_moment(2026, 6, 14, 12),
         {utc_moment(2026, 6, 12, 13), utc_moment(2026, 6, 16, 14, 30), utc_moment(2026, 6, 18, 5)}},
        {"a moment before the cut-off",
         kUsual,
         utc_moment(2026, 6, 16, 14, 30) - Milliseconds(1),
         {utc_moment(2026, 6, 12, 13), utc_moment(2026, 6, 16, 14, 30), utc_moment(2026, 6, 18, 5)}},
        {"at the cut-off it is the next one",
         kUsual,
         utc_moment(2026, 6, 16, 14, 30),
         {utc_moment(2026, 6, 19, 13), utc_moment(2026, 6, 23, 14, 30), utc_moment(2026, 6, 25, 5)}},
        // Clocks forward on Sunday March 8 2026: it opens at UTC−6 and ends at UTC−5, an hour shorter.
        {"the clocks go forward while it is open",
         kUsual,
         utc_moment(2026, 3, 7, 12),
         {utc_moment(2026, 3, 6, 14), utc_moment(2026, 3, 10, 14, 30), utc_moment(2026, 3, 12, 5)}},
        // Clocks back on Sunday November 1 2026: an hour longer.
        {"the clocks go back while it is open",
         kUsual,
         utc_moment(2026, 10, 31, 12),
         {utc_moment(2026, 10, 30, 13), utc_moment(2026, 11, 3, 15, 30), utc_moment(2026, 11, 5, 6)}},
        {"the delivery day begins before the change, at its own midnight",
         {3, 0, 5, 720, 7},
         utc_moment(2026, 3, 5, 12),
         {utc_moment(2026, 3, 4, 6), utc_moment(2026, 3, 6, 18), utc_moment(2026, 3, 8, 6)}},
        {"a cut-off at a time that was skipped",
         {5, 480, 7, 2 * 60 + 30, 1},
         utc_moment(2026, 3, 7, 12),
         {utc_moment(2026, 3, 6, 14), utc_moment(2026, 3, 8, 8, 30), utc_moment(2026, 3, 9, 5)}},
        {"a cut-off at a time that comes twice is the first",
         {5, 480, 7, 60 + 30, 1},
         utc_moment(2026, 10, 31, 12),
         {utc_moment(2026, 10, 30, 13), utc_moment(2026, 11, 1, 6, 30), utc_moment(2026, 11, 2, 6)}},
        {"open and cut off on one weekday, a week apart",
         {2, 570, 2, 570, 4},
         utc_moment(2026, 6, 17, 12),
         {utc_moment(2026, 6, 16, 14, 30), utc_moment(2026, 6, 23, 14, 30), utc_moment(2026, 6, 25, 5)}},
        {"open and cut off on one day",
         {2, 480, 2, 570, 2},
         utc_moment(2026, 6, 15, 12),
         {utc_moment(2026, 6, 16, 13), utc_moment(2026, 6, 16, 14, 30), utc_moment(2026, 6, 23, 5)}},
        {"over the end of a year",
         {4, 480, 4, 479, 5},
         utc_moment(2027, 1, 1, 0),
         {utc_moment(2026, 12, 31, 14), utc_moment(2027, 1, 7, 13, 59), utc_moment(2027, 1, 8, 6)}},
    };
    for (const WindowRow& row : rows) {
        INFO(row.what);
        const auto found = windows_after(row.rule, row.now, kChicago, 1);
        REQUIRE(found.size() == 1);
        CHECK(found[0].opens.ms() == row.first.opens.ms());
        CHECK(found[0].cut_off.ms() == row.first.cut_off.ms());
        CHECK(found[0].delivery.ms() == row.first.delivery.ms());
    }
}

TEST_CASE("a window that the change of the clocks leaves no time for is left out") {
    // 2:30 to 3:00 on Sundays: on March 8 2026 2:30 is 3:30.
    const WeeklyWindow night{7, 150, 7, 180, 3};
    const auto found = windows_after(night, utc_moment(2026, 3, 2, 12), kChicago, 2);
    REQUIRE(found.size() == 2);
    CHECK(found[0].opens == utc_moment(2026, 3, 15, 7, 30));
    CHECK(found[1].opens == utc_moment(2026, 3, 22, 7, 30));
}

TEST_CASE("a year of windows: in their order, none twice, each with its cut-off before its delivery") {
    for (const char* zone : {kChicago, "Europe/Berlin", "Asia/Kolkata", "Pacific/Chatham", "", "Not/A_Zone"}) {
        const auto windows = windows_after(kUsual, utc_moment(2026, 1, 1, 0), zone, 52);
        REQUIRE(windows.size() == 52);
        for (std::size_t i = 0; i < windows.size(); ++i) {
            REQUIRE(windows[i].opens < windows[i].cut_off);
            REQUIRE(windows[i].cut_off < windows[i].delivery);
            if (i > 0) REQUIRE(windows[i - 1].cut_off <= windows[i].opens);
            // Asked later, while it is open, the same window is found.
            const auto again = windows_after(kUsual, windows[i].cut_off - Milliseconds(1), zone, 1);
            REQUIRE(again.front() == windows[i]);
        }
    }
}

TEST_CASE("how many windows are asked for is bounded, and a rule that is none has none") {
    CHECK(windows_after(kUsual, utc_moment(2026, 1, 1, 0), kChicago, 1'000'000).size() ==
          static_cast<std::size_t>(kMaxWindowsAhead));
    CHECK(windows_after(kUsual, utc_moment(2026, 1, 1, 0), kChicago, -1).empty());
    for (const WeeklyWindow& wrong :
         {WeeklyWindow{0, 0, 1, 0, 1}, WeeklyWindow{1, 0, 8, 0, 1}, WeeklyWindow{1, 1'440, 2, 0, 1},
          WeeklyWindow{1, -1, 2, 0, 1}, WeeklyWindow{1, 0, 2, 0, 0}}) {
        CHECK_FALSE(check_weekly_window(wrong).ok());
        CHECK(windows_after(wrong, utc_moment(2026, 1, 1, 0), kChicago, 3).empty());
    }
    CHECK(check_weekly_window(kUsual).ok());
}

TEST_CASE("two weekly windows overlap when some moment lies in both") {
    CHECK(overlap(kUsual, kUsual));
    CHECK(overlap(kUsual, {1, 0, 3, 0, 5}));
    CHECK(overlap({1, 0, 3, 0, 5}, kUsual));
    CHECK_FALSE(overlap(kUsual, {2, 570, 5, 480, 6}));  // from its cut-off to its opening
    CHECK_FALSE(overlap({2, 570, 5, 480, 6}, kUsual));
    CHECK(overlap({2, 570, 2, 570, 4}, {4, 60, 4, 120, 5}));  // one is always open
    CHECK(overlap({6, 0, 1, 60, 3}, {1, 0, 1, 30, 3}));       // over the end of the week
    CHECK_FALSE(overlap({1, 0, 1, 60, 3}, {1, 60, 1, 120, 3}));
}
