// The image key as the TPM takes it. Private to platform/device/tpm.
#pragma once

#include "platform/device/tpm/tss.h"

namespace dayroom::device::tpm {

/// From a public key in PEM. kUnsupported: neither RSA of 2048 to 4096 bits nor P-256.
Result<TPM2B_PUBLIC> image_key_public(const std::string& pem);

/// A signature by such a key as the TPM takes it: RSA as it is (PKCS #1 v1.5), P-256 from DER.
Result<TPMT_SIGNATURE> image_key_signature(const TPM2B_PUBLIC& key, ByteView signature);

}  // namespace dayroom::device::tpm
