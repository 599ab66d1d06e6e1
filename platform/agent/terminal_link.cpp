#include "platform/agent/terminal_link.h"

#include <algorithm>
#include <array>
#include <cerrno>

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "platform/crypto/secret.h"

namespace dayroom::agent {
namespace {

constexpr std::size_t kPieceBytes = 64 * 1024;
constexpr std::size_t kPauseReadingAt = 8 * 1024 * 1024;  // bytes of answers not yet taken: ask less

Error gone() { return Error(ErrorCode::kUnavailable, "the terminal is gone"); }

}  // namespace

bool RateLimit::allow(MonotonicTime now) {
    const double seconds = std::chrono::duration<double>(now - at_).count();
    at_ = now;
    tokens_ = std::min<double>(burst_, tokens_ + seconds * a_second_);
    if (tokens_ < 1) return false;
    tokens_ -= 1;
    return true;
}

TerminalLink::TerminalLink(int socket, const Clock& clock)
    : socket_(socket), clock_(clock), reader_(kMaxFrameUp), rate_(kQueriesInBurst, kQueriesASecond, clock.steady()) {}

TerminalLink::~TerminalLink() { ::close(socket_); }

short TerminalLink::wanted() const {
    const bool may_read = unsent_bytes_ < kPauseReadingAt;
    return static_cast<short>((may_read ? POLLIN : 0) | (unsent_.empty() ? 0 : POLLOUT));
}

Status TerminalLink::receive() {
    std::array<std::uint8_t, kPieceBytes> piece;
    const ssize_t got = ::recv(socket_, piece.data(), piece.size(), 0);
    if (got < 0 && (errno == EAGAIN || errno == EINTR)) return {};
    if (got <= 0) return gone();
    reader_.add(ByteView(piece).first(static_cast<std::size_t>(got)));
    wipe(std::span(piece).first(static_cast<std::size_t>(got)));
    return {};
}

Result<std::optional<TerminalLink::Query>> TerminalLink::next() {
    auto frame = TRY(reader_.next());
    if (!frame) return std::optional<Query>();
    Query query;
    const bool parsed = query.message.ParseFromString(*frame);
    wipe(*frame);
    if (!parsed || query.message.number() == 0) return Error(ErrorCode::kInvalid, "not a query");
    query.too_fast = !rate_.allow(clock_.steady());
    refused_in_a_row_ = query.too_fast ? refused_in_a_row_ + 1 : 0;
    if (refused_in_a_row_ > kRefusedQueriesUntilCut) return Error(ErrorCode::kTooLarge, "a flood of queries");
    return std::optional(std::move(query));
}

Status TerminalLink::send(const local::ToTerminal& message) {
    auto frame = make_frame(message, kMaxFrameDown);
    if (!frame.ok()) {
        local::ToTerminal instead;
        instead.set_number(message.number());
        instead.mutable_problem()->set_code("too_large");
        frame = make_frame(instead, kMaxFrameDown);
    }
    if (unsent_bytes_ + frame->size() > kMaxUnreadBytes)
        return Error(ErrorCode::kUnavailable, "the terminal does not read its answers");
    unsent_bytes_ += frame->size();
    unsent_.push_back(frame.take());
    return flush();
}

Status TerminalLink::flush() {
    while (!unsent_.empty()) {
        const std::string& first = unsent_.front();
        const ssize_t sent =
            ::send(socket_, first.data() + sent_of_first_, first.size() - sent_of_first_, MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR) continue;
        if (sent < 0 && errno == EAGAIN) return {};
        if (sent <= 0) return gone();
        sent_of_first_ += static_cast<std::size_t>(sent);
        unsent_bytes_ -= static_cast<std::size_t>(sent);
        if (sent_of_first_ < first.size()) continue;
        unsent_.pop_front();
        sent_of_first_ = 0;
    }
    return {};
}

}  // namespace dayroom::agent
