// The hub's time as well as this terminal knows it: what the hub last said, carried on by the steady clock, so that
// somebody who sets the machine's clock moves nothing.
//
// Before the first answer it is what the machine's clock and the store's memory of an earlier answer say together:
//   - a machine that is as far off as it was then: its clock, less that error;
//   - a machine that was set right meanwhile: its clock;
//   - a machine whose clock stands before the time that the hub had then: it was set back, or has lost the time. What
//     day it is is not known (lost()), and the time stands still at what the hub had said.
// Safe from any thread.
#pragma once

#include <mutex>
#include <optional>

#include "platform/base/time.h"
#include "platform/store/hub_time.h"

namespace dayroom::sync {

/// The hub's clock and the machine's may differ by this much without a word; more is put on record.
inline constexpr Milliseconds kClockTolerance{5 * 60 * 1000};

class HubClock final : public Clock {
public:
    explicit HubClock(const Clock& machine) : machine_(machine) {}

    Timestamp now() const override;
    MonotonicTime steady() const override { return machine_.steady(); }

    /// What the store remembers of an earlier run; nothing once the hub has answered.
    void remember(const store::HubTime& earlier);
    /// The hub's time of an answer to a request that was sent at `sent` and answered now: half of the way is taken off.
    void hear(Timestamp hub_now, MonotonicTime sent);
    /// The hub's time now and the machine's; nullopt before the first answer.
    std::optional<store::HubTime> heard() const;
    /// What day it is is not known: the hub has not answered yet, and the machine's clock cannot be right.
    bool lost() const;

private:
    Timestamp hub_now() const;                      // after the first answer
    std::optional<Timestamp> machine_says() const;  // before it; nullopt: it cannot be right

    const Clock& machine_;
    mutable std::mutex mutex_;
    bool heard_ = false;
    Timestamp hub_at_;
    MonotonicTime heard_at_;
    std::optional<store::HubTime> earlier_;
};

/// Whether that is more than is let pass without a word.
bool is_off(const store::HubTime& time);

}  // namespace dayroom::sync
