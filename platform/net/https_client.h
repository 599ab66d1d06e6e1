// HTTPS to the hub: TLS 1.3 only, the facility's CA only (never the system's), the device's certificate as ours,
// HTTP/1.1 kept alive. No proxy, no redirect, no cookie, no compression, nothing from the environment. The only
// includer of curl.h.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "platform/crypto/hash.h"
#include "platform/crypto/held_key.h"
#include "platform/crypto/secret.h"
#include "platform/net/transport.h"

namespace dayroom::net {

/// The names by which the hub's certificate is called, whatever its address is.
inline constexpr const char* kHubName = "hub.dayroom";
inline constexpr const char* kEnrollName = "enroll.dayroom";

struct Address {
    std::string host;  // name, IPv4, or IPv6 without brackets
    std::uint16_t port = 0;
};
/// "10.1.2.3:8443", "hub.jail.example:8443", "[fd00::1]:8443"; kInvalid for anything else.
Result<Address> parse_address(std::string_view text);

struct HttpsOptions {
    std::string address;
    std::string server_name = kHubName;       // asked for in the handshake (SNI) and expected in the certificate
    std::string ca_pem;                       // whom to believe, or:
    std::optional<crypto::Digest> ca_sha256;  // enrolment: of the CA certificate (DER), which the hub sends along
    std::string certificate_pem;              // ours; empty at enrolment
    Secret key_pem;                           // its private key, or:
    std::shared_ptr<const crypto::HeldKey> held_key;  // whoever signs with it; asked on the thread that sends
    Milliseconds connect_timeout{5'000};
};

class HttpsClient final : public Transport {
public:
    /// kInvalid for an address or options that make no sense. Connects at the first request.
    static Result<std::unique_ptr<HttpsClient>> create(HttpsOptions options);
    ~HttpsClient() override;
    HttpsClient(const HttpsClient&) = delete;
    HttpsClient& operator=(const HttpsClient&) = delete;

    Result<HttpResponse> send(const HttpRequest& request) override;
    void cancel() override;
    void interrupt() override;

private:
    struct Impl;
    explicit HttpsClient(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace dayroom::net
