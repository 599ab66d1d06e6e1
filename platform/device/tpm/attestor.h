// This machine's TPM gives its word at an enrolment: who it is, that the TLS key is in it, and what was booted. The
// other side: platform/attestation.
#pragma once

#include <memory>

#include "platform/attestation/word.h"
#include "platform/crypto/hash.h"
#include "platform/crypto/secret.h"
#include "platform/device/tpm/place.h"

namespace dayroom::device::tpm {

/// One word: begun, challenged, given. It holds the TPM for as long as it lives, and a key in it that nobody keeps.
class Attestor {
public:
    /// For a key that TlsKeyMaker has made in the TPM of `place`; `extra` is what the TPM puts its word under.
    /// kUnavailable: busy; kDenied: another TPM, or it has a password; kUnsupported: it knows no such keys.
    static Result<Attestor> begin(const Place& place, const Secret& tls_key, const crypto::Digest& extra);
    Attestor(Attestor&&) noexcept;
    ~Attestor();

    const attestation::Offer& offer() const;
    /// kDenied, kCorrupt: the challenge is not for this TPM, or not for this attestor.
    Result<attestation::Proof> answer(const attestation::Challenge& challenge, ByteView nonce) const;

private:
    struct Parts;
    explicit Attestor(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> parts_;
};

}  // namespace dayroom::device::tpm
