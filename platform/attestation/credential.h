// TPM2_MakeCredential without a TPM: a secret that only the TPM which holds one key opens, and only while it holds
// another one as well. Source: TPM 2.0 Library part 1, "Credential protection", annexes B.10.4 and C.6.4.
#pragma once

#include "platform/attestation/structures.h"
#include "platform/attestation/word.h"
#include "platform/base/random.h"

namespace dayroom::attestation {

/// `secret` (kSecretBytes) for `endorsement`'s TPM, under the name of its attestation key. kInvalid: a point off its
/// curve; kIo: OpenSSL fails.
Result<Challenge> make_credential(const PublicArea& endorsement, ByteView attestation_name, ByteView secret,
                                  Random& random);

}  // namespace dayroom::attestation
