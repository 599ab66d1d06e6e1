#include "platform/rules/week.h"

#include <catch2/catch.hpp>

using namespace dayroom;
using namespace dayroom::rules;

namespace {

struct WeekRow {
    const char* what;
    std::int64_t begin_ms;
    int hours;
};

}  // namespace

TEST_CASE("a week is Monday to Sunday on the facility's clocks, with and without a change of them") {
    constexpr std::int64_t kHourMs = 3'600'000;
    const WeekRow rows[] = {
        {"2026-06-01, UTC−5", 1'780'290'000'000, 168},
        {"2026-10-26, the clocks go back on its Sunday", 1'792'990'800'000, 169},
        {"2027-03-08, they go forward on its Sunday", 1'804'485'600'000, 167},
    };
    for (const WeekRow& row : rows) {
        INFO(row.what);
        const Timestamp begin = Timestamp::from_ms(row.begin_ms);
        const Timestamp end = Timestamp::from_ms(row.begin_ms + row.hours * kHourMs);
        for (const Timestamp at : {begin, begin + std::chrono::hours(80), end - Milliseconds(1)}) {
            const LocalWeek week = local_week(at, "America/Chicago");
            CHECK(week.begin == begin);
            CHECK(week.end == end);
            CHECK(week.holds(at));
        }
        CHECK(local_week(end, "America/Chicago").begin == end);
        CHECK_FALSE(local_week(begin - Milliseconds(1), "America/Chicago").holds(begin));
    }
    CHECK(local_week(Timestamp::from_ms(0), "nowhere").begin.ms() == -3 * 24 * kHourMs);  // 1970-01-01 was a Thursday
}
