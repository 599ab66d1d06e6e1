// The hub's HTTP/1.1 server: TLS listeners over a few io threads, one event loop each. Handlers are called on an io
// thread and must not block: what blocks goes to a WorkerPool or to the group commit, and answers through its Reply.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "platform/facility/http/limits.h"
#include "platform/facility/http/router.h"
#include "platform/facility/http/tls.h"

namespace dayroom::http {

/// Looks at a request before its body is read: a refusal, or nothing and request.caller filled in. Called on every
/// request, on an io thread: in-memory look-ups only.
using Gate = std::function<std::optional<Response>(const Route&, Request&)>;

struct ListenerOptions {
    std::string address = "127.0.0.1";  // an IP address
    std::uint16_t port = 0;             // 0: any free one
    std::shared_ptr<const TlsContext> tls;
    Router router;
    Gate gate;
    Dialect dialect = Dialect::kProtobuf;
    std::vector<Header> headers;  // on every answer, beside what each says itself
};

/// One finished exchange, for the log and for counters. No personal data: the pattern, not the path.
struct Exchange {
    Method method = Method::kOther;
    std::string_view pattern;  // empty: no route
    int status = 0;
    std::chrono::microseconds took{0};
};

struct ServerOptions {
    std::vector<ListenerOptions> listeners;
    std::size_t threads = 2;
    Limits limits;
    std::function<void(const Exchange&)> observer;  // io threads; may be empty
    std::function<void()> on_drain;                 // called once when stopping begins: end the long-polls
};

class Server {
public:
    /// Listens and serves from here on. kIo when an address cannot be bound, with what to do in the detail. `clock`
    /// must outlive the server.
    static Result<std::unique_ptr<Server>> start(ServerOptions options, const Clock& clock);
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    /// The actual port of the n-th listener.
    std::uint16_t port(std::size_t listener) const;
    /// New handshakes use this from now on (a renewed certificate).
    void replace_tls(std::size_t listener, std::shared_ptr<const TlsContext> tls);
    std::size_t connections() const;

    /// Stops accepting, answers what arrives with "Connection: close", waits for what is in work up to Limits::drain,
    /// then ends. Blocks. Twice is harmless. After it Replies may still be sent: they go nowhere.
    void stop();

private:
    struct Implementation;
    explicit Server(std::unique_ptr<Implementation> implementation);
    std::unique_ptr<Implementation> implementation_;
};

}  // namespace dayroom::http
