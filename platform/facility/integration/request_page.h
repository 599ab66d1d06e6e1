// One request as staff see it: what was filed and what happened, who did it, the version of the form that it was filled
// from, what each outcome does to the fee, and what was said before in what it appeals.
#pragma once

#include <nlohmann/json.hpp>

#include "platform/facility/integration/staff_api.h"
#include "platform/facility/requests/desks.h"

namespace dayroom::facility {

Result<DeskViewer> viewer_of(StaffCall& call);
/// Of what is at another desk: that it is there, and whose turn it is.
nlohmann::json shown_to(const DeskViewer& viewer, const RequestSummary& request);

/// kNotFound; kDenied "other_desk".
Result<RequestSummary> request_open_to(StaffCall& call, const RequestId& id);
/// Whether its record may be saved by who asks: kNotFound; kDenied "health_staff_only", "other_desk".
Status check_may_save_record(StaffCall& call, const RequestId& id);

/// The version of its form that a request was filled from.
Result<forms::Form> version_filled(StaffCall& call, const wire::Request& request);

/// Of somebody who may open it. Reading it is put on record, once for each session (or token, every 12 hours).
Result<nlohmann::json> request_page(StaffCall& call, const RequestSummary& request);

}  // namespace dayroom::facility
