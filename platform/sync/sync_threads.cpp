#include "platform/sync/sync_threads.h"

#include <pthread.h>

namespace dayroom::sync {

StepThread::StepThread(std::string name, std::function<Milliseconds()> step)
    : name_(std::move(name)), step_(std::move(step)), thread_([this] { run(); }) {}

StepThread::~StepThread() {
    stop();
    thread_.join();
}

void StepThread::wake() {
    {
        const std::lock_guard lock(mutex_);
        woken_ = true;
    }
    changed_.notify_all();
}

void StepThread::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_all();
}

void StepThread::run() {
    constexpr std::size_t kMaxThreadName = 15;
    ::pthread_setname_np(::pthread_self(), name_.substr(0, kMaxThreadName).c_str());
    for (;;) {
        {
            const std::lock_guard lock(mutex_);
            if (stopping_) return;
            woken_ = false;
        }
        const Milliseconds rest = step_();
        std::unique_lock lock(mutex_);
        changed_.wait_for(lock, rest, [this] { return woken_ || stopping_; });
        if (stopping_) return;
    }
}

}  // namespace dayroom::sync
