// What happens around messages: cards, photos that do not pass, appeals, replies that are paid for.
#pragma once

#include "platform/facility/sample/sample_facility.h"

namespace dayroom::facility::sample {

/// After everything else, from dice of its own: texts and times of the rest stay as they are.
void make_messaging(SampleFacility& facility);

}  // namespace dayroom::facility::sample
