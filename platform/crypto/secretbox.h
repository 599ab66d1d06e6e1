// Encryption under one key, with a check that nothing was changed: XChaCha20-Poly1305. A random 24-byte nonce stands in
// front.
#pragma once

#include "platform/base/bytes.h"
#include "platform/base/result.h"
#include "platform/crypto/secret.h"

namespace dayroom::crypto {

/// Nonce and tag: what encryption adds.
inline constexpr std::size_t kSecretboxOverheadBytes = 40;

/// `key` has 32 bytes (anything else is a bug and stops the program). `associated` is not stored: the same bytes must
/// be given to open, so that a ciphertext cannot be moved to another place.
Bytes encrypt(const Secret& key, ByteView content, ByteView associated = {});
/// kUnauthenticated for a wrong key, other associated data, or changed bytes.
Result<Bytes> decrypt(const Secret& key, ByteView sealed, ByteView associated = {});
Result<Secret> decrypt_secret(const Secret& key, ByteView sealed, ByteView associated = {});

}  // namespace dayroom::crypto
