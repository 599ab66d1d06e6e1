// The two threads of sync ("sync-feed", "sync-outbox"): each runs its steps and sleeps as long as they say, and ends at
// once when it is told to. The only place in this folder that waits.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

#include "platform/base/time.h"

namespace dayroom::sync {

/// One named thread that calls `step` again and again; a step returns how long to rest.
class StepThread {
public:
    StepThread(std::string name, std::function<Milliseconds()> step);
    ~StepThread();  // stop() and join
    StepThread(const StepThread&) = delete;
    StepThread& operator=(const StepThread&) = delete;

    /// The rest ends now. A wake-up during a step is not lost. Any thread.
    void wake();
    /// No further step; what a step waits for must be ended by whoever owns it. Any thread.
    void stop();

private:
    void run();
    std::string name_;
    std::function<Milliseconds()> step_;
    std::mutex mutex_;
    std::condition_variable changed_;
    bool woken_ = false;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace dayroom::sync
