#include "tests/unit/platform/sync/fake_certificates.h"

#include "platform/wire/token.h"
#include "tests/unit/platform/sync/fake_hub_parts.h"

namespace dayroom::test {

FakeCertificates::FakeCertificates(const Clock& clock, const DeviceId& device)
    : clock_(clock), device_(device), authority_(crypto::make_authority("Test", clock.now(), random_).take()) {
    auto csr = crypto::make_signing_request().take();
    enrolled_ = {certify(csr.request_pem, device, clock.now()), std::move(csr.key_pem)};
    in_use = enrolled_.certificate_pem;
}

std::string FakeCertificates::certify(const std::string& csr_pem, const DeviceId& device, Timestamp when) {
    return crypto::certify_device(authority_, csr_pem, device.to_string(), when, random_).take();
}

std::optional<net::HttpResponse> FakeCertificates::refusal(const std::string& certificate_pem) {
    if (certificate_pem.empty() || certificate_pem == in_use) return std::nullopt;
    if (certificate_pem == replaced) return problem(403, "certificate_replaced");
    if (certificate_pem != next) return problem(403, "revoked");
    replaced = std::exchange(in_use, std::exchange(next, {}));
    return std::nullopt;
}

net::HttpResponse FakeCertificates::renew(const std::string& body, const crypto::SigningPublic& device_key) {
    ++asked;
    if (refuse_with != 0) return problem(refuse_with, "unavailable");
    const auto request = wire::parse_renew_request(as_bytes(body));
    if (!request.ok()) return problem(400, "invalid");
    const auto csr = crypto::signing_request_sha256(request->csr_pem());
    if (!csr.ok()) return problem(400, "invalid");
    if (!crypto::verify(device_key, crypto::kDomainRenew, wire::renew_proof_message(device_, *csr),
                        as_bytes(request->proof()))
             .ok())
        return problem(401, "proof_invalid");
    if (next.empty() || next_request_ != request->csr_pem()) {
        next = certify(request->csr_pem(), device_, clock_.now());
        next_request_ = request->csr_pem();
        ++issued;
    }
    wire::RenewResponse response;
    std::string pem = next;
    if (twist) twist(pem);
    response.set_certificate_pem(pem);
    response.set_now_ms(clock_.now().ms());
    return {200, response.SerializeAsString()};
}

}  // namespace dayroom::test
