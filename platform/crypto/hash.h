// BLAKE2b-256 (ids of keys, the audit chain, proofs), SHA-256 (blobs, certificates) and the one way keys are derived.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "platform/base/bytes.h"
#include "platform/crypto/secret.h"

namespace dayroom::crypto {

inline constexpr std::size_t kDigestBytes = 32;
using Digest = std::array<std::uint8_t, kDigestBytes>;

Digest blake2b(ByteView data);
/// Keyed: a proof that whoever made it holds `key` (16–64 bytes).
Digest keyed_blake2b(const Secret& key, ByteView data);
Digest sha256(ByteView data);
/// Constant time; false when the sizes differ.
bool same(ByteView left, ByteView right);

/// Keyed BLAKE2b-256 of `label` ‖ 0 ‖ `context` under `parent` (32 bytes): a key for one purpose. Labels in use stand
/// in platform/crypto/labels.h.
Secret derive_key(const Secret& parent, std::string_view label, ByteView context = {});

/// Streaming BLAKE2b-256. finish() once.
class Blake2b {
public:
    Blake2b();
    Blake2b& update(ByteView data);
    /// Length first (8 bytes little-endian), so that two fields never run together.
    Blake2b& update_sized(ByteView data);
    Digest finish();

private:
    alignas(64) std::array<std::uint8_t, 384> state_;
};

/// Streaming SHA-256, for blobs while they arrive. finish() once.
class Sha256 {
public:
    Sha256();
    Sha256& update(ByteView data);
    Digest finish();

private:
    alignas(16) std::array<std::uint8_t, 128> state_;
};

}  // namespace dayroom::crypto
