// A secret that two key pairs share without a word between them: X25519 between a signing key (in its Montgomery form)
// and a box key. The facility root, offline, and a terminal have one this way, and nobody else: not the hub either.
#pragma once

#include "platform/crypto/keys.h"

namespace dayroom::crypto {

/// 32 bytes, the same from both sides; for derive_key(), never used as it is. kInvalid for a key that is no point of
/// the curve, or a weak one.
Result<Secret> agree(const SigningKey& mine, const BoxPublic& theirs);
Result<Secret> agree(const BoxKey& mine, const SigningPublic& theirs);

}  // namespace dayroom::crypto
