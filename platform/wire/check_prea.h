// Private to platform/wire: checks of what is about PREA, sealed by the facility root and boxed to an outside body, and
// of the turns at a terminal.
#pragma once

#include "platform/wire/checker.h"

namespace dayroom::wire {

void check_body(Checker& check, const PreaBody& body);  // the shape: who has signed it is crypto's to say
void check_body(Checker& check, const PreaAnswer& body);
void check_fairness(Checker& check, const Policy& policy);

}  // namespace dayroom::wire
