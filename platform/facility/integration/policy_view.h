// The signed policy as staff and scripts see it.
#pragma once

#include <vector>

#include <nlohmann/json.hpp>

#include "platform/facility/policy/policies.h"

namespace dayroom::facility {

/// Each policy with who tries it out, and how many active terminals run which version.
nlohmann::json signed_policy_view(const std::vector<StoredPolicy>& policies, const std::vector<ListedDevice>& devices);

}  // namespace dayroom::facility
