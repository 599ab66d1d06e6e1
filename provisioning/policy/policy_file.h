// The policy as IT writes it: a JSON file "dayroom-policy-1" (docs/formats/dayroom-policy-1.schema.json). Everything
// that is wrong with it is found at once, each with its line and column.
#pragma once

#include <string_view>
#include <vector>

#include "platform/base/time.h"
#include "platform/wire/dayroom.pb.h"
#include "provisioning/keys/hub_request.h"
#include "provisioning/policy/json_text.h"

namespace dayroom::provisioning {

inline constexpr const char* kPolicyFormat = "dayroom-policy-1";

struct PolicyReading {
    wire::PolicyBundle bundle;          // good when there is no problem
    std::vector<JsonProblem> problems;  // in the order of the file
};
/// `hub`: whose policy it is, and which housing units there are.
PolicyReading read_policy_text(std::string_view text, const HubRequest& hub, Timestamp made);

}  // namespace dayroom::provisioning
