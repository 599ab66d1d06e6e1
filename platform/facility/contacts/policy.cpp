#include "platform/facility/contacts/policy.h"

#include <algorithm>

#include "platform/facility/feed/facility_record.h"
#include "platform/wire/limits.h"

namespace dayroom::facility {
namespace {

Milliseconds hours_or(int hours, Milliseconds otherwise) {
    return hours > 0 && hours <= wire::kMaxHours ? Milliseconds(std::chrono::hours(hours)) : otherwise;
}

}  // namespace

Result<MessagingPolicy> messaging_policy(database::Connection& connection) {
    const wire::Policy stored = TRY(read_facility(connection)).policy();
    MessagingPolicy policy;
    if (stored.message_characters() >= wire::kMinPolicyMessageCharacters) {
        policy.characters =
            std::min(static_cast<std::size_t>(stored.message_characters()), wire::kMaxMessageCharacters);
    }
    if (stored.contacts() > 0) policy.contacts = std::min(stored.contacts(), wire::kMaxContacts);
    policy.decide_within = hours_or(stored.decide_within_hours(), kDecideWithin);
    policy.investigate_within =
        std::max(policy.decide_within, hours_or(stored.investigate_within_hours(), kInvestigateWithin));
    policy.appeal_within = hours_or(stored.appeal_within_days() * 24, kAppealWithin);
    return policy;
}

}  // namespace dayroom::facility
