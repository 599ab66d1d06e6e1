// Private to platform/facility/messages: the notices that go with a suspension, in the languages that every terminal
// ships. The facility's own words are the reason.
#pragma once

#include "platform/facility/messages/suspensions.h"

namespace dayroom::facility {

/// Shown for as long as it lasts.
wire::Notice notice_of_suspension(const StoredSuspension& suspension);
/// Shown for three days.
wire::Notice notice_of_end(Timestamp now);

}  // namespace dayroom::facility
