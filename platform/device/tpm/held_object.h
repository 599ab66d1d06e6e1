// What is kept of an object whose secret only one TPM can use: bytes that are worthless elsewhere. The same form for
// the store key (a file) and for TLS keys (a field of the device store).
#pragma once

#include "platform/base/bytes.h"
#include "platform/base/result.h"

namespace dayroom::device::tpm {

inline constexpr std::size_t kMaxHeldObjectBytes = 8 * 1024;

struct HeldObject {
    enum class Kind : std::uint8_t { kStoreKey = 'S', kTlsKey = 'T' };
    Kind kind = Kind::kStoreKey;
    Bytes root_name;            // of the storage root it was made under: another TPM, or a cleared one, has another
    Bytes public_area;          // TPM2B_PUBLIC, as the TPM writes it
    Bytes private_area;         // TPM2B_PRIVATE, encrypted by the TPM
    std::string image_key_pem;  // store key: who signs the images that may open it
};

Bytes encode(const HeldObject& object);
/// kCorrupt: cut off, changed, or not of that kind.
Result<HeldObject> decode_held_object(ByteView bytes, HeldObject::Kind kind);
/// Whether it begins like one, as opposed to a key in PEM.
bool is_held_object(ByteView bytes);

}  // namespace dayroom::device::tpm
