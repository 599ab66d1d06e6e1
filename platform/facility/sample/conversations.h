// Who writes how much with whom, and all conversations of the facility.
#pragma once

#include "platform/facility/sample/dice.h"
#include "platform/facility/sample/sample_facility.h"

namespace dayroom::facility::sample {

/// Fills messages and pictures: exactly options.messages of them (and kHeavyMessages more), by time.
Status make_conversations(const Assets& assets, Dice& dice, SampleFacility& facility);

}  // namespace dayroom::facility::sample
