// Schedules of units and appointments of residents in bodies and answers: names of members stand in
// docs/api/openapi.yaml. Hours are those of the clock on the wall, "06:30" to "24:00"; dates are "2026-12-25".
#pragma once

#include "platform/facility/integration/json_body.h"
#include "platform/facility/schedule/schedules.h"

namespace dayroom::facility {

/// "entries" and "days" of a body; errors are remembered there. kInvalid: an hour, a weekday or a date that is none.
Result<wire::Schedule> read_schedule(JsonBody& body);
nlohmann::json view(const UnitId& unit, const StoredSchedule& stored);

/// Everything of it but whether it was cancelled.
wire::Appointment read_appointment(JsonBody& body);
nlohmann::json view(const StoredAppointment& stored);

}  // namespace dayroom::facility
