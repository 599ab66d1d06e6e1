#include "platform/facility/residents/session_turns.h"

#include <algorithm>

#include "platform/facility/feed/facility_record.h"

namespace dayroom::facility {
namespace {

constexpr int kSessionsLookedAt = 400;  // of one person, newest first: more than any day has

Result<std::vector<rules::SessionTurn>> newest_sessions(database::Connection& connection, const ResidentId& resident) {
    std::vector<rules::SessionTurn> all;
    TRY(connection.each(
        "SELECT began_ms, ended_ms, quick_look FROM session WHERE resident = $1 ORDER BY began_ms DESC LIMIT $2",
        [&](const database::Row& row) {
            all.push_back({row.time(0), row.integer(1) == 0 ? Timestamp() : row.time(1), row.flag(2)});
        },
        resident, kSessionsLookedAt));
    return all;
}

}  // namespace

rules::TurnPolicy turn_policy(const wire::Policy& policy) {
    rules::TurnPolicy taken;
    taken.sessions_per_day = policy.sessions_per_day();
    taken.wait = Seconds(policy.session_wait_s());
    taken.session_limit = Seconds(policy.session_limit_s());
    taken.busy_session_limit = Seconds(policy.busy_session_limit_s());
    taken.quick_look = Seconds(policy.quick_look_s());
    taken.quick_looks_per_day = policy.quick_looks_per_day();
    return taken;
}

Result<rules::Turn> next_turn(Work& work, const ResidentId& resident, bool quick_look) {
    const wire::Facility facility = TRY(read_facility(work.db()));
    const auto before = TRY(newest_sessions(work.db(), resident));
    return rules::session_turn(turn_policy(facility.policy()), before, quick_look, false, work.now(),
                               facility.time_zone());
}

Status note_offline_sessions(Work& work, const ResidentId& resident, const DeviceId& device,
                             const google::protobuf::RepeatedPtrField<wire::SessionSpan>& sessions) {
    for (const wire::SessionSpan& span : sessions) {
        const bool fits = span.began_ms() >= (work.now() - kOldestOfflineSession).ms() &&
                          span.ended_ms() >= span.began_ms() && span.began_ms() <= work.now().ms();
        if (!fits) continue;
        const Timestamp ended = std::min(Timestamp::from_ms(span.ended_ms()), work.now());
        TRY(work.db().run(
            "INSERT INTO session (id, resident, device, began_ms, ended_ms) SELECT $1, $2, $3, $4, $5 WHERE NOT "
            "EXISTS (SELECT 1 FROM session WHERE resident = $2 AND device = $3 AND began_ms = $4)",
            work.make_id<SessionId>(), resident, device, span.began_ms(), ended));
    }
    return {};
}

}  // namespace dayroom::facility
