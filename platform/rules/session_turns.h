// Whose turn it is at a shared terminal: how many sessions a person has a day, how long one is, how long until the
// next, and quick looks, which only read and count as no session. The hub decides with what it knows; a terminal
// without the hub decides by the same rules with what it knows. PREA, sick call and emergencies are no sessions:
// nothing here shortens them. Pure.
#pragma once

#include <span>
#include <string>

#include "platform/base/time.h"

namespace dayroom::rules {

/// From the facility's policy; 0 is no such limit everywhere.
struct TurnPolicy {
    int sessions_per_day = 0;  // on the facility's clocks
    Seconds wait{0};           // from the end of one to the beginning of the next
    Seconds session_limit{0};
    Seconds busy_session_limit{0};  // while somebody waits in line
    Seconds quick_look{0};          // 0: none is offered
    int quick_looks_per_day = 0;
};

/// One session of a person. `ended` not set: it still runs, or its end is not known.
struct SessionTurn {
    Timestamp began;
    Timestamp ended;
    bool quick_look = false;
};

enum class TurnVerdict { kMay, kUsed, kMustWait, kNotOffered };
struct Turn {
    TurnVerdict verdict = TurnVerdict::kMay;
    Timestamp until;         // kUsed: the next day; kMustWait: then it may begin
    Seconds limit{0};        // kMay: how long it lasts; 0: no limit
    int sessions_today = 0;  // with this one, if it may begin and is one
    int sessions_left = -1;  // today, after this one; -1: as many as wanted
};

/// Whether this person may begin now. `before`: their sessions of today at least, and the last one; in any order.
/// `others_wait`: somebody stands in line for a terminal of the unit.
Turn session_turn(const TurnPolicy& policy, std::span<const SessionTurn> before, bool quick_look, bool others_wait,
                  Timestamp now, const std::string& time_zone);

/// How long a session is that begins now.
Seconds session_length(const TurnPolicy& policy, bool quick_look, bool others_wait);

}  // namespace dayroom::rules
