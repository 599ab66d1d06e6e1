// What the facility's policy says about messaging: limits and clocks, with their defaults. Source: wire.Policy.
#pragma once

#include "platform/base/time.h"
#include "platform/database/connection.h"

namespace dayroom::facility {

inline constexpr int kMaxContactsPerResident = 200;  // when the policy says nothing
/// Staff decide on a message within this …
inline constexpr Milliseconds kDecideWithin = std::chrono::hours(24 * 5);
/// … or within this, counted from the same moment, on one that they hold for investigation.
inline constexpr Milliseconds kInvestigateWithin = std::chrono::hours(24 * 10);
/// A resident appeals within this.
inline constexpr Milliseconds kAppealWithin = std::chrono::hours(24 * 10);
/// A message that nobody decides expires so long after its deadline, and its price goes back: 30 days in all.
inline constexpr Milliseconds kExpireAfter = std::chrono::hours(24 * 30);
inline constexpr Milliseconds kExpireGrace = kExpireAfter - kDecideWithin;

struct MessagingPolicy {
    std::size_t characters = 13'000;         // code points of one message
    int contacts = kMaxContactsPerResident;  // asked for and approved together
    Milliseconds decide_within = kDecideWithin;
    Milliseconds investigate_within = kInvestigateWithin;
    Milliseconds appeal_within = kAppealWithin;
    /// Holds of a message's price end by themselves after this: later than any message can still be decided.
    Milliseconds hold_for() const { return decide_within + investigate_within + kExpireAfter; }
};

/// Any connection. What the policy leaves out, or sets out of range, is the default. Errors: read_facility()'s.
Result<MessagingPolicy> messaging_policy(database::Connection& connection);

}  // namespace dayroom::facility
