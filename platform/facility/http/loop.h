// One io thread: its event loop, its connections, and the sweep that ends those whose time is up. Internal to the
// server.
#pragma once

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <span>
#include <thread>
#include <unordered_set>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>

#include "platform/facility/http/server.h"

namespace dayroom::http {

inline constexpr std::size_t kReadChunkBytes = 16 * 1024;  // one TLS record

class Connection;

/// What all loops and connections of one server share.
struct Shared {
    explicit Shared(const Clock& the_clock) : clock(the_clock) {}

    const Clock& clock;
    Limits limits;
    std::function<void(const Exchange&)> observer;
    std::atomic<std::size_t> open{0};
    std::mutex mutex;
    std::condition_variable all_closed;

    void opened() { ++open; }
    void closed() {
        if (--open != 0) return;
        const std::lock_guard lock(mutex);
        all_closed.notify_all();
    }
};

struct Listener {
    std::atomic<std::shared_ptr<const TlsContext>> tls;
    Router router;
    Gate gate;
    Dialect dialect = Dialect::kProtobuf;
    std::vector<Header> headers;
};

class Loop {
public:
    explicit Loop(Shared& shared);
    ~Loop();
    void start(std::size_t number);
    /// Ends the thread; what is still open is dropped.
    void end();

    boost::asio::io_context& context() { return context_; }
    Shared& shared() { return shared_; }
    std::span<char> scratch() { return scratch_; }
    bool draining() const { return draining_; }

    // On the loop's thread only:
    void add(Connection* connection);
    void remove(Connection* connection);
    void drain();

private:
    void arm_sweep();
    void sweep();

    Shared& shared_;
    std::unordered_set<Connection*>
        connections_;  // before the context: its end destroys connections, which leave this set
    boost::asio::io_context context_{1};
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work_;
    boost::asio::steady_timer sweep_timer_;
    std::vector<char> scratch_;  // where every connection of this thread reads into, so that an idle one owns no buffer
    bool draining_ = false;
    std::thread thread_;
};

}  // namespace dayroom::http
