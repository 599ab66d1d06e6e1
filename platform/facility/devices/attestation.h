// Challenges for the TPMs of terminals that enrol, and what came of them: docs/features/attestation.md. Nothing is kept
// between the two calls: a ticket, the enrolment and a key of the hub's give the same challenge again, so that several
// hubs agree, and nobody fills a memory with what he begins and never ends.
#pragma once

#include "platform/attestation/examiner.h"
#include "platform/base/random.h"
#include "platform/base/time.h"
#include "platform/crypto/keys.h"
#include "platform/wire/dayroom.pb.h"

namespace dayroom::facility {

/// From the challenge to its answer. A TPM may take half a minute to make its endorsement key.
inline constexpr Milliseconds kChallengeLife{5 * 60'000};

class Attestation {
public:
    /// `signing`: the hub's. All outlive it.
    Attestation(const crypto::SigningKey& signing, const Clock& clock, Random& random)
        : signing_(signing), clock_(clock), random_(random) {}

    /// Token and proof of `request` were checked. Errors: of attestation::check_offer; kInvalid without an attestation.
    Result<wire::AttestResponse> challenge(const wire::EnrollRequest& request) const;
    /// What the word of the TPM proves; Level::kNone without one. kExpired with text_key "attestation_expired": the
    /// ticket is too old; otherwise as attestation::check_offer and check_proof.
    Result<attestation::Finding> conclude(const wire::EnrollRequest& request, const attestation::Trust& trust) const;

private:
    attestation::Expected expected(const wire::EnrollRequest& request, ByteView ticket) const;
    Status check_ticket(ByteView ticket) const;

    const crypto::SigningKey& signing_;
    const Clock& clock_;
    Random& random_;
};

}  // namespace dayroom::facility
