// When the trust office needs two people: withdrawals and voids from a sum on wait until somebody else than who made
// them agrees. Set by IT, so that the office cannot lift its own rule.
#pragma once

#include <optional>

#include "platform/facility/feed/work.h"
#include "platform/money/money.h"

namespace dayroom::facility {

inline constexpr std::size_t kMaxTrustReason = 400;  // code points; one line
inline constexpr int kTrustPage = 500;               // entries of one list

struct TrustPolicy {
    std::optional<Cents> two_person_from;  // this much and more; nothing: never
    bool needs_second(Cents amount) const { return two_person_from && amount >= *two_person_from; }
};
/// Any connection.
Result<TrustPolicy> read_trust_policy(database::Connection& connection);
/// kInvalid for a negative sum.
Status set_trust_policy(Work& work, const TrustPolicy& policy);

/// kInvalid unless it is one line of 1 to kMaxTrustReason characters.
Status check_trust_reason(std::string_view reason);
/// kDenied "same_person" unless whoever works now is somebody else than `made_by`.
Status check_second_person(const Work& work, const std::optional<ThingId>& made_by);

}  // namespace dayroom::facility
