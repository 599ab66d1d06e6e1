// Messaging suspended by staff, for one resident, a housing unit or the facility: nothing new is sent or taken in.
// What is held already may still be decided, withdrawn and appealed; everything that was delivered can be read.
//
// The resident sees "messaging" among the restrictions of the profile, and a notice. Terminals are told in steps of a
// few hundred people (tick), so that no commit carries a whole facility; the hub itself refuses from the first moment.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "platform/facility/feed/work.h"
#include "platform/facility/notices/notices.h"

namespace dayroom::facility {

inline constexpr std::size_t kMaxSuspensionReason = 400;  // code points
/// Residents told in one commit.
inline constexpr int kToldAtOnce = 200;
/// Profile.restrictions while messaging is suspended.
inline constexpr const char* kMessagingRestriction = "messaging";

struct NewSuspension {
    SuspensionId id;
    Scope scope;         // facility, unit or resident
    std::string reason;  // for those concerned, in staff's words
    Timestamp until;     // unset: until staff end it
};

struct StoredSuspension {
    SuspensionId id;
    Scope scope;
    std::string reason;
    Timestamp from;
    Timestamp until;  // unset: until staff end it
    Timestamp ended;  // unset: staff have not ended it
    std::optional<NoticeId> notice;
    bool in_force(Timestamp now) const { return ended.ms() == 0 && from <= now && (until.ms() == 0 || now < until); }
};

/// Whether the resident may not send or get messages now. Any connection.
Result<bool> messaging_is_suspended(database::Connection& connection, const ResidentId& resident, Timestamp now);

class Suspensions {
public:
    explicit Suspensions(Notices& notices) : notices_(notices) {}

    /// From now on, with a notice to those concerned. kInvalid for a bad scope, reason or end; kNotFound for a unit or
    /// resident that is none; kConflict when one is in force for the very same.
    Status begin(Work& work, const NewSuspension& suspension);
    /// Now, with a notice. kConflict when it is over already.
    Status end(Work& work, const SuspensionId& id);
    /// Tells at most `limit` residents for whom it began or ended; how many.
    Result<int> tick(Work& work, int limit);

    Result<std::optional<StoredSuspension>> find(database::Connection& connection, const SuspensionId& id);
    /// Newest first; `with_over`: those that ended, too.
    Result<std::vector<StoredSuspension>> list(database::Connection& connection, bool with_over, Timestamp now);

private:
    Status tell(Work& work, const StoredSuspension& suspension, const NoticeId& notice, bool begins);
    Notices& notices_;
};

}  // namespace dayroom::facility
