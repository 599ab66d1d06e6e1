// A clock that moves only when told: for tests and simulations. Safe to call from any thread.
#pragma once

#include <atomic>

#include "platform/base/time.h"

namespace dayroom {

class FakeClock final : public Clock {
public:
    explicit FakeClock(Timestamp start = Timestamp::from_ms(1'780'000'000'000)) : now_ms_(start.ms()) {}

    Timestamp now() const override { return Timestamp::from_ms(now_ms_.load()); }
    MonotonicTime steady() const override { return MonotonicTime::from_ns(steady_ns_.load()); }

    /// Both clocks move on.
    void advance(Milliseconds by) {
        now_ms_ += by.count();
        steady_ns_ += std::chrono::nanoseconds(by).count();
    }
    /// Only the calendar jumps, as when somebody sets the clock.
    void set_now(Timestamp to) { now_ms_ = to.ms(); }

private:
    std::atomic<std::int64_t> now_ms_;
    std::atomic<std::int64_t> steady_ns_ = 1'000'000'000;
};

}  // namespace dayroom
