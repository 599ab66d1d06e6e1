// When a session warns and when it ends: idle time and the session limit, by the steady clock. Pure but for its own
// state.
#pragma once

#include <optional>

#include "platform/base/time.h"

namespace dayroom::shell {

/// The facility's policy; 0 for the limit is none.
struct SessionPolicy {
    Seconds idle_warning{90};
    Seconds idle_sign_out{120};
    Seconds limit{0};
};

enum class SessionState { kActive, kWarning, kIdleOver, kTimeUp };

class SessionClock {
public:
    void start(MonotonicTime now);
    void stop() { running_ = false; }
    bool running() const { return running_; }
    /// Somebody used the screen. While the warning stands only stay() counts.
    void touched(MonotonicTime now, const SessionPolicy& policy);
    /// "Yes, I am here."
    void stay(MonotonicTime now) { last_touch_ = now; }

    SessionState state(MonotonicTime now, const SessionPolicy& policy) const;
    /// Until automatic sign-out, rounded up; only meaningful in kWarning.
    Seconds idle_left(MonotonicTime now, const SessionPolicy& policy) const;
    /// Whole minutes of the session left, rounded up; nothing without a limit.
    std::optional<int> minutes_left(MonotonicTime now, const SessionPolicy& policy) const;
    /// When something of the above changes next: the frame loop sleeps no longer.
    Milliseconds next_change(MonotonicTime now, const SessionPolicy& policy) const;

private:
    bool running_ = false;
    MonotonicTime started_;
    MonotonicTime last_touch_;
};

}  // namespace dayroom::shell
