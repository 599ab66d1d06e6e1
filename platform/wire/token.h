// Enrolment tokens: "DR1." + base64url(SignedToken), made by facility IT with the root key, typed or scanned once; and
// what a device signs to prove that the keys it sends are its own.
#pragma once

#include <string>
#include <string_view>

#include "platform/base/bytes.h"
#include "platform/base/id.h"
#include "platform/base/result.h"
#include "platform/crypto/hash.h"
#include "platform/crypto/keys.h"
#include "platform/wire/dayroom.pb.h"

namespace dayroom::wire {

Result<std::string> make_token_text(const EnrollToken& token, const crypto::SigningKey& root);
/// White space around and inside is ignored: people paste line breaks.
Result<SignedToken> read_token_text(std::string_view text);
/// Not yet verified: tells the terminal where the hub is and which root key to trust (the token comes by a trusted
/// hand).
Result<EnrollToken> token_content(const SignedToken& token);
/// kUnauthenticated when `root` did not sign it. Expiry and single use are the hub's to check.
Result<EnrollToken> verify_token(const SignedToken& token, const crypto::SigningPublic& root);

/// What EnrollRequest.proof is made over, with the device's signing key and kDomainEnroll.
Bytes enroll_proof_message(const SignedToken& token, const crypto::Digest& csr_der_sha256,
                           const crypto::BoxPublic& box_key);
/// What RenewRequest.proof is made over, with the device's signing key and kDomainRenew.
Bytes renew_proof_message(const DeviceId& device, const crypto::Digest& csr_der_sha256);

}  // namespace dayroom::wire
