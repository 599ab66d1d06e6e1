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
    ~WorkQueue();  // the job that runs is finished, the others are dropped
    WorkQueue(const WorkQueue&) = delete;
    WorkQueue& operator=(const WorkQueue&) = delete;

    /// kUnavailable when too many wait.
    Status add(std::function<void()> job);

private:
    void run();
    std::mutex mutex_;
    std::condition_variable changed_;
    BoundedQueue<std::function<void()>, kMaxWaitingJobs> jobs_;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace dayroom::agent
