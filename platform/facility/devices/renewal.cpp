#include "platform/facility/devices/renewal.h"

#include "platform/crypto/labels.h"
#include "platform/record/event.h"
#include "platform/rules/certificate_life.h"
#include "platform/wire/token.h"

namespace dayroom::facility {
namespace {

constexpr int kRevokedState = 2;

/// What stands in hub.db, at the writer.
struct Kept {
    bool revoked = false;
    rules::CertificateLife life;
    DeviceCertificate next;
    std::string next_pem;
    std::optional<crypto::Digest> next_request;
};

Result<Kept> read_kept(Work& work, const DeviceId& device) {
    auto kept = TRY(work.db().first(
        "SELECT state, certificate_issued_ms, certificate_not_after_ms, next_certificate_issued_ms, "
        "next_certificate_not_after_ms, next_certificate_pem, next_certificate_sha256, next_request_sha256 FROM device "
        "WHERE id = $1",
        [](const database::Row& row) {
            Kept read;
            read.revoked = row.integer(0) == kRevokedState;
            read.life = {row.time(1), row.time(2)};
            read.next_pem = row.string(5);
            if (row.is_null(6) || row.is_null(7)) return read;
            read.next = {row.array<crypto::kDigestBytes>(6), row.time(3), row.time(4)};
            read.next_request = row.array<crypto::kDigestBytes>(7);
            return read;
        },
        device));
    if (!kept) return Error(ErrorCode::kNotFound, "There is no such terminal.");
    return std::move(*kept);
}

/// Which certificate it is, for the audit log: enough of its SHA-256 to find it.
std::string name_of(const DeviceCertificate& certificate) {
    constexpr std::size_t kNamedBytes = 8;
    return to_hex(ByteView(certificate.sha256).first(kNamedBytes));
}

}  // namespace

Result<Renewal::Given> Renewal::issue(Work& work, const DeviceId& device, const std::string& csr_pem,
                                      const crypto::Digest& csr) {
    Given given;
    given.pem = TRY(crypto::certify_device(*keys_.authority, csr_pem, device.to_string(), work.now(), random_));
    const crypto::CertificateFacts facts = TRY(crypto::read_certificate(given.pem));
    given.certificate = {facts.sha256, work.now(), facts.not_after};
    TRY(work.db().run(
        "UPDATE device SET next_certificate_sha256 = $2, next_certificate_issued_ms = $3, "
        "next_certificate_not_after_ms = $4, next_certificate_pem = $5, next_request_sha256 = $6 WHERE id = $1",
        device, given.certificate.sha256, given.certificate.issued, given.certificate.not_after, given.pem, csr));
    TRY(work.audit(record::Event::kCertificateIssued, device, name_of(given.certificate)));
    return given;
}

Result<Renewal::Given> Renewal::give(Work& work, const DeviceId& device, const std::string& csr_pem,
                                     const crypto::Digest& csr) {
    const Kept kept = TRY(read_kept(work, device));
    if (kept.revoked) return Error(ErrorCode::kRevoked, "This terminal was revoked.", "revoked");
    const bool next_is_good = kept.next_request && work.now() < kept.next.not_after;
    if (next_is_good && *kept.next_request == csr) return Given{kept.next_pem, kept.next};
    if (work.now() < rules::renewal_allowed(kept.life))
        return Error(ErrorCode::kConflict, "This terminal's certificate is good for long enough.", "renewal_early");
    const Milliseconds pause = rules::renewal_pause({kept.next.issued, kept.next.not_after});
    if (next_is_good && work.now() < kept.next.issued + pause) {
        return Error(ErrorCode::kConflict, "This terminal was given another certificate just now, and has not used it.",
                     "renewal_often");
    }
    return issue(work, device, csr_pem, csr);
}

Result<wire::RenewResponse> Renewal::renew(const Device& device, const wire::RenewRequest& request) {
    const crypto::Digest csr = TRY(crypto::signing_request_sha256(request.csr_pem()));
    const Bytes message = wire::renew_proof_message(device.id, csr);
    if (!crypto::verify(device.signing_key, crypto::kDomainRenew, message, as_bytes(request.proof())).ok()) {
        return Error(ErrorCode::kUnauthenticated, "The request is not signed by the terminal's own key.",
                     "proof_invalid");
    }
    const std::lock_guard lock(renewing_);
    const Given given =
        TRY(writer_.make(Actor::system(), [&](Work& work) { return give(work, device.id, request.csr_pem(), csr); }));
    registry_.set_next(device.id, given.certificate);
    wire::RenewResponse response;
    response.set_certificate_pem(given.pem);
    response.set_now_ms(clock_.now().ms());
    return response;
}

void Renewal::used(const Device& device) {
    const DeviceId id = device.id;
    const DeviceCertificate next = device.next.value_or(DeviceCertificate());
    {
        const std::lock_guard lock(mutex_);
        if (!noting_.insert(id).second) return;
    }
    const auto forget = [this, id] {
        const std::lock_guard lock(mutex_);
        noting_.erase(id);
    };
    const auto job = [id, next](Work& work) -> Status {
        TRY(work.db().run(
            "UPDATE device SET replaced_certificate_sha256 = certificate_sha256, certificate_sha256 = "
            "next_certificate_sha256, certificate_issued_ms = next_certificate_issued_ms, certificate_not_after_ms = "
            "next_certificate_not_after_ms, next_certificate_sha256 = NULL, next_certificate_issued_ms = 0, "
            "next_certificate_not_after_ms = 0, next_certificate_pem = '', next_request_sha256 = NULL "
            "WHERE id = $1 AND next_certificate_sha256 = $2",
            id, next.sha256));
        if (work.db().changes() == 0) return {};
        return work.audit(record::Event::kCertificateReplaced, id, name_of(next));
    };
    const Status queued = writer_.submit(Actor::system(), job, [this, id, next, forget](const Status& done) {
        if (done.ok()) registry_.set_replaced(id, next.sha256);
        forget();
    });
    if (!queued.ok()) forget();
}

}  // namespace dayroom::facility
