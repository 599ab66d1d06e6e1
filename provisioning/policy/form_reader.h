// A form in a policy file: the same JSON as in the staff API.
#pragma once

#include "platform/forms/form.h"
#include "provisioning/policy/node_reader.h"

namespace dayroom::provisioning {

/// What is wrong goes on the list, with its place.
forms::Form read_policy_form(const JsonNode& node, ProblemList& problems);

}  // namespace dayroom::provisioning
