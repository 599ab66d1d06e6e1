// Keys of a TPM for OpenSSL. Private to this folder.
#pragma once

#include "platform/attestation/structures.h"
#include "platform/crypto/freeing.h"

namespace dayroom::attestation {

/// kInvalid: its point is none of P-256.
Result<crypto::PkeyHandle> public_key_of(const PublicArea& area);
/// Whether `key` (P-256) has signed `message` by ECDSA with SHA-256.
bool has_signed(evp_pkey_st* key, ByteView message, const crypto::HeldSignature& signature);

}  // namespace dayroom::attestation
