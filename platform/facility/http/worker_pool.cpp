#include "platform/facility/http/worker_pool.h"

#include <pthread.h>

namespace dayroom::http {

WorkerPool::WorkerPool(std::string name, std::size_t threads, std::size_t most_waiting)
    : name_(std::move(name)), most_waiting_(most_waiting) {
    for (std::size_t at = 0; at < threads; ++at) threads_.emplace_back([this] { work(); });
}

WorkerPool::~WorkerPool() { stop(); }

Status WorkerPool::run(std::function<void()> task) {
    {
        const std::lock_guard lock(mutex_);
        if (stopping_) return Error(ErrorCode::kUnavailable, "The hub is stopping; try again later.");
        if (tasks_.size() >= most_waiting_) return Error(ErrorCode::kUnavailable, "The hub is busy; try again later.");
        tasks_.push_back(std::move(task));
    }
    changed_.notify_one();
    return {};
}

void WorkerPool::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_all();
    for (std::thread& thread : threads_) {
        if (thread.joinable()) thread.join();
    }
}

std::size_t WorkerPool::waiting() const {
    const std::lock_guard lock(mutex_);
    return tasks_.size();
}

void WorkerPool::work() {
    pthread_setname_np(pthread_self(), name_.substr(0, 15).c_str());
    for (;;) {
        std::function<void()> task;
        {
            std::unique_lock lock(mutex_);
            changed_.wait(lock, [this] { return stopping_ || !tasks_.empty(); });
            if (tasks_.empty()) return;
            task = std::move(tasks_.front());
            tasks_.pop_front();
        }
        task();
    }
}

}  // namespace dayroom::http
