// What a TPM's word proves. Without a TPM here; whatever comes from the terminal is hostile.
//
//   offer    the TLS key of the request is in the TPM that holds the attestation key       → a challenge
//   proof    that TPM is the one of the endorsement key, and its PCRs are what they are    → a finding
//
// A word that contradicts itself is refused; one that is true but vouched for by nobody whom IT believes counts for
// less, and the finding says why.
#pragma once

#include <string>
#include <vector>

#include "platform/attestation/structures.h"
#include "platform/attestation/word.h"
#include "platform/base/time.h"

namespace dayroom::attestation {

/// What IT believes, as PEM.
struct Trust {
    std::vector<std::string> makers;
    std::vector<std::string> image_keys;
};

/// An offer that holds in itself.
struct CheckedOffer {
    PublicArea endorsement;
    PublicArea attestation;
};

/// `tls`: the key of the certificate request; `extra`: what the TPM had to put its word under. kInvalid, kUnsupported:
/// structures that are none of ours; kUnauthenticated with text_key "attestation_invalid": it does not hold.
Result<CheckedOffer> check_offer(const Offer& offer, const crypto::HeldPublic& tls, const crypto::Digest& extra);

/// What the challenge asked for.
struct Expected {
    crypto::Digest answer{};
    crypto::Digest nonce{};
};

/// Errors as above.
Result<Finding> check_proof(const CheckedOffer& checked, ByteView endorsement_certificate, const Proof& proof,
                            const Expected& expected, const Trust& trust, Timestamp now);

}  // namespace dayroom::attestation
