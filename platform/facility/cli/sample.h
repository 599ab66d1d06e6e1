// Fills a new facility with the synthetic sample (platform/facility/sample).
#pragma once

#include "platform/facility/cli/cli.h"
#include "platform/facility/services/services.h"

namespace dayroom::hub {

struct SampleWish {
    std::uint64_t seed = 1;
    int residents = 240;
    int messages = 12'000;
    bool heavy = false;
};

/// Also writes DIR/sample-residents.txt: the numbers and PINs to try it with. kNotFound when the sample's texts are not
/// installed.
Status load_sample(Environment& environment, facility::Services& services, const SampleWish& wish);

}  // namespace dayroom::hub
