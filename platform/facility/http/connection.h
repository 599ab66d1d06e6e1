// One connection from handshake to good-bye, as coroutines on its loop's thread. Internal to the server.
//
// GCC 12 miscompiles some lambdas and temporaries inside a co_await expression: everything is built before that line.
#pragma once

#include <memory>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>

#include "platform/facility/http/loop.h"
#include "platform/facility/http/request_reader.h"

namespace dayroom::http {

class Connection : public std::enable_shared_from_this<Connection> {
public:
    Connection(Loop& loop, const Listener& listener, boost::asio::ip::tcp::socket socket);
    ~Connection();

    /// On the loop's thread. The coroutine keeps the connection alive.
    void start();
    void expire_if_due(MonotonicTime now);
    void on_drain();

private:
    template <typename T>
    using Task = boost::asio::awaitable<T>;

    /// What came in: a request for a route, a refusal to send, or nobody any more.
    struct Incoming {
        enum class Kind { kGone, kRequest, kRefused } kind = Kind::kGone;
        const Route* route = nullptr;
        Request request;
        Response refusal;
        bool keep_alive = false;
    };

    static Task<void> run(std::shared_ptr<Connection> self);
    Task<bool> secure();
    Task<bool> serve_one();
    Task<bool> wait_for(TlsSession::Step step);
    Task<bool> read_more();
    Task<Incoming> read_request();
    Task<bool> read_header(RequestReader& reader, Incoming& incoming);
    Task<bool> read_body(RequestReader& reader, Incoming& incoming);
    Task<bool> wait_for_answer(ReplyWatch reply);
    Task<bool> write_answer(const Response& response, bool close);
    Task<bool> write_bytes(std::string_view bytes);
    Task<void> linger();

    bool take_pending(RequestReader& reader, Incoming& incoming);
    void admit(RequestReader& reader, Incoming& incoming);
    void refuse(Incoming& incoming, int status, std::string_view code, std::string_view detail) const;
    void set_deadline(Milliseconds from_now);
    void arrived(Response response);
    void observe(const Incoming& incoming, int status, MonotonicTime since) const;

    Loop& loop_;
    const Listener& listener_;
    boost::asio::ip::tcp::socket socket_;
    TlsSession tls_;
    Peer peer_;
    std::string pending_;  // read and not yet used; empty while idle
    std::unique_ptr<Response> answer_;
    MonotonicTime deadline_;
    bool idle_ = false;
    bool expired_ = false;
};

}  // namespace dayroom::http
