#include "platform/agent/work_queue.h"

#include <pthread.h>

namespace dayroom::agent {

WorkQueue::WorkQueue() : thread_([this] { run(); }) {}

WorkQueue::~WorkQueue() { stop(); }

void WorkQueue::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_all();
    if (thread_.joinable()) thread_.join();
}

Status WorkQueue::add(std::function<void()> job) {
    {
        const std::lock_guard lock(mutex_);
        if (stopping_) return Error(ErrorCode::kUnavailable, "the agent ends");
        auto added = jobs_.push(std::move(job));
        if (!added.ok()) return added;
    }
    changed_.notify_all();
    return {};
}

void WorkQueue::run() {
    ::pthread_setname_np(::pthread_self(), "agent-work");
    for (;;) {
        std::optional<std::function<void()>> job;
        {
            std::unique_lock lock(mutex_);
            changed_.wait(lock, [this] { return stopping_ || !jobs_.empty(); });
            if (stopping_) return;
            job = jobs_.pop();
        }
        (*job)();
    }
}

}  // namespace dayroom::agent
