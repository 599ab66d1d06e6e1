// The certificates of the hub in memory: who is let in, and renewals, in small. Under the hub's lock.
#pragma once

#include <functional>
#include <optional>

#include "platform/base/id.h"
#include "platform/base/random.h"
#include "platform/base/time.h"
#include "platform/crypto/certificate.h"
#include "platform/crypto/keys.h"
#include "platform/net/transport.h"

namespace dayroom::test {

class FakeCertificates {
public:
    FakeCertificates(const Clock& clock, const DeviceId& device);

    /// What enrolment gave, from now on, for a year.
    crypto::CertifiedKey enrolled() const { return {enrolled_.certificate_pem, enrolled_.key_pem.duplicate()}; }
    const std::string& authority_pem() const { return authority_.certificate_pem; }
    /// A certificate for the key in the request, for another device if wanted.
    std::string certify(const std::string& csr_pem, const DeviceId& device, Timestamp issued);

    /// Nothing: let in. A call over the next one makes it the one in use. Empty: a caller of a test's own.
    std::optional<net::HttpResponse> refusal(const std::string& certificate_pem);
    net::HttpResponse renew(const std::string& body, const crypto::SigningPublic& device_key);

    std::string in_use, next, replaced;
    int asked = 0;
    int issued = 0;
    int refuse_with = 0;        // an HTTP status
    bool lose_answers = false;  // the certificate is given, and the line breaks
    std::function<void(std::string& certificate_pem)> twist;

private:
    const Clock& clock_;
    DeviceId device_;
    SeededRandom random_{5};
    crypto::CertifiedKey authority_;
    crypto::CertifiedKey enrolled_;
    std::string next_request_;
};

}  // namespace dayroom::test
