// Private to platform/facility/visits: what may not stand in a plan.
#pragma once

#include "platform/facility/visits/visit_plan.h"

namespace dayroom::facility {

/// set_visit_plan()'s errors.
Status check_visit_plan(Work& work, const VisitPlan& plan);

}  // namespace dayroom::facility
