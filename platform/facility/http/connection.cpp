#include "platform/facility/http/connection.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "platform/facility/http/response_head.h"

namespace dayroom::http {
namespace asio = boost::asio;

namespace {
constexpr std::size_t kMaxPipelinedBytes = 64 * 1024;  // sent ahead while an answer is being made
constexpr std::size_t kMaxLingerBytes = 1024 * 1024;   // read and thrown away so that a refusal reaches its reader
constexpr Milliseconds kLinger{2'000};
constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
}  // namespace

Connection::Connection(Loop& loop, const Listener& listener, asio::ip::tcp::socket socket)
    : loop_(loop), listener_(listener), socket_(std::move(socket)), tls_(listener.tls.load(), socket_.native_handle()) {
    loop_.add(this);
    loop_.shared().opened();
}

Connection::~Connection() {
    loop_.remove(this);
    loop_.shared().closed();
}

void Connection::start() {
    auto whole_life = run(shared_from_this());
    asio::co_spawn(loop_.context(), std::move(whole_life), asio::detached);
}

void Connection::set_deadline(Milliseconds from_now) { deadline_ = loop_.shared().clock.steady() + from_now; }

void Connection::expire_if_due(MonotonicTime now) {
    if (now < deadline_ || expired_) return;
    expired_ = true;
    boost::system::error_code ignored;
    socket_.cancel(ignored);
}

void Connection::on_drain() {
    if (idle_) set_deadline(loop_.shared().limits.drain_idle);
}

void Connection::arrived(Response response) {
    if (answer_) return;
    answer_ = std::make_unique<Response>(std::move(response));
    boost::system::error_code ignored;
    socket_.cancel(ignored);
}

Connection::Task<void> Connection::run(std::shared_ptr<Connection> self) {
    bool open = co_await self->secure();
    while (open) open = co_await self->serve_one();
    self->tls_.close();
}

Connection::Task<bool> Connection::wait_for(TlsSession::Step step) {
    if (expired_ || step == TlsSession::Step::kClosed) co_return false;
    const auto direction =
        step == TlsSession::Step::kWantWrite ? asio::socket_base::wait_write : asio::socket_base::wait_read;
    boost::system::error_code failure;
    auto token = asio::redirect_error(asio::use_awaitable, failure);
    co_await socket_.async_wait(direction, token);
    co_return !expired_ && (!failure || failure == asio::error::operation_aborted);
}

Connection::Task<bool> Connection::secure() {
    set_deadline(loop_.shared().limits.handshake);
    for (;;) {
        const TlsSession::Step step = tls_.handshake();
        if (step == TlsSession::Step::kDone) break;
        const bool ready = co_await wait_for(step);
        if (!ready) co_return false;
    }
    auto peer = tls_.peer();
    if (!peer.ok()) co_return false;
    peer_ = peer.take();
    co_return true;
}

Connection::Task<bool> Connection::read_more() {
    for (;;) {
        const auto scratch = loop_.scratch();
        const TlsSession::Moved moved = tls_.read(scratch.data(), scratch.size());
        if (moved.step == TlsSession::Step::kDone) {
            pending_.append(scratch.data(), moved.bytes);
            co_return true;
        }
        const bool ready = co_await wait_for(moved.step);
        if (!ready) co_return false;
    }
}

Connection::Task<bool> Connection::serve_one() {
    const Limits& limits = loop_.shared().limits;
    if (pending_.empty()) {
        pending_ = std::string();
        idle_ = true;
        set_deadline(loop_.draining() ? limits.drain_idle : limits.idle);
        const bool more = co_await read_more();
        idle_ = false;
        if (!more) co_return false;
    }
    const MonotonicTime since = loop_.shared().clock.steady();
    Incoming incoming = co_await read_request();
    if (incoming.kind == Incoming::Kind::kGone) co_return false;
    if (incoming.kind == Incoming::Kind::kRefused) {
        observe(incoming, incoming.refusal.status, since);
        const bool written = co_await write_answer(incoming.refusal, !incoming.keep_alive);
        if (written && !incoming.keep_alive) co_await linger();
        co_return written&& incoming.keep_alive;
    }
    const auto executor = loop_.context().get_executor();
    Reply reply(listener_.dialect, [weak = weak_from_this(), executor](Response response) {
        asio::post(executor, [weak, response = std::move(response)]() mutable {
            if (const auto self = weak.lock()) self->arrived(std::move(response));
        });
    });
    answer_.reset();
    set_deadline(limits.answer);
    const ReplyWatch watch(reply);
    incoming.route->handler(std::move(incoming.request), std::move(reply));
    const bool answered = co_await wait_for_answer(watch);
    if (!answered) co_return false;
    const std::unique_ptr<Response> answer = std::move(answer_);
    const bool close = answer->close || !incoming.keep_alive || loop_.draining();
    observe(incoming, answer->status, since);
    const bool written = co_await write_answer(*answer, close);
    co_return written && !close;
}

Connection::Task<bool> Connection::wait_for_answer(ReplyWatch reply) {
    while (!answer_) {
        const auto scratch = loop_.scratch();
        const TlsSession::Moved moved = tls_.read(scratch.data(), scratch.size());
        bool present = moved.step != TlsSession::Step::kClosed;
        if (moved.step == TlsSession::Step::kDone) {
            pending_.append(scratch.data(), moved.bytes);
            present = pending_.size() <= kMaxPipelinedBytes;
        } else if (present) {
            present = co_await wait_for(moved.step);
        }
        if (!present) {
            reply.abandon();
            co_return false;
        }
    }
    co_return true;
}

Connection::Task<Connection::Incoming> Connection::read_request() {
    Incoming incoming;
    RequestReader reader;
    set_deadline(loop_.shared().limits.header);
    const bool admitted = co_await read_header(reader, incoming);
    if (!admitted) co_return incoming;
    if (reader.expects_continue() && !reader.done()) {
        const bool written = co_await write_bytes(kContinue);
        if (!written) {
            incoming.kind = Incoming::Kind::kGone;
            co_return incoming;
        }
    }
    set_deadline(loop_.shared().limits.body);
    const bool whole = co_await read_body(reader, incoming);
    if (whole) incoming.request.body = reader.take_body();
    co_return incoming;
}

Connection::Task<bool> Connection::read_header(RequestReader& reader, Incoming& incoming) {
    for (;;) {
        if (!take_pending(reader, incoming)) co_return false;
        if (reader.header_done()) break;
        const bool more = co_await read_more();
        if (!more) co_return false;
    }
    admit(reader, incoming);
    co_return incoming.kind == Incoming::Kind::kRequest;
}

Connection::Task<bool> Connection::read_body(RequestReader& reader, Incoming& incoming) {
    for (;;) {
        if (!take_pending(reader, incoming)) co_return false;
        if (reader.done()) co_return true;
        const bool more = co_await read_more();
        if (!more) {
            incoming.kind = Incoming::Kind::kGone;
            co_return false;
        }
    }
}

/// Feeds the reader what has been read. False: refused.
bool Connection::take_pending(RequestReader& reader, Incoming& incoming) {
    const auto taken = reader.take(pending_);
    if (taken.ok()) {
        pending_.erase(0, taken.value());
        return true;
    }
    const bool large = taken.error().code == ErrorCode::kTooLarge;
    const int status = !large ? 400 : reader.header_done() ? 413 : 431;
    refuse(incoming, status, to_string(taken.error().code), taken.error().detail);
    return false;
}

/// Finds the route, asks the gate and sets the body's limit: nothing of a body is kept for somebody who may not send
/// it.
void Connection::admit(RequestReader& reader, Incoming& incoming) {
    auto head = reader.take_head();
    if (!head.ok()) {
        const bool large = head.error().code == ErrorCode::kTooLarge;
        return refuse(incoming, large ? 431 : 400, to_string(head.error().code), head.error().detail);
    }
    incoming.request = head.take();
    incoming.request.peer = peer_;
    const bool may_stay = reader.done() && reader.keep_alive() && !loop_.draining();
    Router::Match match = listener_.router.find(incoming.request.method, incoming.request.path);
    if (match.route == nullptr) {
        const bool method = match.status == 405;
        refuse(incoming, match.status, method ? "unsupported" : "not_found",
               method ? "This address does not take this method." : "There is nothing at this address.");
        incoming.keep_alive = may_stay;
        return;
    }
    incoming.route = match.route;
    incoming.request.parameters = std::move(match.parameters);
    if (listener_.gate) {
        if (auto refusal = listener_.gate(*match.route, incoming.request)) {
            incoming.kind = Incoming::Kind::kRefused;
            incoming.refusal = std::move(*refusal);
            incoming.keep_alive = may_stay && !incoming.refusal.close;
            return;
        }
    }
    if (const Status fits = reader.limit_body(match.route->body_limit); !fits.ok()) {
        return refuse(incoming, 413, to_string(fits.error().code), fits.error().detail);
    }
    incoming.kind = Incoming::Kind::kRequest;
    incoming.keep_alive = reader.keep_alive();
}

void Connection::refuse(Incoming& incoming, int status, std::string_view code, std::string_view detail) const {
    incoming.kind = Incoming::Kind::kRefused;
    incoming.keep_alive = false;
    incoming.refusal = problem(listener_.dialect, status, code, detail);
}

Connection::Task<bool> Connection::write_answer(const Response& response, bool close) {
    std::string head = response_head(response, listener_.headers, close);
    const std::string_view content = response.content();
    if (content.size() <= kReadChunkBytes) {
        head.append(content);
        const bool whole = co_await write_bytes(head);
        co_return whole;
    }
    const bool begun = co_await write_bytes(head);
    if (!begun) co_return false;
    const bool whole = co_await write_bytes(content);
    co_return whole;
}

Connection::Task<bool> Connection::write_bytes(std::string_view bytes) {
    while (!bytes.empty()) {
        set_deadline(loop_.shared().limits.write);
        const TlsSession::Moved moved = tls_.write(bytes);
        bytes.remove_prefix(moved.bytes);
        if (moved.step == TlsSession::Step::kDone) continue;
        const bool ready = co_await wait_for(moved.step);
        if (!ready) co_return false;
    }
    co_return true;
}

/// A socket closed with unread bytes resets the connection, and the refusal would be lost on its way.
Connection::Task<void> Connection::linger() {
    tls_.close();
    boost::system::error_code ignored;
    socket_.shutdown(asio::socket_base::shutdown_send, ignored);
    set_deadline(kLinger);
    std::size_t thrown_away = 0;
    while (thrown_away < kMaxLingerBytes) {
        const bool more = co_await wait_for(TlsSession::Step::kWantRead);
        if (!more) co_return;
        const auto scratch = loop_.scratch();
        const ssize_t taken = ::recv(socket_.native_handle(), scratch.data(), scratch.size(), MSG_DONTWAIT);
        if (taken <= 0) co_return;
        thrown_away += static_cast<std::size_t>(taken);
    }
}

void Connection::observe(const Incoming& incoming, int status, MonotonicTime since) const {
    if (!loop_.shared().observer) return;
    Exchange exchange;
    exchange.method = incoming.route != nullptr ? incoming.route->method : incoming.request.method;
    if (incoming.route != nullptr) exchange.pattern = incoming.route->pattern;
    exchange.status = status;
    exchange.took = std::chrono::duration_cast<std::chrono::microseconds>(loop_.shared().clock.steady() - since);
    loop_.shared().observer(exchange);
}

}  // namespace dayroom::http
