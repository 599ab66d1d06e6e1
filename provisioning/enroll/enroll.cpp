#include "provisioning/enroll/enroll.h"

#include "platform/crypto/certificate.h"
#include "platform/crypto/labels.h"
#include "platform/device/tpm/attestor.h"
#include "platform/device/tpm/tls_key_maker.h"
#include "platform/net/https_client.h"
#include "platform/store/device_store.h"
#include "platform/wire/attestation.h"
#include "platform/wire/check.h"
#include "platform/wire/seal.h"
#include "platform/wire/token.h"
#include "provisioning/enroll/token.h"

namespace dayroom::provisioning {
namespace {

struct DeviceKeys {
    crypto::SigningRequest tls;
    crypto::SigningKey signing;
    crypto::BoxKey box;
};

Result<std::unique_ptr<store::DeviceStore>> open_store(const std::filesystem::path& data,
                                                       device::tpm::StoreKey& store_key) {
    std::error_code failed;
    std::filesystem::create_directories(data, failed);
    if (failed) return Error(ErrorCode::kIo, "cannot make " + data.string() + ": " + failed.message());
    std::filesystem::permissions(data, std::filesystem::perms::owner_all, failed);
    const Secret key = TRY(store_key.store_key());
    return store::DeviceStore::open({.directory = data}, key);
}

Result<wire::EnrollRequest> make_request(const OpenedToken& token, const DeviceKeys& keys, const std::string& serial) {
    wire::EnrollRequest request;
    *request.mutable_token() = token.signed_token;
    request.set_csr_pem(keys.tls.request_pem);
    request.set_signing_key(keys.signing.public_key().raw());
    request.set_box_key(keys.box.public_key().raw());
    const crypto::Digest csr = TRY(crypto::signing_request_sha256(keys.tls.request_pem));
    const Bytes proven = wire::enroll_proof_message(token.signed_token, csr, keys.box.public_key());
    const auto proof = keys.signing.sign(crypto::kDomainEnroll, proven);
    request.set_proof(proof.data(), proof.size());
    request.set_serial(serial);
    request.set_version(DAYROOM_VERSION);
    return request;
}

using Hub = std::unique_ptr<net::HttpsClient>;

Result<Hub> reach_hub(const OpenedToken& token) {
    net::HttpsOptions options;
    options.address = token.token.hub_address();
    options.server_name = net::kEnrollName;
    crypto::Digest fingerprint{};
    const ByteView wanted = as_bytes(token.token.hub_ca_sha256());
    if (wanted.size() != fingerprint.size()) return Error(ErrorCode::kInvalid, "the token names no hub");
    std::copy(wanted.begin(), wanted.end(), fingerprint.begin());
    options.ca_sha256 = fingerprint;
    return net::HttpsClient::create(std::move(options));
}

Result<net::HttpResponse> post(const Hub& hub, const char* path, const wire::EnrollRequest& request) {
    net::HttpRequest call;
    call.path = path;
    call.body = request.SerializeAsString();
    return hub->send(call);
}

Error refusal_in(const net::HttpResponse& answer) {
    const auto problem = wire::parse_problem(as_bytes(answer.body));
    const std::string words = problem.ok() ? problem->detail() : "HTTP status " + std::to_string(answer.status);
    return Error(ErrorCode::kDenied, "the hub refused: " + words);
}

Result<wire::EnrollResponse> ask_hub(const Hub& hub, const wire::EnrollRequest& request) {
    const net::HttpResponse answer = TRY(post(hub, "/v1/enroll", request));
    if (answer.status == 200) return wire::parse_enroll_response(as_bytes(answer.body));
    return refusal_in(answer);
}

/// What the hub asks the TPM of `request`; nothing: the hub is older and asks nothing.
Result<std::optional<wire::AttestResponse>> ask_for_challenge(const Hub& hub, const wire::EnrollRequest& request) {
    const net::HttpResponse answer = TRY(post(hub, "/v1/attest", request));
    if (answer.status == 404) return std::optional<wire::AttestResponse>();
    if (answer.status != 200) return refusal_in(answer);
    return std::optional(TRY(wire::parse_attest_response(as_bytes(answer.body))));
}

/// Puts the word of the TPM into `request`. A TPM that cannot give it (a password on it, say) does not keep the
/// terminal from joining: why is returned in words, and the hub hears of no TPM. One that is busy is waited for.
Result<std::string> attest(const Hub& hub, const device::tpm::Place& tpm, const Secret& tls_key,
                           wire::EnrollRequest& request) {
    using device::tpm::Attestor;
    if (!tpm.there()) return std::string();
    const auto without = [&](const Error& error) -> Result<std::string> {
        request.clear_attestation();
        if (error.code == ErrorCode::kUnavailable) return error;
        return error.detail;
    };
    const crypto::Digest token = crypto::sha256(as_bytes(request.token().payload()));
    const auto attestor = Attestor::begin(tpm, tls_key, token);
    if (!attestor.ok()) return without(attestor.error());
    wire::put_offer(attestor->offer(), *request.mutable_attestation());
    const auto challenge = TRY(ask_for_challenge(hub, request));
    if (!challenge) {
        request.clear_attestation();
        return std::string("this hub asks for no word of a TPM");
    }
    const auto proof = attestor->answer(wire::challenge_of(*challenge), as_bytes(challenge->nonce()));
    if (!proof.ok()) return without(proof.error());
    wire::put_proof(proof.value(), *request.mutable_attestation());
    request.mutable_attestation()->set_ticket(challenge->ticket());
    return std::string();
}

// The hub's answer is believed only as far as the root key of the token vouches for it.
Status check_answer(const OpenedToken& token, const wire::EnrollResponse& answer, Timestamp now) {
    const auto root = TRY(crypto::SigningPublic::from_bytes(token.token.root_key()));
    const auto facility = TRY(FacilityId::from_bytes(token.token.facility_id()));
    TRY(wire::verify_key_certificate(answer.hub_key(), root, facility, wire::KeyStatement::HUB, now));
    return crypto::verify_certificate(answer.certificate_pem(), answer.ca_pem(), crypto::CertificateUse::kClient, now);
}

/// A new terminal's keys, or those that it has; the key for TLS is new each time.
Result<DeviceKeys> make_keys(const std::optional<store::Enrolment>& existing, const device::tpm::Place& tpm,
                             Random& random) {
    auto tls = TRY(device::tpm::TlsKeyMaker(tpm).make_request());
    if (!existing) return DeviceKeys{std::move(tls), crypto::SigningKey::make(random), crypto::BoxKey::make(random)};
    auto signing = TRY(crypto::SigningKey::from_seed(existing->signing_seed));
    auto box = TRY(crypto::BoxKey::from_seed(existing->box_seed));
    return DeviceKeys{std::move(tls), std::move(signing), std::move(box)};
}

/// What stands in the folder has to fit the wish.
Status check_existing(const EnrolmentWish& wish, const OpenedToken& token,
                      const std::optional<store::Enrolment>& existing) {
    if (existing && !wish.again) {
        return Error(ErrorCode::kConflict, wish.data.string() + " is enrolled already as \"" + existing->device_name +
                                               "\"; with --again it gets a new certificate and keeps what it has");
    }
    if (!existing && wish.again)
        return Error(ErrorCode::kNotFound, wish.data.string() + " is not enrolled; leave out --again");
    if (existing &&
        (existing->facility.raw() != token.token.facility_id() || existing->root_key.raw() != token.token.root_key())) {
        return Error(ErrorCode::kConflict, wish.data.string() + " belongs to another facility");
    }
    return {};
}

Result<store::Enrolment> make_enrolment(const OpenedToken& token, const wire::EnrollResponse& answer, DeviceKeys keys) {
    store::Enrolment made;
    made.device = TRY(DeviceId::from_bytes(answer.device_id()));
    made.facility = TRY(FacilityId::from_bytes(token.token.facility_id()));
    made.unit = TRY(UnitId::from_bytes(token.token.unit_id()));
    made.device_name = token.token.device_name();
    made.hub_address = token.token.hub_address();
    made.root_key = TRY(crypto::SigningPublic::from_bytes(token.token.root_key()));
    made.ca_pem = answer.ca_pem();
    made.certificate_pem = answer.certificate_pem();
    made.hub_key = answer.hub_key();
    made.tls_key_pem = std::move(keys.tls.key_pem);
    made.signing_seed = keys.signing.seed();
    made.box_seed = keys.box.seed();
    return made;
}

}  // namespace

Result<Enrolled> enroll(const EnrolmentWish& wish, const Clock& clock, Random& random) {
    const OpenedToken token = TRY(open_token(wish.token_text, clock.now()));
    device::tpm::StoreKey store_key(wish.data, wish.tpm, random);
    const auto store = TRY(open_store(wish.data, store_key));
    const auto existing = TRY(store->enrolment());
    TRY(check_existing(wish, token, existing));
    DeviceKeys keys = TRY(make_keys(existing, wish.tpm, random));
    wire::EnrollRequest request = TRY(make_request(token, keys, wish.serial));
    const Hub hub = TRY(reach_hub(token));
    const std::string attested_remark = TRY(attest(hub, wish.tpm, keys.tls.key_pem, request));
    const wire::EnrollResponse answer = TRY(ask_hub(hub, request));
    TRY(check_answer(token, answer, clock.now()));
    const store::Enrolment made = TRY(make_enrolment(token, answer, std::move(keys)));
    if (existing && existing->device != made.device) {
        return Error(ErrorCode::kConflict, "the hub does not know this terminal any more: empty " + wish.data.string() +
                                               " and enrol it as new");
    }
    TRY(store->save_enrolment(made));
    return Enrolled{made.device,        made.device_name,  made.hub_address,      store_key.assurance(),
                    store_key.remark(), answer.attested(), answer.attested_why(), attested_remark};
}

}  // namespace dayroom::provisioning
