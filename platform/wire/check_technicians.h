// Private to platform/wire: checks of what is about technicians, and of what a terminal says of them.
#pragma once

#include "platform/wire/checker.h"

namespace dayroom::wire {

void check_body(Checker& check, const TechnicianList& body);  // the shape: who has signed it is crypto's to say
void check_service(Checker& check, const HealthReport& report);

}  // namespace dayroom::wire
