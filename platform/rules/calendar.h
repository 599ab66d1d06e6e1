// The facility's calendar: where its days and months begin. The zone's own rules (ICU) decide, so that a month that
// holds a change of the clocks is as long as the wall clock says.
#pragma once

#include <string>

#include "platform/base/time.h"

namespace dayroom::rules {

/// Midnight of the first day of the month that `now` lies in, on the clocks of `time_zone` (IANA: "America/Chicago").
/// Where that midnight was skipped by a change of the clocks it is the first moment after it. An unknown zone is UTC.
Timestamp month_start(Timestamp now, const std::string& time_zone);

/// One day on the clocks of a time zone: 23 to 25 hours.
struct LocalDay {
    std::string name;  // "2026-11-20"
    Timestamp begin;
    Timestamp end;  // the first moment of the next
};
/// The day that `now` lies in. An unknown zone is UTC.
LocalDay local_day(Timestamp now, const std::string& time_zone);

}  // namespace dayroom::rules
