// What happens at which hour of a day: hours are those of the clock on the wall, and the facility's time zone says when
// they are. Pure; any thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "platform/base/time.h"
#include "platform/rules/order_windows.h"  // kMinutesOfDay

namespace dayroom::rules {

inline constexpr int kEveryWeekday = 0x7F;

/// From … to on the clock of one day: 0 ≤ from < to ≤ kMinutesOfDay.
struct WallHours {
    int weekdays = kEveryWeekday;  // bit 0 is Monday
    int from_minute = 0;
    int to_minute = 0;
};
bool is_valid(const WallHours& hours);

struct Occurrence {
    std::size_t entry = 0;  // which of the hours
    Timestamp from;
    Timestamp to;  // after `from`
};
/// Those that take place on this weekday, in order of time; of the same beginning, in the order given. A time that a
/// change of the clocks skips counts as if they had not been changed yet (calendar.h); where that would end something
/// before it begins, it lasts as long as the clock on the wall would say.
std::vector<Occurrence> occurrences_on(std::chrono::local_days date, std::span<const WallHours> hours,
                                       const std::string& time_zone);
/// All of them, whatever the weekday: of a date on which everything is different.
std::vector<Occurrence> occurrences_of_day(std::chrono::local_days date, std::span<const WallHours> hours,
                                           const std::string& time_zone);

}  // namespace dayroom::rules
