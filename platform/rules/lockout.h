// Wrong PINs: after a number of attempts in a row the person is locked out for a time, and each further lock-out lasts
// longer. People extort PINs and guess at shared terminals; a lock that never opens would be a weapon too, hence
// delays, not a ban.
#pragma once

#include "platform/base/time.h"

namespace dayroom::rules {

/// From the facility's policy.
struct LockoutPolicy {
    int attempts = 5;
    Seconds base = Seconds(900);
    static constexpr int kMaxDoublings = 4;  // 15 min, 30 min, 1 h, 2 h, 4 h
};

/// The count for one resident number. Plain data: kept by the store or the hub.
struct Lockout {
    int failures = 0;        // in a row since the last success or lock
    int locks = 0;           // in a row since the last success
    Timestamp locked_until;  // not set: not locked
    bool operator==(const Lockout&) const = default;
};

bool is_locked(const Lockout& state, Timestamp now);
/// The state after one more wrong attempt at `now`.
Lockout after_failure(const Lockout& state, const LockoutPolicy& policy, Timestamp now);
int attempts_left(const Lockout& state, const LockoutPolicy& policy);
/// How long the lock number `locks` (1 is the first) lasts.
Seconds lock_time(const LockoutPolicy& policy, int locks);

}  // namespace dayroom::rules
