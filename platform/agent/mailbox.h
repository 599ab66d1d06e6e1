// What is to go to the terminal, from any thread, and the bell that wakes the server's thread. A message belongs to one
// connection: what is meant for an earlier one is dropped.
#pragma once

#include <cstdint>
#include <deque>
#include <mutex>
#include <vector>

#include "platform/agent/local.pb.h"

namespace dayroom::agent {

class Mailbox {
public:
    Mailbox();  // stops the program when the kernel has no descriptor left
    ~Mailbox();
    Mailbox(const Mailbox&) = delete;
    Mailbox& operator=(const Mailbox&) = delete;

    /// A new connection has come (or none is left): a new number. Server thread.
    std::uint64_t open_connection();
    std::uint64_t connection() const;

    /// Dropped when `connection` is over, or too much waits (the connection is then cut by the server).
    void post(std::uint64_t connection, local::ToTerminal message);
    /// Before looking at what it rang for: what comes later rings again.
    void silence();
    /// All that waits.
    std::vector<local::ToTerminal> take();
    /// Wakes the server's thread.
    void ring();
    int bell() const { return bell_; }

private:
    static constexpr std::size_t kMost = 1024;  // messages
    int bell_;
    mutable std::mutex mutex_;
    std::uint64_t connection_ = 0;
    std::deque<local::ToTerminal> waiting_;
};

}  // namespace dayroom::agent
