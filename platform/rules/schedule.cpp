#include "platform/rules/schedule.h"

#include <algorithm>

#include "platform/rules/calendar.h"

namespace dayroom::rules {
namespace {

using std::chrono::minutes;

Timestamp moment_of(std::chrono::local_days date, int minute, const std::string& time_zone) {
    if (minute < kMinutesOfDay) return local_moment(date, minutes(minute), time_zone);
    return local_moment(date + std::chrono::days(1), minutes(0), time_zone);
}

/// Bit 0 is Monday.
int weekday_bit(std::chrono::local_days date) { return 1 << (std::chrono::weekday(date).iso_encoding() - 1); }

std::vector<Occurrence> all_on(std::chrono::local_days date, std::span<const WallHours> hours, int weekdays,
                               const std::string& time_zone) {
    std::vector<Occurrence> out;
    for (std::size_t at = 0; at < hours.size(); ++at) {
        const WallHours& each = hours[at];
        const bool today = weekdays == 0 || (each.weekdays & weekdays) != 0;
        if (!today || !is_valid(each)) continue;
        Occurrence one{at, moment_of(date, each.from_minute, time_zone), moment_of(date, each.to_minute, time_zone)};
        if (one.to <= one.from) one.to = one.from + minutes(each.to_minute - each.from_minute);
        out.push_back(one);
    }
    std::stable_sort(out.begin(), out.end(),
                     [](const auto& left, const auto& right) { return left.from < right.from; });
    return out;
}

}  // namespace

bool is_valid(const WallHours& hours) {
    return hours.from_minute >= 0 && hours.from_minute < hours.to_minute && hours.to_minute <= kMinutesOfDay;
}

std::vector<Occurrence> occurrences_on(std::chrono::local_days date, std::span<const WallHours> hours,
                                       const std::string& time_zone) {
    return all_on(date, hours, weekday_bit(date), time_zone);
}

std::vector<Occurrence> occurrences_of_day(std::chrono::local_days date, std::span<const WallHours> hours,
                                           const std::string& time_zone) {
    return all_on(date, hours, 0, time_zone);
}

}  // namespace dayroom::rules
