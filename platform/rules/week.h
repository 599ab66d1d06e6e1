// The facility's weeks: what may be ordered at the commissary is limited by them. Monday to Sunday (ISO 8601) on the
// facility's clocks; one with a change of the clocks has 167 or 169 hours.
#pragma once

#include <string>

#include "platform/base/time.h"

namespace dayroom::rules {

struct LocalWeek {
    Timestamp begin;
    Timestamp end;  // the beginning of the next

    bool holds(Timestamp at) const { return begin <= at && at < end; }
};
/// The week that `at` lies in. An unknown zone is UTC.
LocalWeek local_week(Timestamp at, const std::string& time_zone);

}  // namespace dayroom::rules
