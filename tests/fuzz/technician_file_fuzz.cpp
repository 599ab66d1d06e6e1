// What lies on a stick: hostile until its certificate was found good.
#include <cstddef>
#include <cstdint>

#include "platform/base/check.h"
#include "platform/wire/technician.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace dayroom;
    static SeededRandom random(110);
    static const crypto::SigningKey root = crypto::SigningKey::make(random);
    const ByteView bytes{data, size};
    const auto facility = FacilityId::from_bytes(std::string(16, '1')).take();
    if (const auto file = wire::parse_technician_file(bytes); file.ok()) {
        DAYROOM_ASSERT(size <= wire::kMaxTechnicianFileBytes);
        DAYROOM_ASSERT(file->memory_kib() <= wire::kMaxTechnicianMemoryKib);
        // Nobody but the root makes one that counts.
        DAYROOM_ASSERT(!wire::verify_technician(*file, root.public_key(), facility, {}, Timestamp::from_ms(1)).ok());
    }
    if (const auto list = wire::parse_technician_revocations(bytes); list.ok())
        DAYROOM_ASSERT(list->revoked_size() <= wire::kMaxRevokedTechnicians);
    return 0;
}
