// The schedule of the sample: the week of each unit, and what residents have to go to after its history has ended.
#pragma once

#include <span>

#include "platform/facility/feed/work.h"
#include "platform/facility/sample/load/loader.h"

namespace dayroom::facility::sample {

/// `units`: of the hub, in the order of the sample's. Appointments are counted in `report`.
Status load_schedule(Work& work, const SampleFacility& sample, std::span<const UnitId> units, LoadReport& report);

}  // namespace dayroom::facility::sample
