#include "platform/facility/contacts/policy.h"

#include <algorithm>

#include "platform/wire/dayroom.pb.h"
#include "platform/wire/limits.h"

namespace dayroom::facility {
namespace {

Milliseconds hours_or(int hours, Milliseconds otherwise) {
    return hours > 0 && hours <= wire::kMaxHours ? Milliseconds(std::chrono::hours(hours)) : otherwise;
}

}  // namespace

Result<MessagingPolicy> messaging_policy(database::Connection& connection) {
    const auto stored = TRY(connection.first("SELECT body FROM facility WHERE one = 1", [](const database::Row& row) {
        wire::Facility facility;
        const ByteView body = row.bytes(0);
        return facility.ParseFromArray(body.data(), static_cast<int>(body.size())) ? facility.policy() : wire::Policy();
    }));
    MessagingPolicy policy;
    if (!stored) return policy;
    if (stored->message_characters() >= wire::kMinPolicyMessageCharacters) {
        policy.characters =
            std::min(static_cast<std::size_t>(stored->message_characters()), wire::kMaxMessageCharacters);
    }
    if (stored->contacts() > 0) policy.contacts = std::min(stored->contacts(), wire::kMaxContacts);
    policy.decide_within = hours_or(stored->decide_within_hours(), kDecideWithin);
    policy.investigate_within =
        std::max(policy.decide_within, hours_or(stored->investigate_within_hours(), kInvestigateWithin));
    policy.appeal_within = hours_or(stored->appeal_within_days() * 24, kAppealWithin);
    return policy;
}

}  // namespace dayroom::facility
