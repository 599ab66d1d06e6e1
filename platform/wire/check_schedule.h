// Private to platform/wire: the unit's schedule, a resident's appointments.
#pragma once

#include "platform/wire/checker.h"

namespace dayroom::wire {

void check_schedule(Checker& check, const Schedule& schedule);
void check_appointment(Checker& check, const Appointment& appointment);

}  // namespace dayroom::wire
