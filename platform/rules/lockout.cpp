#include "platform/rules/lockout.h"

#include <algorithm>

namespace dayroom::rules {

bool is_locked(const Lockout& state, Timestamp now) { return state.locked_until.is_set() && now < state.locked_until; }

Seconds lock_time(const LockoutPolicy& policy, int locks) {
    const int doublings = std::clamp(locks - 1, 0, LockoutPolicy::kMaxDoublings);
    return policy.base * (1 << doublings);
}

Lockout after_failure(const Lockout& state, const LockoutPolicy& policy, Timestamp now) {
    Lockout next = state;
    ++next.failures;
    if (next.failures >= std::max(policy.attempts, 1)) {
        next.failures = 0;
        ++next.locks;
        next.locked_until = now + lock_time(policy, next.locks);
    }
    return next;
}

int attempts_left(const Lockout& state, const LockoutPolicy& policy) {
    return std::max(std::max(policy.attempts, 1) - state.failures, 0);
}

}  // namespace dayroom::rules
