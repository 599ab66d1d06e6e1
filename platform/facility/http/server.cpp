#include "platform/facility/http/server.h"

#include <csignal>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "platform/facility/http/connection.h"
#include "platform/facility/http/loop.h"

namespace dayroom::http {
namespace asio = boost::asio;
using asio::ip::tcp;

namespace {
constexpr int kBacklog = 4096;             // a fleet that comes back after a power cut
constexpr Milliseconds kAcceptPause{100};  // after the system ran out of descriptors
}  // namespace

struct Server::Implementation {
    explicit Implementation(const Clock& clock) : shared(clock) {}

    Shared shared;
    std::vector<std::unique_ptr<Listener>> listeners;
    std::vector<std::unique_ptr<Loop>> loops;
    std::vector<std::unique_ptr<tcp::acceptor>> acceptors;
    std::vector<std::uint16_t> ports;
    std::function<void()> on_drain;
    std::size_t next_loop = 0;  // on loop 0's thread
    bool stopped = false;

    Status listen(ListenerOptions& options);
    static asio::awaitable<void> accept(Implementation& self, std::size_t number);
    void receive(Loop& loop, const Listener& listener, tcp::socket socket);
};

Status Server::Implementation::listen(ListenerOptions& options) {
    boost::system::error_code failure;
    const auto address = asio::ip::make_address(options.address, failure);
    if (failure) return Error(ErrorCode::kInvalid, "\"" + options.address + "\" is not an IP address");
    auto acceptor = std::make_unique<tcp::acceptor>(loops.front()->context());
    const tcp::endpoint endpoint(address, options.port);
    acceptor->open(endpoint.protocol(), failure);
    if (!failure) acceptor->set_option(tcp::acceptor::reuse_address(true), failure);
    if (!failure) acceptor->bind(endpoint, failure);
    if (!failure) acceptor->listen(kBacklog, failure);
    if (failure) {
        return Error(ErrorCode::kIo, "cannot listen on " + options.address + ":" + std::to_string(options.port) + ": " +
                                         failure.message() + "; is another hub running?");
    }
    ports.push_back(acceptor->local_endpoint(failure).port());
    acceptors.push_back(std::move(acceptor));
    auto listener = std::make_unique<Listener>();
    listener->tls = std::move(options.tls);
    listener->router = std::move(options.router);
    listener->gate = std::move(options.gate);
    listener->dialect = options.dialect;
    listener->headers = std::move(options.headers);
    listeners.push_back(std::move(listener));
    return {};
}

asio::awaitable<void> Server::Implementation::accept(Implementation& self, std::size_t number) {
    tcp::acceptor& acceptor = *self.acceptors[number];
    const Listener& listener = *self.listeners[number];
    asio::steady_timer pause(self.loops.front()->context());
    for (;;) {
        Loop& loop = *self.loops[self.next_loop++ % self.loops.size()];
        boost::system::error_code failure;
        auto token = asio::redirect_error(asio::use_awaitable, failure);
        tcp::socket socket = co_await acceptor.async_accept(loop.context(), token);
        if (!acceptor.is_open()) co_return;
        if (failure) {
            pause.expires_after(kAcceptPause);
            auto pause_token = asio::redirect_error(asio::use_awaitable, failure);
            co_await pause.async_wait(pause_token);
            continue;
        }
        if (self.shared.open >= self.shared.limits.connections) continue;
        self.receive(loop, listener, std::move(socket));
    }
}

void Server::Implementation::receive(Loop& loop, const Listener& listener, tcp::socket socket) {
    auto begin = [&loop, &listener, socket = std::move(socket)]() mutable {
        boost::system::error_code ignored;
        socket.non_blocking(true, ignored);
        socket.set_option(tcp::no_delay(true), ignored);
        socket.set_option(asio::socket_base::keep_alive(true), ignored);
        std::make_shared<Connection>(loop, listener, std::move(socket))->start();
    };
    asio::post(loop.context(), std::move(begin));
}

Server::Server(std::unique_ptr<Implementation> implementation) : implementation_(std::move(implementation)) {}
Server::~Server() { stop(); }

Result<std::unique_ptr<Server>> Server::start(ServerOptions options, const Clock& clock) {
    std::signal(SIGPIPE, SIG_IGN);  // OpenSSL writes to the socket itself: a peer that has gone must not end the hub
    auto made = std::make_unique<Implementation>(clock);
    made->shared.limits = options.limits;
    made->shared.observer = std::move(options.observer);
    made->on_drain = std::move(options.on_drain);
    for (std::size_t at = 0; at < std::max<std::size_t>(options.threads, 1); ++at)
        made->loops.push_back(std::make_unique<Loop>(made->shared));
    for (ListenerOptions& listener : options.listeners) TRY(made->listen(listener));
    for (std::size_t at = 0; at < made->acceptors.size(); ++at) {
        asio::co_spawn(made->loops.front()->context(), Implementation::accept(*made, at), asio::detached);
    }
    for (std::size_t at = 0; at < made->loops.size(); ++at) made->loops[at]->start(at);
    return std::unique_ptr<Server>(new Server(std::move(made)));
}

std::uint16_t Server::port(std::size_t listener) const { return implementation_->ports.at(listener); }
std::size_t Server::connections() const { return implementation_->shared.open; }

void Server::replace_tls(std::size_t listener, std::shared_ptr<const TlsContext> tls) {
    implementation_->listeners.at(listener)->tls = std::move(tls);
}

void Server::stop() {
    Implementation& self = *implementation_;
    if (std::exchange(self.stopped, true)) return;
    asio::post(self.loops.front()->context(), [&self] {
        for (auto& acceptor : self.acceptors) {
            boost::system::error_code ignored;
            acceptor->close(ignored);
        }
        // After the last accepted socket has been posted to its loop, so that it is drained like the others.
        for (auto& loop : self.loops) asio::post(loop->context(), [&loop] { loop->drain(); });
    });
    if (self.on_drain) self.on_drain();
    {
        std::unique_lock lock(self.shared.mutex);
        self.shared.all_closed.wait_for(lock, self.shared.limits.drain + self.shared.limits.drain_idle,
                                        [&self] { return self.shared.open == 0; });
    }
    for (auto& loop : self.loops) loop->end();
}

}  // namespace dayroom::http
