// Who is there: residents with their demo PINs, and the people outside who write to them.
#pragma once

#include "platform/facility/sample/dice.h"
#include "platform/facility/sample/sample_facility.h"

namespace dayroom::facility::sample {

/// Fills residents (the first one is always the same person, of the demo) and contacts.
Status make_people(const Assets& assets, Dice& dice, SampleFacility& facility);

/// "elder", "partner", "child", "peer" or "guide".
std::string_view class_of(std::string_view relationship);

}  // namespace dayroom::facility::sample
