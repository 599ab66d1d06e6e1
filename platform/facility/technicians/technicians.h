// Which technicians' certificates count no more, as the facility root says it: the hub carries the list to every
// terminal and can neither lengthen nor shorten it.
#pragma once

#include "platform/crypto/keys.h"
#include "platform/facility/feed/work.h"

namespace dayroom::facility {

/// The file that IT carries (docs/operations/technicians.md).
inline constexpr const char* kTechnicianListFormat = "dayroom-technician-list-1";

class Technicians {
public:
    /// What dayroom-provision technician revoke made. kUnauthenticated: `root` did not sign it; kConflict: a newer one
    /// is in force.
    Status install(Work& work, const wire::TechnicianList& list, const crypto::SigningPublic& root);
};

}  // namespace dayroom::facility
