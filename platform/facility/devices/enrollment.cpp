#include "platform/facility/devices/enrollment.h"

#include "platform/base/utf8.h"
#include "platform/crypto/labels.h"
#include "platform/record/event.h"
#include "platform/wire/limits.h"
#include "platform/wire/token.h"

namespace dayroom::facility {

Result<wire::EnrollToken> Enrollment::check_token(const wire::SignedToken& token) const {
    auto verified = wire::verify_token(token, keys_.root);
    if (!verified.ok()) {
        // A token of another facility is signed by another root: that is an honest mistake, and worth another sentence.
        const auto content = wire::token_content(token);
        if (content.ok() && content.value().root_key() != keys_.root.raw()) {
            return Error(ErrorCode::kDenied, "This enrolment token belongs to another facility.", "token_foreign");
        }
        return Error(ErrorCode::kUnauthenticated, "This enrolment token was not made by the facility's root key.",
                     "token_forged");
    }
    if (verified.value().facility_id() != keys_.facility.raw()) {
        return Error(ErrorCode::kDenied, "This enrolment token belongs to another facility.", "token_foreign");
    }
    if (verified.value().not_after_ms() < clock_.now().ms()) {
        return Error(ErrorCode::kExpired, "This enrolment token has expired. Make a new one for this terminal.",
                     "token_expired");
    }
    return verified;
}

Status Enrollment::check_proof(const wire::EnrollRequest& request, const Device& device) const {
    const crypto::Digest csr = TRY(crypto::signing_request_sha256(request.csr_pem()));
    const Bytes message = wire::enroll_proof_message(request.token(), csr, device.box_key);
    if (crypto::verify(device.signing_key, crypto::kDomainEnroll, message, as_bytes(request.proof())).ok()) return {};
    return Error(ErrorCode::kUnauthenticated, "The terminal did not prove that the keys it sent are its own.",
                 "proof_invalid");
}

/// A new one, or, by its signing key, one that is here.
Result<Device> Enrollment::make_device(const wire::EnrollToken& token, const wire::EnrollRequest& request) {
    Device device;
    device.id = DeviceId::make(clock_, random_);
    device.name = utf8::sanitize(token.device_name(), wire::kMaxNameCharacters);
    device.kind = token.kind();
    device.unit = TRY(UnitId::from_bytes(token.unit_id()));
    device.signing_key = TRY(crypto::SigningPublic::from_bytes(request.signing_key()));
    device.box_key = TRY(crypto::BoxPublic::from_bytes(request.box_key()));
    device.serial = utf8::sanitize(request.serial(), kMaxSerialBytes);
    device.enrolled = clock_.now();
    TRY(check_proof(request, device));
    const auto known = registry_.find_by_signing_key(device.signing_key);
    if (!known) return device;
    if (known->revoked)
        return Error(ErrorCode::kRevoked, "This terminal was revoked. Empty its folder and enrol it as a new one.",
                     "revoked");
    if (known->unit != device.unit)
        return Error(ErrorCode::kConflict, "This terminal is enrolled in another housing unit.", "unit_differs");
    device.id = known->id;
    device.enrolled = known->enrolled;
    device.replaced = known->certificate.sha256;
    return device;
}

Result<wire::AttestResponse> Enrollment::challenge(const wire::EnrollRequest& request) {
    TRY(make_device(TRY(check_token(request.token())), request));
    return attestation_.challenge(request);
}

Result<wire::EnrollResponse> Enrollment::enroll(const wire::EnrollRequest& request, const attestation::Trust& trust) {
    const wire::EnrollToken token = TRY(check_token(request.token()));
    const TokenId token_id = TRY(TokenId::from_bytes(token.token_id()));
    Device device = TRY(make_device(token, request));
    const attestation::Finding finding = TRY(attestation_.conclude(request, trust));
    const Timestamp issued = clock_.now() - keys_.age;
    const std::string certificate =
        TRY(crypto::certify_device(*keys_.authority, request.csr_pem(), device.id.to_string(), issued, random_));
    const crypto::CertificateFacts facts = TRY(crypto::read_certificate(certificate));
    device.certificate = {facts.sha256, issued, facts.not_after};

    TRY(writer_.run(Actor::system(), [&](Work& work) -> Status {
        const auto unit = TRY(work.db().first(
            "SELECT name FROM housing_unit WHERE id = $1", [](const database::Row& row) { return row.string(0); },
            device.unit));
        if (!unit)
            return Error(ErrorCode::kNotFound, "The token names a housing unit that this facility does not have.",
                         "unit_unknown");
        device.unit_name = *unit;
        return devices_.enroll(work, device, token_id, finding);
    }));

    wire::EnrollResponse response;
    response.set_device_id(device.id.raw());
    response.set_certificate_pem(certificate);
    response.set_ca_pem(keys_.authority->certificate_pem);
    *response.mutable_hub_key() = keys_.hub_key;
    response.set_now_ms(clock_.now().ms());
    response.set_attested(attestation::to_string(finding.level));
    response.set_attested_why(finding.why);
    registry_.add(std::move(device));
    return response;
}

}  // namespace dayroom::facility
