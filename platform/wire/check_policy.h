// Private to platform/wire: the signed policy.
#pragma once

#include "platform/wire/checker.h"

namespace dayroom::wire {

/// Its shape: what is in it is looked at by whoever knows the root.
void check_policy_release(Checker& check, const PolicyRelease& body);

}  // namespace dayroom::wire
