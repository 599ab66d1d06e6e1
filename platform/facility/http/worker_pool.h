// A few named threads for work that blocks: reading the database, checking a PIN. Keeps such work off the threads that
// move bytes.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "platform/base/result.h"

namespace dayroom::http {

class WorkerPool {
public:
    /// `name`: up to 15 characters, as `top -H` shows it.
    WorkerPool(std::string name, std::size_t threads, std::size_t most_waiting);
    ~WorkerPool();
    WorkerPool(const WorkerPool&) = delete;
    WorkerPool& operator=(const WorkerPool&) = delete;

    /// Runs the task on one of the threads, in the order of calls. kUnavailable when too many wait or the pool has
    /// stopped; the task is then dropped. Safe from any thread.
    Status run(std::function<void()> task);
    /// Runs what waits, then ends the threads. Safe to call twice.
    void stop();
    std::size_t waiting() const;

private:
    void work();
    const std::string name_;
    const std::size_t most_waiting_;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::function<void()>> tasks_;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace dayroom::http
