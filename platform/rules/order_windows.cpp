#include "platform/rules/order_windows.h"

#include <algorithm>

#include "platform/rules/calendar.h"

namespace dayroom::rules {
namespace {

constexpr int kMinutesOfWeek = kDaysOfWeek * kMinutesOfDay;

/// Days from weekday `from` to the next `to`, 0 to 6.
int days_to(int from, int to) { return (to - from + kDaysOfWeek) % kDaysOfWeek; }

int iso_weekday(std::chrono::local_days date) { return static_cast<int>(std::chrono::weekday(date).iso_encoding()); }

/// Days from opening to cut-off, 0 to 7.
int open_days(const WeeklyWindow& rule) {
    const int days = days_to(rule.opens_weekday, rule.cut_off_weekday);
    return days == 0 && rule.cut_off_minute <= rule.opens_minute ? kDaysOfWeek : days;
}

int open_minutes(const WeeklyWindow& rule) {
    return open_days(rule) * kMinutesOfDay + rule.cut_off_minute - rule.opens_minute;
}

WindowTimes times_of(const WeeklyWindow& rule, std::chrono::local_days opening, const std::string& time_zone) {
    using std::chrono::days;
    using std::chrono::minutes;
    const auto cut_off = opening + days(open_days(rule));
    const int wait = days_to(rule.cut_off_weekday, rule.delivery_weekday);
    const auto delivery = cut_off + days(wait == 0 ? kDaysOfWeek : wait);
    return {local_moment(opening, minutes(rule.opens_minute), time_zone),
            local_moment(cut_off, minutes(rule.cut_off_minute), time_zone),
            local_moment(delivery, minutes(0), time_zone)};
}

}  // namespace

Status check_weekly_window(const WeeklyWindow& rule) {
    for (const int weekday : {rule.opens_weekday, rule.cut_off_weekday, rule.delivery_weekday}) {
        if (weekday < 1 || weekday > kDaysOfWeek) return Error(ErrorCode::kInvalid, "a weekday is 1 to 7");
    }
    for (const int minute : {rule.opens_minute, rule.cut_off_minute}) {
        if (minute < 0 || minute >= kMinutesOfDay) return Error(ErrorCode::kInvalid, "a minute of a day is 0 to 1,439");
    }
    return {};
}

std::vector<WindowTimes> windows_after(const WeeklyWindow& rule, Timestamp now, const std::string& time_zone,
                                       int count) {
    std::vector<WindowTimes> all;
    const int wanted = std::clamp(count, 0, kMaxWindowsAhead);
    if (!check_weekly_window(rule).ok()) return all;
    // A window that is open now has opened at most a week ago; two days more for what the zone's own clocks did.
    auto opening = local_date(now, time_zone) - std::chrono::days(kDaysOfWeek + 2);
    opening += std::chrono::days(days_to(iso_weekday(opening), rule.opens_weekday));
    while (static_cast<int>(all.size()) < wanted) {
        const WindowTimes times = times_of(rule, opening, time_zone);
        if (times.cut_off > now && times.opens < times.cut_off) all.push_back(times);
        opening += std::chrono::days(kDaysOfWeek);
        if (opening - local_date(now, time_zone) > std::chrono::days(kDaysOfWeek * (kMaxWindowsAhead + 4))) break;
    }
    return all;
}

bool overlap(const WeeklyWindow& a, const WeeklyWindow& b) {
    const auto begin = [](const WeeklyWindow& rule) {
        return (rule.opens_weekday - 1) * kMinutesOfDay + rule.opens_minute;
    };
    // The later of the two, seen from the other's opening, begins before the other ends.
    const auto begins_within = [&](const WeeklyWindow& outer, const WeeklyWindow& inner) {
        const int after = (begin(inner) - begin(outer) + kMinutesOfWeek) % kMinutesOfWeek;
        return after < open_minutes(outer);
    };
    return begins_within(a, b) || begins_within(b, a);
}

}  // namespace dayroom::rules
