// Days and hours of the sample, in the facility's own time (UTC−6 all year: close enough for invented people).
#pragma once

#include <string>

#include "platform/facility/sample/assets.h"
#include "platform/facility/sample/dice.h"

namespace dayroom::facility::sample {

inline constexpr Milliseconds kHour = std::chrono::hours(1);
inline constexpr Milliseconds kDay = std::chrono::hours(24);
inline constexpr Milliseconds kLocalOffset = std::chrono::hours(-6);

/// Full local days since 1970.
std::int64_t local_day(Timestamp at);
int local_hour(Timestamp at);
/// 0 Monday to 6 Sunday.
int weekday(Timestamp at);
/// "11-23".
std::string month_day(Timestamp at);
/// 0–364: the same date has the same number each year, near enough.
int day_of_year(Timestamp at);
bool in_season(const Season& season, Timestamp at);
/// The local day of `at`, at `hour`:`minute`.
Timestamp at_time(Timestamp at, int hour, int minute);
/// The same moment when it is between 7:00 and 22:00, else some minutes after 7:00 that follow.
Timestamp awake(Timestamp at, Dice& dice);

}  // namespace dayroom::facility::sample
