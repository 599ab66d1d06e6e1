// What an image key signs: that PCR 11 holds a value which its image measures.
#pragma once

#include "platform/base/bytes.h"

namespace dayroom::attestation {

/// The digest of the policy "PCR 11 of the SHA-256 bank holds `image_pcr`". Source: TPM 2.0 part 3, TPM2_PolicyPCR.
Bytes policy_of_image_pcr(ByteView image_pcr);

}  // namespace dayroom::attestation
