#include "terminal/shell/session_clock.h"

#include <algorithm>

namespace dayroom::shell {
namespace {

using Nanoseconds = std::chrono::nanoseconds;

template <typename Unit>
Unit rounded_up(Nanoseconds time) {
    return std::chrono::ceil<Unit>(std::max(time, Nanoseconds::zero()));
}

}  // namespace

void SessionClock::start(MonotonicTime now) {
    running_ = true;
    started_ = last_touch_ = now;
}

void SessionClock::touched(MonotonicTime now, const SessionPolicy& policy) {
    if (state(now, policy) == SessionState::kActive) last_touch_ = now;
}

SessionState SessionClock::state(MonotonicTime now, const SessionPolicy& policy) const {
    if (!running_) return SessionState::kActive;
    if (policy.limit.count() > 0 && now - started_ >= policy.limit) return SessionState::kTimeUp;
    if (now - last_touch_ >= policy.idle_sign_out) return SessionState::kIdleOver;
    return now - last_touch_ >= policy.idle_warning ? SessionState::kWarning : SessionState::kActive;
}

Seconds SessionClock::idle_left(MonotonicTime now, const SessionPolicy& policy) const {
    return rounded_up<Seconds>(policy.idle_sign_out - (now - last_touch_));
}

std::optional<int> SessionClock::minutes_left(MonotonicTime now, const SessionPolicy& policy) const {
    if (!running_ || policy.limit.count() == 0) return std::nullopt;
    return static_cast<int>(rounded_up<std::chrono::minutes>(policy.limit - (now - started_)).count());
}

Milliseconds SessionClock::next_change(MonotonicTime now, const SessionPolicy& policy) const {
    const Nanoseconds idle = now - last_touch_;
    Nanoseconds next = policy.idle_warning - idle;
    if (next <= Nanoseconds::zero()) {  // the countdown: once a second
        next = Seconds(1) - (idle % Seconds(1));
    }
    if (policy.limit.count() > 0) {
        const Nanoseconds left = policy.limit - (now - started_);
        next = std::min(next, left % std::chrono::minutes(1) + Milliseconds(1));
    }
    return std::max(rounded_up<Milliseconds>(next), Milliseconds(1));
}

}  // namespace dayroom::shell
