// Requests to staff in every state, and the notices.
#pragma once

#include "platform/facility/sample/dice.h"
#include "platform/facility/sample/sample_facility.h"

namespace dayroom::facility::sample {

/// Fills requests, by time. The first resident has one in each state.
Status make_requests(const Assets& assets, Dice& dice, SampleFacility& facility);
/// Fills notices, with their times relative to now.
void make_notices(Dice& dice, SampleFacility& facility);

}  // namespace dayroom::facility::sample
