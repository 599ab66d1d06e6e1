// Calls that happen later, on one thread of their own. For the ends of long-polls: thousands wait, few fire.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <thread>

#include "platform/base/time.h"

namespace dayroom::facility {

class Timers {
public:
    explicit Timers(const Clock& clock);
    ~Timers();
    Timers(const Timers&) = delete;
    Timers& operator=(const Timers&) = delete;

    using Handle = std::pair<std::int64_t, std::uint64_t>;
    /// `call` must be quick. Never called after cancel() has returned, unless it is running just then. Safe from any
    /// thread.
    Handle after(Milliseconds delay, std::function<void()> call);
    void cancel(Handle handle);
    /// Drops what has not fired.
    void stop();

private:
    void run();
    const Clock& clock_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::map<Handle, std::function<void()>> calls_;
    std::uint64_t next_ = 1;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace dayroom::facility
