#include "platform/facility/sample/calendar.h"

#include <cstdio>

namespace dayroom::facility::sample {
namespace {

constexpr std::int64_t kDayMs = kDay.count();

std::chrono::year_month_day date_of(Timestamp at) {
    return std::chrono::year_month_day(std::chrono::sys_days(std::chrono::days(local_day(at))));
}

}  // namespace

std::int64_t local_day(Timestamp at) { return (at + kLocalOffset).ms() / kDayMs; }
int local_hour(Timestamp at) { return static_cast<int>((at + kLocalOffset).ms() % kDayMs / kHour.count()); }
int weekday(Timestamp at) { return static_cast<int>((local_day(at) + 3) % 7); }  // 1970-01-01 was a Thursday

std::string month_day(Timestamp at) {
    const auto date = date_of(at);
    char text[16];
    std::snprintf(text, sizeof text, "%02u-%02u", static_cast<unsigned>(date.month()) % 100,
                  static_cast<unsigned>(date.day()) % 100);
    return text;
}

int day_of_year(Timestamp at) {
    const auto date = date_of(at);
    const std::chrono::sys_days first(
        std::chrono::year_month_day(date.year(), std::chrono::January, std::chrono::day(1)));
    return static_cast<int>((std::chrono::sys_days(date) - first).count()) % 365;
}

bool in_season(const Season& season, Timestamp at) {
    if (season.from.empty()) return true;
    const std::string day = month_day(at);
    return season.from <= day && day <= season.to;
}

Timestamp at_time(Timestamp at, int hour, int minute) {
    return Timestamp::from_ms(local_day(at) * kDayMs) - kLocalOffset + std::chrono::hours(hour) +
           std::chrono::minutes(minute);
}

Timestamp awake(Timestamp at, Dice& dice) {
    const int hour = local_hour(at);
    if (hour >= 7 && hour < 22) return at;
    const Timestamp morning = at_time(hour >= 22 ? at + kDay : at, 7, 0);
    return morning + dice.minutes(1, 540);
}

}  // namespace dayroom::facility::sample
