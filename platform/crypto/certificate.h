// X.509 for the facility: its own CA (P-256, 10 years), the hub's server certificate, and device certificates (1 year)
// made from a request that the terminal signs with its own key. OpenSSL stays inside certificate.cpp. All functions are
// safe from any thread.
#pragma once

#include <string>
#include <vector>

#include "platform/base/random.h"
#include "platform/base/result.h"
#include "platform/base/time.h"
#include "platform/crypto/hash.h"
#include "platform/crypto/held_key.h"
#include "platform/crypto/secret.h"

namespace dayroom::crypto {

inline constexpr std::size_t kMaxCertificatePemBytes = 16 * 1024;
inline constexpr int kAuthorityDays = 3653;
inline constexpr int kCertificateDays = 365;
/// Certificates begin a little in the past, so that a terminal whose clock is behind still takes them.
inline constexpr Milliseconds kCertificateBackdate{3'600'000};

/// A certificate and the private key that belongs to it, both as PEM (the key unencrypted PKCS #8: keep it in a file of
/// mode 0600).
struct CertifiedKey {
    std::string certificate_pem;
    Secret key_pem;
};

/// The facility's own CA: self-signed, P-256. It may sign server and client certificates and no further CA.
Result<CertifiedKey> make_authority(const std::string& facility_name, Timestamp now, Random& random);

/// The hub's TLS certificate. `names`: DNS names and IP addresses that terminals may call it by.
Result<CertifiedKey> make_server_certificate(const CertifiedKey& authority, const std::vector<std::string>& names,
                                             Timestamp now, Random& random);

/// On the terminal: a new P-256 key and the request (PKCS #10) that proves it holds it.
struct SigningRequest {
    std::string request_pem;
    Secret key_pem;  // or what its holder keeps of it (platform/device/tpm/tls_key_maker.h)
};
Result<SigningRequest> make_signing_request();
/// The request alone, for a key that is held elsewhere. Errors also of its holder.
Result<std::string> make_signing_request(const HeldKey& key);

/// At the hub: a client certificate for the key in the request. The request's own subject is ignored: the name is
/// `device_id`. Errors: kInvalid malformed or too large, kUnsupported another key than P-256, kUnauthenticated not
/// signed by its own key.
Result<std::string> certify_device(const CertifiedKey& authority, const std::string& request_pem,
                                   const std::string& device_id, Timestamp now, Random& random);

/// What a certificate says.
struct CertificateFacts {
    std::string common_name;
    Digest sha256{};  // of the DER: how the registry knows a device
    Timestamp not_before;
    Timestamp not_after;
    bool authority = false;
};
/// kInvalid when it is not one PEM certificate of at most kMaxCertificatePemBytes.
Result<CertificateFacts> read_certificate(const std::string& certificate_pem);

enum class CertificateUse { kServer, kClient };
/// That `certificate_pem` was issued by `authority_pem`, is in its time and is for that use. kUnauthenticated when not,
/// kExpired when only the time is wrong.
Status verify_certificate(const std::string& certificate_pem, const std::string& authority_pem, CertificateUse use,
                          Timestamp now);

/// Of the request's DER: what an enrolment proof covers. kInvalid when it is no request.
Result<Digest> signing_request_sha256(const std::string& request_pem);

/// The key that a request is for. kInvalid when it is no request, kUnsupported another key than P-256.
Result<HeldPublic> signing_request_point(const std::string& request_pem);

/// That key and certificate belong together. kInvalid when they do not.
Status check_pair(const CertifiedKey& pair);
/// That the certificate is for the key that the request was made for. kInvalid when it is not.
Status check_answers_request(const std::string& certificate_pem, const std::string& request_pem);

}  // namespace dayroom::crypto
