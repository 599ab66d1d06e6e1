// Private to platform/wire: the image that a policy names.
#pragma once

#include "platform/wire/checker.h"

namespace dayroom::wire {

void check_machine_image(Checker& check, const MachineImage& image);

}  // namespace dayroom::wire
