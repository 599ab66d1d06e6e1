#include "platform/device/tpm/held_object.h"

#include "platform/crypto/hash.h"

namespace dayroom::device::tpm {
namespace {

constexpr std::string_view kBeginning = "dayroom-tpm-1\n";

void append_sized(Bytes& out, ByteView field) {
    out.push_back(static_cast<std::uint8_t>(field.size() >> 8));
    out.push_back(static_cast<std::uint8_t>(field.size() & 0xFF));
    out.insert(out.end(), field.begin(), field.end());
}

/// The next field; false when there is not so much.
bool take_sized(ByteView& rest, Bytes& field) {
    if (rest.size() < 2) return false;
    const std::size_t size = static_cast<std::size_t>(rest[0]) << 8 | rest[1];
    rest = rest.subspan(2);
    if (rest.size() < size) return false;
    field.assign(rest.begin(), rest.begin() + static_cast<std::ptrdiff_t>(size));
    rest = rest.subspan(size);
    return true;
}

}  // namespace

Bytes encode(const HeldObject& object) {
    Bytes out = to_bytes(kBeginning);
    out.push_back(static_cast<std::uint8_t>(object.kind));
    for (const ByteView field : {ByteView(object.root_name), ByteView(object.public_area),
                                 ByteView(object.private_area), as_bytes(object.image_key_pem)})
        append_sized(out, field);
    const crypto::Digest check = crypto::sha256(out);
    out.insert(out.end(), check.begin(), check.end());
    return out;
}

Result<HeldObject> decode_held_object(ByteView bytes, HeldObject::Kind kind) {
    const Error broken(ErrorCode::kCorrupt, "what is kept of a key in the TPM is damaged");
    const std::size_t least = kBeginning.size() + 1 + crypto::kDigestBytes;
    if (bytes.size() < least || bytes.size() > kMaxHeldObjectBytes || !is_held_object(bytes)) return broken;
    const ByteView content = bytes.first(bytes.size() - crypto::kDigestBytes);
    if (!crypto::same(crypto::sha256(content), bytes.last(crypto::kDigestBytes))) return broken;
    if (content[kBeginning.size()] != static_cast<std::uint8_t>(kind)) return broken;
    HeldObject object;
    object.kind = kind;
    Bytes image_key;
    ByteView rest = content.subspan(kBeginning.size() + 1);
    const bool whole = take_sized(rest, object.root_name) && take_sized(rest, object.public_area) &&
                       take_sized(rest, object.private_area) && take_sized(rest, image_key) && rest.empty();
    if (!whole) return broken;
    object.image_key_pem = to_string(image_key);
    return object;
}

bool is_held_object(ByteView bytes) { return as_text(bytes).starts_with(kBeginning); }

}  // namespace dayroom::device::tpm
