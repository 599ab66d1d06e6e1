// One connection from a terminal: bytes to queries, answers to bytes, and the limits on both. Takes no blocking step.
#pragma once

#include <deque>

#include "platform/agent/frames.h"
#include "platform/agent/options.h"
#include "platform/base/time.h"

namespace dayroom::agent {

/// So many at once, then so many a second.
class RateLimit {
public:
    RateLimit(int burst, int a_second, MonotonicTime now)
        : burst_(burst), a_second_(a_second), tokens_(burst), at_(now) {}
    bool allow(MonotonicTime now);

private:
    int burst_;
    int a_second_;
    double tokens_;
    MonotonicTime at_;
};

class TerminalLink {
public:
    /// Takes over `socket` (non-blocking).
    TerminalLink(int socket, const Clock& clock);
    ~TerminalLink();
    TerminalLink(const TerminalLink&) = delete;
    TerminalLink& operator=(const TerminalLink&) = delete;

    int socket() const { return socket_; }
    /// Readable or writable: what poll should wait for.
    short wanted() const;

    /// Reads what is there (one bounded piece). kUnavailable: the other end is gone.
    Status receive();
    /// The next query. kInvalid, kTooLarge: cut the connection. Queries beyond the rate come with `too_fast`.
    struct Query {
        local::ToAgent message;
        bool too_fast = false;
    };
    Result<std::optional<Query>> next();
    /// kUnavailable: it does not read its answers, or is gone. kTooLarge never reaches the wire: answered as a Problem.
    Status send(const local::ToTerminal& message);
    Status flush();

private:
    int socket_;
    const Clock& clock_;
    FrameReader reader_;
    RateLimit rate_;
    int refused_in_a_row_ = 0;
    std::deque<std::string> unsent_;
    std::size_t unsent_bytes_ = 0;
    std::size_t sent_of_first_ = 0;
};

}  // namespace dayroom::agent
