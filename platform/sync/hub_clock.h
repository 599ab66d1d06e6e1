// The hub's time as well as this terminal knows it: what the hub last said, carried on by the steady clock, so that
// somebody who sets the machine's clock moves nothing. Before the first answer it is the machine's own. Safe from any
// thread.
#pragma once

#include <mutex>

#include "platform/base/time.h"

namespace dayroom::sync {

/// The hub's clock and ours may differ by this much without a word; more is put on record.
inline constexpr Milliseconds kClockTolerance{5 * 60 * 1000};

class HubClock final : public Clock {
public:
    explicit HubClock(const Clock& machine) : machine_(machine) {}

    Timestamp now() const override;
    MonotonicTime steady() const override { return machine_.steady(); }

    /// The hub's time of an answer to a request that was sent at `sent` and answered now: half of the way is taken off.
    void hear(Timestamp hub_now, MonotonicTime sent);
    /// Hub minus machine; 0 before the first answer.
    Milliseconds offset() const;

private:
    const Clock& machine_;
    mutable std::mutex mutex_;
    bool heard_ = false;
    Timestamp hub_at_;
    MonotonicTime heard_at_;
};

}  // namespace dayroom::sync
