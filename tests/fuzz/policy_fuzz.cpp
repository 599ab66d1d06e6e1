// Any bytes as a signed policy on a stick, or as what was signed: refused, or a policy whose parts a terminal can go
// by.
#include <cstdint>

#include "platform/base/check.h"
#include "platform/wire/policy.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace dayroom;
    const ByteView bytes(data, size);
    const auto root = crypto::SigningPublic::from_bytes(std::string(crypto::kPublicKeyBytes, '\x21')).take();
    const auto facility = FacilityId::from_bytes(std::string(kIdBytes, '\x11')).take();
    if (const auto envelope = wire::read_policy_file(as_text(bytes)); envelope.ok()) {
        DAYROOM_ASSERT(wire::read_policy_file(wire::policy_file_text(*envelope)).ok());
        DAYROOM_ASSERT(!wire::open_policy(*envelope, root, facility).ok());  // nobody has that key
    }
    const auto bundle = wire::parse_policy(bytes);
    if (!bundle.ok()) return 0;
    wire::Facility here;
    const auto rules = wire::terminal_rules(*bundle);
    wire::apply_terminal_rules(rules, here);
    for (const auto& limit : bundle->limits()) wire::set_limit(*here.mutable_policy(), limit);
    for (const auto& unit : bundle->units())
        DAYROOM_ASSERT(wire::offers(rules, UnitId::from_bytes(unit.unit_id()).take(), "phone") ==
                       wire::offers(*bundle, UnitId::from_bytes(unit.unit_id()).take(), "phone"));
    return 0;
}
