// What comes into residents' accounts and what goes out, over the whole time.
#pragma once

#include "platform/facility/sample/dice.h"
#include "platform/facility/sample/sample_facility.h"

namespace dayroom::facility::sample {

/// Fills obligations and money, by time.
void make_money(Dice& dice, SampleFacility& facility);

}  // namespace dayroom::facility::sample
