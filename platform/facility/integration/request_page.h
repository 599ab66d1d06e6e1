// One request as staff see it: what was filed and what happened, who did it, the version of the form that it was filled
// from, and what each outcome does to the fee.
#pragma once

#include <nlohmann/json.hpp>

#include "platform/facility/integration/staff_api.h"

namespace dayroom::facility {

/// The version of its form that a request was filled from.
Result<forms::Form> version_filled(StaffCall& call, const wire::Request& request);

/// Of somebody who may open it. Reading it is put on record, once for each session (or token, every 12 hours).
Result<nlohmann::json> request_page(StaffCall& call, const RequestSummary& request);

}  // namespace dayroom::facility
