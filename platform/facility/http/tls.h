// Server-side TLS 1.3 over a non-blocking socket: OpenSSL on the file descriptor itself. An idle connection costs about
// 16 KiB here; asio::ssl::stream keeps two 17 KiB buffers and a BIO pair beside that.
#pragma once

#include <memory>
#include <string>

#include "platform/base/result.h"
#include "platform/crypto/secret.h"
#include "platform/facility/http/message.h"

struct ssl_ctx_st;
struct ssl_st;

namespace dayroom::http {

/// The name (SNI) by which a terminal that has no certificate yet asks to enrol.
inline constexpr const char* kEnrollName = "enroll.dayroom";

/// Whom a listener lets in.
enum class Clients {
    kCertificate,  // a certificate of the facility CA, checked in the handshake; or the name kEnrollName and none
    kAnyone,       // server authentication only: callers show a token
};

struct TlsIdentity {
    std::string certificate_pem;  // the server's
    std::string ca_pem;  // the facility CA: sent in the chain, and what client certificates are checked against
    Secret key_pem;
};

/// What one listener's handshakes have in common. Immutable; shared by all its threads.
class TlsContext {
public:
    /// kInvalid for a certificate, key or CA that OpenSSL does not take, or that do not belong together.
    static Result<std::shared_ptr<const TlsContext>> create(const TlsIdentity& identity, Clients clients);
    ~TlsContext();
    TlsContext(const TlsContext&) = delete;
    TlsContext& operator=(const TlsContext&) = delete;

    ssl_ctx_st* native() const { return context_; }
    Clients clients() const { return clients_; }

private:
    TlsContext(ssl_ctx_st* context, Clients clients) : context_(context), clients_(clients) {}
    ssl_ctx_st* context_;
    Clients clients_;
};

/// One connection's TLS state. One thread. Every step says whether it is done, wants the socket, or is over.
class TlsSession {
public:
    enum class Step { kDone, kWantRead, kWantWrite, kClosed };

    TlsSession(std::shared_ptr<const TlsContext> context, int socket);
    ~TlsSession();
    TlsSession(const TlsSession&) = delete;
    TlsSession& operator=(const TlsSession&) = delete;

    Step handshake();
    /// After the handshake: who it is. kUnauthenticated when the listener wants a certificate and there is none that
    /// verified.
    Result<Peer> peer() const;

    struct Moved {
        Step step = Step::kClosed;
        std::size_t bytes = 0;  // with kDone
    };
    Moved read(char* out, std::size_t room);
    Moved write(std::string_view bytes);
    /// kDone when there are bytes to read or the other end has closed: a waiting connection looks without taking.
    Step peek();
    /// Says good-bye (close_notify); does not wait for the answer.
    void close();

private:
    Step step_of(int result);
    std::shared_ptr<const TlsContext> context_;
    ssl_st* ssl_ = nullptr;
    bool broken_ = false;
};

}  // namespace dayroom::http
