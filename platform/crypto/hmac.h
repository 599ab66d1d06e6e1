// HMAC-SHA-256 (RFC 2104, RFC 4231): where the other side is not ours and expects it. Among ourselves proofs are keyed
// BLAKE2b (hash.h).
#pragma once

#include "platform/crypto/hash.h"
#include "platform/crypto/secret.h"

namespace dayroom::crypto {

/// `key`: of any length above 0.
Digest hmac_sha256(const Secret& key, ByteView data);

}  // namespace dayroom::crypto
