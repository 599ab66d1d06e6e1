#include "platform/facility/services/timers.h"

#include <pthread.h>

namespace dayroom::facility {

Timers::Timers(const Clock& clock) : clock_(clock), thread_([this] { run(); }) {}

Timers::~Timers() { stop(); }

Timers::Handle Timers::after(Milliseconds delay, std::function<void()> call) {
    Handle handle;
    bool is_next = false;
    {
        const std::lock_guard lock(mutex_);
        handle = {(clock_.steady() + delay).ns(), next_++};
        const auto placed = calls_.emplace(handle, std::move(call)).first;
        is_next = placed == calls_.begin();
    }
    if (is_next) changed_.notify_one();
    return handle;
}

void Timers::cancel(Handle handle) {
    const std::lock_guard lock(mutex_);
    calls_.erase(handle);
}

void Timers::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
        calls_.clear();
    }
    changed_.notify_one();
    if (thread_.joinable()) thread_.join();
}

void Timers::run() {
    pthread_setname_np(pthread_self(), "hub-timers");
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        if (calls_.empty()) {
            changed_.wait(lock);
            continue;
        }
        const auto wait = std::chrono::nanoseconds(calls_.begin()->first.first - clock_.steady().ns());
        if (wait.count() > 0) {
            changed_.wait_for(lock, wait);
            continue;
        }
        const auto call = std::move(calls_.begin()->second);
        calls_.erase(calls_.begin());
        lock.unlock();
        call();
        lock.lock();
    }
}

}  // namespace dayroom::facility
