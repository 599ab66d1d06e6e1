// One thread ("agent-work") for what takes time: signing in (the hub, Argon2), photos. Bounded; jobs run in order.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "platform/agent/options.h"
#include "platform/base/bounded.h"

namespace dayroom::agent {

class WorkQueue {
public:
    WorkQueue();
    ~WorkQueue();
    WorkQueue(const WorkQueue&) = delete;
    WorkQueue& operator=(const WorkQueue&) = delete;

    /// kUnavailable when too many wait, and after stop().
    Status add(std::function<void()> job);
    /// The job that runs is finished (it may still add), the others are dropped. Not from a job.
    void stop();

private:
    void run();
    std::mutex mutex_;
    std::condition_variable changed_;
    BoundedQueue<std::function<void()>, kMaxWaitingJobs> jobs_;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace dayroom::agent
