// Whom a list or a suspension is for, in bodies and answers: {"scope": "facility" | "unit" | "resident", "scope_id"}.
#pragma once

#include "platform/facility/integration/staff_api.h"

namespace dayroom::facility {

/// From the call's body. "facility" needs no scope_id.
Result<Scope> read_scope(StaffCall& call);
/// scope, scope_id and scope_name: the unit's name, or the resident's number and name.
Result<nlohmann::json> scope_view(database::Connection& connection, const Scope& scope);

}  // namespace dayroom::facility
