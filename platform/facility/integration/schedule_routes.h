// The routes of schedules and appointments.
#pragma once

#include "platform/facility/integration/staff_api.h"

namespace dayroom::facility {

void add_schedule_routes(http::Router& router, StaffApi& api);

}  // namespace dayroom::facility
