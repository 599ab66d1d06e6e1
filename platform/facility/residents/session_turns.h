// Whose turn it is at a terminal, by the hub's own list of sessions: the rules are platform/rules/session_turns.h, the
// numbers the facility's policy as it is now.
#pragma once

#include "platform/facility/feed/work.h"
#include "platform/rules/session_turns.h"

namespace dayroom::facility {

/// Sessions without the hub that a terminal tells of afterwards: not older ones.
inline constexpr std::chrono::hours kOldestOfflineSession{24 * 7};

rules::TurnPolicy turn_policy(const wire::Policy& policy);
/// Whether this person may begin a session now.
Result<rules::Turn> next_turn(Work& work, const ResidentId& resident, bool quick_look);
/// What the terminal let happen without the hub counts too. One that is known already, is too old, or begins
/// after now changes nothing; one that ends after now ends now: clocks differ a little.
Status note_offline_sessions(Work& work, const ResidentId& resident, const DeviceId& device,
                             const google::protobuf::RepeatedPtrField<wire::SessionSpan>& sessions);

}  // namespace dayroom::facility
