// What the staff API shows of video visits. See views.h.
#pragma once

#include <nlohmann/json.hpp>

#include "platform/facility/integration/json_body.h"
#include "platform/facility/visits/visit_people.h"
#include "platform/facility/visits/visits.h"

namespace dayroom::facility {

nlohmann::json view(const VisitPlan& plan);
/// Of a body that is the plan, as view() shows it. kInvalid for a part that cannot be read.
Result<VisitPlan> read_plan(JsonBody& body);
nlohmann::json view(const StoredVisit& visit);
nlohmann::json view(const Separation& separation);
nlohmann::json view(const VisitorStanding& standing);
nlohmann::json view(const PossibleVisitor& visitor);

}  // namespace dayroom::facility
