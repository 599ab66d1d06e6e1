// The endorsement key: who this TPM is, by its maker's word. Source: TCG EK Credential Profile 2.5, templates L-1 and
// L-2. Private to platform/device/tpm.
#pragma once

#include "platform/device/tpm/connection.h"

namespace dayroom::device::tpm {

struct EndorsementKey {
    Handle handle;
    Bytes public_area;  // TPM2B_PUBLIC
    Bytes certificate;  // DER; empty: the TPM holds none for a key of these kinds
};

/// The one that its maker has certified: P-256, or RSA of 2048 bits. Made anew from the TPM's seed, always the same.
Result<EndorsementKey> endorsement_key(const Connection& tpm);

/// A session that may use it: its policy asks for the password of the endorsement hierarchy, which is empty.
Result<Handle> endorsement_session(const Connection& tpm);

}  // namespace dayroom::device::tpm
