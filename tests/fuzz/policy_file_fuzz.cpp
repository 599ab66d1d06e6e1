// Any bytes as a policy that IT has written: problems with their places, or a policy that may be signed.
#include <cstdint>

#include "platform/base/check.h"
#include "platform/wire/policy.h"
#include "provisioning/policy/policy_file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace dayroom;
    provisioning::HubRequest hub;
    const std::string id(kIdBytes, '\x11');
    hub.facility_id = FacilityId::from_bytes(id).take();
    hub.facility_name = "Cedar Ridge";
    hub.units = {{UnitId::from_bytes(id).take(), "B-East"}};
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto reading = provisioning::read_policy_text(text, hub, Timestamp::from_ms(1'750'000'000'000));
    if (reading.problems.empty()) {
        DAYROOM_ASSERT(wire::check_policy(reading.bundle).ok());
    }
    for (const auto& problem : reading.problems) {
        DAYROOM_ASSERT(problem.place.line >= 1 && problem.place.column >= 1 && !problem.words.empty());
    }
    return 0;
}
