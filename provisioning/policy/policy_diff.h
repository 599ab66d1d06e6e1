// What a policy changes against another one, in plain words, a line each.
#pragma once

#include <string>
#include <vector>

#include "platform/wire/dayroom.pb.h"
#include "provisioning/keys/hub_request.h"

namespace dayroom::provisioning {

/// Empty: nothing but the version. `hub` names the housing units.
std::vector<std::string> policy_changes(const wire::PolicyBundle& live, const wire::PolicyBundle& next,
                                        const HubRequest& hub);

}  // namespace dayroom::provisioning
