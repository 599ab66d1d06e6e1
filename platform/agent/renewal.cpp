#include "platform/agent/renewal.h"

#include "platform/base/retry.h"
#include "platform/crypto/labels.h"
#include "platform/wire/token.h"

namespace dayroom::agent {
namespace {

constexpr Milliseconds kDay{24LL * 3'600'000};

rules::CertificateLife life_of(const crypto::CertificateFacts& facts) {
    return {facts.not_before + crypto::kCertificateBackdate, facts.not_after};
}

/// Two bytes of the certificate's hash: the same after each start.
std::uint16_t spread_of(const crypto::CertificateFacts& facts) {
    return static_cast<std::uint16_t>(facts.sha256[0] << 8 | facts.sha256[1]);
}

}  // namespace

Milliseconds Renewal::step() {
    const MonotonicTime now = parts_.clock.steady();
    const bool same = std::exchange(looked_at_, parts_.keys.generation()) == parts_.keys.generation();
    if (same && now < next_look_) return std::chrono::ceil<Milliseconds>(next_look_ - now);
    const auto rest = renew_when_due();
    if (rest.ok()) failures_ = 0;
    const Milliseconds wait = rest.ok() ? *rest : failed(rest.error());
    looked_at_ = parts_.keys.generation();
    next_look_ = parts_.clock.steady() + wait;
    return wait;
}

Result<Milliseconds> Renewal::renew_when_due() {
    if (failures_ > 0) {  // the store may have got further than what failed
        const std::lock_guard lock(parts_.store.mutex);
        TRY(parts_.keys.load(parts_.store.device->certificates()));
    }
    const auto facts = TRY(crypto::read_certificate(parts_.keys.in_use().key.certificate_pem));
    const Milliseconds left = rules::renewal_begins(life_of(facts), spread_of(facts)) - parts_.clock.now();
    if (left > Milliseconds(0)) return std::min(left, kLongestRenewalRest);
    TRY(renew(facts));
    return kLongestRenewalRest;
}

/// The one that waits, or a new one that waits from now on.
Result<crypto::SigningRequest> Renewal::request() {
    {
        const std::lock_guard lock(parts_.store.mutex);
        if (auto waiting = TRY(parts_.store.device->certificates().waiting())) return std::move(*waiting);
    }
    // Without the lock: a TPM takes its time.
    auto made = TRY(parts_.key_maker.make_request());
    const std::lock_guard lock(parts_.store.mutex);
    TRY(parts_.store.device->certificates().save_waiting(made));
    return made;
}

Status Renewal::renew(const crypto::CertificateFacts& in_use) {
    const crypto::SigningRequest waiting = TRY(request());
    auto certificate_pem = ask(waiting, in_use);
    if (!certificate_pem.ok()) drop_if_bad(certificate_pem.error());
    return take_into_use(TRY(std::move(certificate_pem)));
}

/// The hub's answer, checked.
Result<std::string> Renewal::ask(const crypto::SigningRequest& waiting, const crypto::CertificateFacts& in_use) {
    const crypto::Digest csr = TRY(crypto::signing_request_sha256(waiting.request_pem));
    const Bytes proven = wire::renew_proof_message(parts_.identity.context.device, csr);
    wire::RenewRequest question;
    question.set_csr_pem(waiting.request_pem);
    question.set_proof(std::string(as_text(parts_.identity.signing_key.sign(crypto::kDomainRenew, proven))));
    const auto answer = TRY(parts_.hub.renew(question));
    TRY(check_answer(answer.certificate_pem(), waiting, in_use));
    return answer.certificate_pem();
}

/// What would not work, or not for longer, never comes into use.
Status Renewal::check_answer(const std::string& certificate_pem, const crypto::SigningRequest& waiting,
                             const crypto::CertificateFacts& in_use) const {
    TRY(crypto::verify_certificate(certificate_pem, parts_.identity.ca_pem, crypto::CertificateUse::kClient,
                                   parts_.clock.now()));
    TRY(crypto::check_answers_request(certificate_pem, waiting.request_pem));
    const auto facts = TRY(crypto::read_certificate(certificate_pem));
    if (facts.common_name != parts_.identity.context.device.to_string())
        return Error(ErrorCode::kInvalid, "the certificate is another terminal's");
    if (facts.not_after <= in_use.not_after)
        return Error(ErrorCode::kInvalid, "the certificate is good for no longer than the one before");
    return {};
}

Status Renewal::take_into_use(const std::string& certificate_pem) {
    const std::lock_guard lock(parts_.store.mutex);
    auto& device = *parts_.store.device;
    TRY(device.certificates().take_into_use(certificate_pem));
    TRY(parts_.keys.load(device.certificates()));
    parts_.log.note("certificate_renewed");
    record::Entry entry;
    entry.at = parts_.clock.now();
    entry.event = record::Event::kCertificateRenewed;
    entry.outcome = record::Outcome::kDone;
    entry.actor_kind = "device";
    // A log that cannot be written shows as the same disk's fault elsewhere; the certificate is in use all the same.
    [[maybe_unused]] const auto kept = device.audit().append(entry);
    return {};
}

Milliseconds Renewal::failed(const Error& error) {
    const auto facts = crypto::read_certificate(parts_.keys.in_use().key.certificate_pem);
    const Milliseconds left = facts.ok() ? facts->not_after - parts_.clock.now() : Milliseconds(0);
    parts_.log.warn("certificate_not_renewed", to_string(error.code),
                    std::to_string(left / kDay) + " days left; " + error.detail);
    return retry_delay(failures_++, kFirstRenewalRetry, kLongestRenewalRetry, parts_.random);
}

/// With this key, or with what the hub makes of it, something is wrong: the next try makes another one. Not for what
/// passes, a hub that is busy or a disk that is full.
void Renewal::drop_if_bad(const Error& error) {
    if (error.code != ErrorCode::kInvalid && error.code != ErrorCode::kUnsupported) return;
    const std::lock_guard lock(parts_.store.mutex);
    const auto dropped = parts_.store.device->certificates().drop_waiting();
    if (!dropped.ok()) parts_.log.warn("waiting_key_not_dropped", to_string(dropped.error().code));
}

}  // namespace dayroom::agent
