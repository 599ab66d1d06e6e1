// Private to platform/facility/suspensions: the notices that go with a suspension, in the languages that every terminal
// ships. The facility's own words are the reason.
#pragma once

#include "platform/facility/suspensions/suspensions.h"

namespace dayroom::facility {

/// Shown until it is over. Its days and times are those of the facility's clocks.
wire::Notice notice_of_suspension(const StoredSuspension& suspension, const std::string& time_zone);
/// Shown for three days. Of one that had not begun: that it does not come.
wire::Notice notice_of_end(const StoredSuspension& suspension, Timestamp now);

}  // namespace dayroom::facility
