// Fills a new facility with the synthetic sample (platform/facility/sample).
#pragma once

#include "platform/facility/cli/cli.h"
#include "platform/facility/hub/set_up.h"

namespace dayroom::hub {

struct SampleWish {
    std::uint64_t seed = 1;
    int residents = 240;
    int messages = 12'000;
    bool heavy = false;
};

/// Housing units and telephone as the sample has them; the name and the time zone stay the caller's. kNotFound when the
/// sample's texts are not installed.
Status complete_from_sample(const Environment& environment, facility::SetUp& wish);

/// Fills the hub that set_up_hub() made, while nobody else has it open, and writes DIR/sample-residents.txt: numbers
/// and PINs to try it with.
Status load_sample(Environment& environment, const facility::HubFiles& files, const facility::SetUp& set_up,
                   const SampleWish& wish);

}  // namespace dayroom::hub
