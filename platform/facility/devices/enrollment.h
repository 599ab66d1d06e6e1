// A new terminal joins: a one-time token signed by the facility root, a key made on the terminal, and in return a
// certificate. Each refusal has its own code, so that the technician knows what to do:
//
//   token_forged    not signed by this facility's root key            token_expired   its time is over
//   token_foreign   for another facility (or another root key)        token_used      it opened a terminal before
//   unit_unknown    the housing unit is not here                      proof_invalid   the keys sent are not the
//   unit_differs    it is enrolled, in another housing unit                           sender's own
//   revoked         it is enrolled, and was revoked
//   attestation_invalid, attestation_expired   the word of its TPM does not hold (attestation.h)
//
// A terminal whose signing key is known is enrolled again: it stays the same device, with another certificate.
#pragma once

#include <string>

#include "platform/crypto/certificate.h"
#include "platform/facility/devices/attestation.h"
#include "platform/facility/devices/devices.h"
#include "platform/facility/feed/writer.h"

namespace dayroom::facility {

/// What the hub needs to vouch for a new terminal. Outlives Enrollment.
struct EnrollmentKeys {
    FacilityId facility;
    crypto::SigningPublic root;    // of the facility root, as `hub-key install` brought it
    wire::KeyCertificate hub_key;  // the root's word for this hub's keys
    const crypto::CertifiedKey* authority = nullptr;
    Milliseconds age{0};  // tests only: certificates of enrolment are as if given so long ago
};

class Enrollment {
public:
    Enrollment(const EnrollmentKeys& keys, const Attestation& attestation, const Clock& clock, Random& random,
               Writer& writer, Devices& devices, DeviceRegistry& registry)
        : keys_(keys),
          attestation_(attestation),
          clock_(clock),
          random_(random),
          writer_(writer),
          devices_(devices),
          registry_(registry) {}

    /// For the TPM of a terminal that is about to enrol with this request. Nothing changes here, and the token is not
    /// burned.
    Result<wire::AttestResponse> challenge(const wire::EnrollRequest& request);

    /// Blocks until the device's row is durable: on a worker thread. The refusals above stand in Error::text_key.
    /// `trust`: whom IT believes about its TPM.
    Result<wire::EnrollResponse> enroll(const wire::EnrollRequest& request, const attestation::Trust& trust);

private:
    Result<wire::EnrollToken> check_token(const wire::SignedToken& token) const;
    Status check_proof(const wire::EnrollRequest& request, const Device& device) const;
    Result<Device> make_device(const wire::EnrollToken& token, const wire::EnrollRequest& request);

    const EnrollmentKeys& keys_;
    const Attestation& attestation_;
    const Clock& clock_;
    Random& random_;
    Writer& writer_;
    Devices& devices_;
    DeviceRegistry& registry_;
};

}  // namespace dayroom::facility
