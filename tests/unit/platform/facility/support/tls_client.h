// A blocking TLS client for tests of the hub: sends any bytes, with any certificate or none, and reads whole answers.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "platform/crypto/certificate.h"

struct ssl_ctx_st;
struct ssl_st;

namespace dayroom::test {

struct ClientAnswer {
    int status = 0;                              // 0: the connection ended instead
    std::map<std::string, std::string> headers;  // lower-case names
    std::string body;
    bool closes() const { return headers.contains("connection") && headers.at("connection") == "close"; }
};

struct ClientIdentity {
    std::string ca_pem;       // the server must be certified by it
    std::string server_name;  // SNI; empty: none
    const crypto::CertifiedKey* certificate = nullptr;
    int max_version = 0;  // 0: TLS 1.3
};

class TlsClient {
public:
    /// Nothing when the connection or the handshake fails. A server that refuses a client certificate says so only with
    /// the first read.
    static std::unique_ptr<TlsClient> connect(std::uint16_t port, const ClientIdentity& identity);
    /// A bare TCP connection, for half-done handshakes.
    static int connect_tcp(std::uint16_t port);
    ~TlsClient();

    bool send(std::string_view bytes);
    /// One answer; status 0 when the server closes first.
    ClientAnswer receive();
    ClientAnswer call(std::string_view method, std::string_view path, std::string_view body = {},
                      std::string_view more_headers = {});
    /// True when the server ends the connection within the seconds.
    bool closed_within(int seconds);
    int socket() const { return socket_; }

private:
    TlsClient() = default;
    std::string read_some();
    ssl_ctx_st* context_ = nullptr;
    ssl_st* ssl_ = nullptr;
    int socket_ = -1;
    std::string buffered_;
};

}  // namespace dayroom::test
