// How long to wait after failures: doubling, with jitter, so that a hundred terminals do not come back in the same
// instant.
#pragma once

#include "platform/base/random.h"
#include "platform/base/time.h"

namespace dayroom::sync {

inline constexpr Milliseconds kFirstRetry{250};
inline constexpr Milliseconds kLongestRetry{15'000};
/// A hub that refuses this terminal is asked this seldom whether it has changed its mind.
inline constexpr Milliseconds kRefusedRetry{30'000};

class Backoff {
public:
    explicit Backoff(Random& random) : random_(random) {}
    /// The next wait: between half and the whole of kFirstRetry × 2^failures, at most kLongestRetry.
    Milliseconds next();
    void reset() { failures_ = 0; }
    int failures() const { return failures_; }

private:
    Random& random_;
    int failures_ = 0;
};

}  // namespace dayroom::sync
