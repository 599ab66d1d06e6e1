// What the house holds for others, and how it goes to them: /api/v1/payables and /api/v1/remittances.
#pragma once

#include "platform/facility/integration/staff_api.h"

namespace dayroom::facility {

void add_remittance_routes(http::Router& router, StaffApi& api);

}  // namespace dayroom::facility
