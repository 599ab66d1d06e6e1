// Objects under the storage root: made, kept outside the TPM, loaded for a moment. Private to platform/device/tpm.
#pragma once

#include "platform/device/tpm/connection.h"
#include "platform/device/tpm/held_object.h"

namespace dayroom::device::tpm {

/// A new object below the storage root; `content` travels encrypted. Kind and image key are the caller's to set.
Result<HeldObject> create_object(const Connection& tpm, const Handle& root, const TPM2B_SENSITIVE_CREATE& content,
                                 const TPM2B_PUBLIC& wanted);

/// That `object` was made under this root. kDenied: another TPM, or one that was cleared; or somebody who pretends to
/// be the TPM: sessions are salted for the root, so nothing has been said to him yet.
Status check_root(const Connection& tpm, const Handle& root, const HeldObject& object);

Result<Handle> load_object(const Connection& tpm, const Handle& root, const HeldObject& object);

/// kCorrupt when it is none.
Result<TPM2B_PUBLIC> read_public(const HeldObject& object);

/// Structures as bytes, and back; kCorrupt: malformed, or something stands behind it.
Result<Bytes> write_public(const TPM2B_PUBLIC& area);
Result<Bytes> write_signature(const TPMT_SIGNATURE& signature);
Result<TPM2B_ID_OBJECT> read_credential(const Bytes& bytes);
Result<TPM2B_ENCRYPTED_SECRET> read_encrypted_secret(const Bytes& bytes);

}  // namespace dayroom::device::tpm
