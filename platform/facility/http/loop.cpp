#include "platform/facility/http/loop.h"

#include <pthread.h>

#include "platform/facility/http/connection.h"

namespace dayroom::http {

Loop::Loop(Shared& shared)
    : shared_(shared), work_(context_.get_executor()), sweep_timer_(context_), scratch_(kReadChunkBytes) {}

Loop::~Loop() { end(); }

void Loop::start(std::size_t number) {
    arm_sweep();
    thread_ = std::thread([this, number] {
        pthread_setname_np(pthread_self(), ("hub-io-" + std::to_string(number)).c_str());
        context_.run();
    });
}

void Loop::end() {
    context_.stop();
    if (thread_.joinable()) thread_.join();
}

void Loop::add(Connection* connection) { connections_.insert(connection); }
void Loop::remove(Connection* connection) { connections_.erase(connection); }

void Loop::drain() {
    draining_ = true;
    for (Connection* connection : connections_) connection->on_drain();
}

void Loop::arm_sweep() {
    const Limits& limits = shared_.limits;
    const Milliseconds shortest =
        std::min({limits.handshake, limits.header, limits.body, limits.idle, limits.write, limits.drain_idle});
    sweep_timer_.expires_after(std::clamp(shortest / 4, Milliseconds(10), Milliseconds(500)));
    sweep_timer_.async_wait([this](const boost::system::error_code& failure) {
        if (!failure) sweep();
    });
}

void Loop::sweep() {
    const MonotonicTime now = shared_.clock.steady();
    for (Connection* connection : connections_) connection->expire_if_due(now);
    arm_sweep();
}

}  // namespace dayroom::http
