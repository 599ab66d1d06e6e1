// The facility's calendar: where its days and months begin. The zone's own rules (ICU) decide, so that a month that
// holds a change of the clocks is as long as the wall clock says.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "platform/base/result.h"
#include "platform/base/time.h"

namespace dayroom::rules {

/// Midnight of the first day of the month that `now` lies in, on the clocks of `time_zone` (IANA: "America/Chicago").
/// Where that midnight was skipped by a change of the clocks it is the first moment after it. An unknown zone is UTC.
Timestamp month_start(Timestamp now, const std::string& time_zone);

/// One month on the clocks of a time zone. The end of one is the beginning of the next, whatever the clocks do between.
struct LocalMonth {
    int year = 0;
    int month = 0;  // 1 to 12
    Timestamp begin;
    Timestamp end;

    bool holds(Timestamp at) const { return begin <= at && at < end; }
};
/// The month that `at` lies in.
LocalMonth month_of(Timestamp at, const std::string& time_zone);
/// kInvalid: no month of the years 1970 to 2199.
Result<LocalMonth> local_month(int year, int month, const std::string& time_zone);

/// "2026-11".
std::string name_of(const LocalMonth& month);
/// The month of that name. kInvalid: not "YYYY-MM", or as local_month().
Result<LocalMonth> month_named(std::string_view name, const std::string& time_zone);

/// One day on the clocks of a time zone: 23 to 25 hours.
struct LocalDay {
    std::string name;  // "2026-11-20"
    Timestamp begin;
    Timestamp end;  // the first moment of the next
};
/// The day that `now` lies in. An unknown zone is UTC.
LocalDay local_day(Timestamp now, const std::string& time_zone);

/// The date on the clocks of `time_zone`. An unknown zone is UTC.
std::chrono::local_days local_date(Timestamp now, const std::string& time_zone);
/// "2026-11-20".
std::string name_of(std::chrono::local_days day);
/// "2026-11-20 13:26": the minute that the clocks of `time_zone` show. An unknown zone is UTC.
std::string minute_name(Timestamp at, const std::string& time_zone);
/// The day of that name. kInvalid: not "YYYY-MM-DD", or no day of the years 1970 to 2199.
Result<std::chrono::local_days> day_named(std::string_view name);
/// When those clocks show `minute` minutes after midnight on `date`. A time that a change of the clocks skips counts as
/// if they had not been changed yet (2:30 becomes 3:30); one that comes twice is the first.
Timestamp local_moment(std::chrono::local_days date, std::chrono::minutes minute, const std::string& time_zone);

}  // namespace dayroom::rules
