#include "platform/rules/session_turns.h"

#include <algorithm>

#include "platform/rules/calendar.h"

namespace dayroom::rules {
namespace {

/// When a session counts as over: its end, or as long as it could have been.
Timestamp end_of(const SessionTurn& turn, const TurnPolicy& policy, Timestamp now) {
    if (turn.ended.is_set() && turn.ended <= now) return turn.ended;
    return policy.session_limit > Seconds(0) ? std::min(turn.began + policy.session_limit, now) : turn.began;
}

}  // namespace

Seconds session_length(const TurnPolicy& policy, bool quick_look, bool others_wait) {
    if (quick_look) return policy.quick_look;
    const bool busy = others_wait && policy.busy_session_limit > Seconds(0);
    if (!busy) return policy.session_limit;
    return policy.session_limit > Seconds(0) ? std::min(policy.session_limit, policy.busy_session_limit)
                                             : policy.busy_session_limit;
}

Turn session_turn(const TurnPolicy& policy, std::span<const SessionTurn> before, bool quick_look, bool others_wait,
                  Timestamp now, const std::string& time_zone) {
    const LocalDay day = local_day(now, time_zone);
    Turn turn;
    int looks = 0;
    Timestamp last_end;
    for (const SessionTurn& one : before) {
        // What began after now is of a clock that was ahead: it counts for today, so that setting a clock back gains
        // nothing, and nobody waits for it: its end would never come.
        const bool today = one.began >= day.begin;
        if (one.quick_look) {
            looks += today ? 1 : 0;
            continue;
        }
        turn.sessions_today += today ? 1 : 0;
        if (one.began <= now) last_end = std::max(last_end, end_of(one, policy, now));
    }
    if (quick_look) {
        const bool used = policy.quick_looks_per_day > 0 && looks >= policy.quick_looks_per_day;
        turn.limit = policy.quick_look;
        if (policy.quick_look <= Seconds(0)) turn.verdict = TurnVerdict::kNotOffered;
        if (turn.verdict == TurnVerdict::kMay && used) {
            turn.verdict = TurnVerdict::kUsed;
            turn.until = day.end;
        }
        return turn;
    }
    if (policy.sessions_per_day > 0 && turn.sessions_today >= policy.sessions_per_day) {
        turn.verdict = TurnVerdict::kUsed;
        turn.until = day.end;
        return turn;
    }
    if (last_end.is_set() && now < last_end + policy.wait) {
        turn.verdict = TurnVerdict::kMustWait;
        turn.until = last_end + policy.wait;
        return turn;
    }
    turn.limit = session_length(policy, false, others_wait);
    ++turn.sessions_today;
    if (policy.sessions_per_day > 0) turn.sessions_left = policy.sessions_per_day - turn.sessions_today;
    return turn;
}

}  // namespace dayroom::rules
