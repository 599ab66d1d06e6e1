// A key that the TPM gives back only to a machine that has booted as it did when the key was sealed: the firmware takes
// the same boot loaders (PCR 7), and the image that runs was signed by the same image key (PCR 11, PolicyAuthorize), so
// that an update opens it as well. The TPM decides; nothing here can be talked into it.
#pragma once

#include "platform/crypto/secret.h"
#include "platform/device/tpm/held_object.h"
#include "platform/device/tpm/image_policy.h"

namespace dayroom::device::tpm {

/// Errors: kDenied the image that runs is not signed by its own key, or the TPM has an owner's password; kUnsupported
/// an image key of another kind; kNotFound, kUnavailable the TPM (busy: try again).
Result<HeldObject> seal(const std::string& tcti, const Secret& key, const ImagePolicy& policy);

/// The key, to an image that `sealed`'s own image key has signed. Errors: kDenied another state of the machine, another
/// signer, another or a cleared TPM; kCorrupt what is kept is damaged; kNotFound, kUnavailable as above.
Result<Secret> unseal(const std::string& tcti, const HeldObject& sealed, const ImagePolicy& policy);

}  // namespace dayroom::device::tpm
