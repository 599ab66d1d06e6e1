// Messages or visits suspended by staff: for one resident, a housing unit or the facility; visits also with one visitor
// alone. From now on or from a day that lies ahead, until an end or until staff end it. Whom it concerns is told by a
// notice when it is set, and again when staff end it.
//
// Messages: nothing new is sent or taken in. What is held already may still be decided, withdrawn and appealed;
// everything that was delivered can be read. The resident sees "messaging" among the restrictions of the profile.
// Visits: none is booked or moved while it is in force, and none into the time that it holds. What is booked stays:
// staff cancel it. The resident sees it in the standing of visits, of one visitor at the contact.
//
// Terminals are told in steps of a few hundred people (tick), so that no commit carries a whole facility; the hub
// itself refuses from the first moment.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "platform/facility/feed/work.h"
#include "platform/facility/notices/notices.h"

namespace dayroom::facility {

inline constexpr std::size_t kMaxSuspensionReason = 400;  // code points
inline constexpr int kSuspensionPage = 500;
/// Residents told in one commit.
inline constexpr int kToldAtOnce = 200;
/// Profile.restrictions while messages are suspended.
inline constexpr const char* kMessagingRestriction = "messaging";

enum class SuspendedThing : std::uint8_t { kMessages = 1, kVisits = 2 };

struct NewSuspension {
    SuspensionId id;
    Scope scope;          // facility, unit or resident
    std::string reason;   // for those concerned, in staff's words
    Timestamp until;      // unset: until staff end it
    Timestamp from = {};  // unset, or before now: now
    SuspendedThing what = SuspendedThing::kMessages;
    std::optional<ContactId> visitor = {};  // of visits: with this contact alone; the scope is whose contact it is
};

struct StoredSuspension {
    SuspensionId id{};
    SuspendedThing what = SuspendedThing::kMessages;
    Scope scope{};
    std::optional<ContactId> visitor{};
    std::string reason{};
    Timestamp made{};
    Timestamp from{};
    Timestamp until{};  // unset: until staff end it
    Timestamp ended{};  // unset: staff have not ended it
    std::optional<NoticeId> notice{};
    std::string visitor_name{};
    // in lists
    std::string by{};  // an account of staff; empty: another system
    int booked = 0;    // visits that stand although it holds their time

    bool is_over(Timestamp now) const { return ended.is_set() || (until.is_set() && until <= now); }
    bool in_force(Timestamp now) const { return !is_over(now) && from <= now; }
};

struct SuspensionFilter {
    SuspendedThing what = SuspendedThing::kMessages;
    bool with_over = false;
    Timestamp now{};
    std::optional<ResidentId> resident{};  // those that concern them
    int limit = kSuspensionPage;
    int offset = 0;
};

/// Whether the resident may not send or get messages now. Any connection.
Result<bool> messaging_is_suspended(database::Connection& connection, const ResidentId& resident, Timestamp now);

/// What stands against a visit of this resident with this contact: a suspension of now, or of when it would be.
enum class VisitBar : std::uint8_t { kNone, kVisitor, kAll };
Result<VisitBar> visit_bar(database::Connection& connection, const ResidentId& resident, const ContactId& visitor,
                           Timestamp from, Timestamp to, Timestamp now);

class Suspensions {
public:
    explicit Suspensions(Notices& notices) : notices_(notices) {}

    /// With a notice to those concerned. kInvalid for a bad scope, reason, begin or end; kNotFound for a unit, resident
    /// or visitor that is none; kConflict when one is not over for the very same.
    Status begin(Work& work, const NewSuspension& suspension);
    /// Now, with a notice; of one that has not begun: it does not come. kConflict when it is over already.
    Status end(Work& work, const SuspensionId& id);
    /// Tells at most `limit` residents for each of both for whom it began or ended; how many.
    Result<int> tick(Work& work, int limit);

    static Result<std::optional<StoredSuspension>> find(database::Connection& connection, const SuspensionId& id);
    /// Newest first.
    static Result<std::vector<StoredSuspension>> list(database::Connection& connection, const SuspensionFilter& filter);
    /// Of messages.
    static Result<std::vector<StoredSuspension>> list(database::Connection& connection, bool with_over, Timestamp now);

private:
    Result<StoredSuspension> agree(Work& work, const NewSuspension& wanted);
    Result<int> tell_of_messages(Work& work, int limit);
    Result<int> tell_of_visits(Work& work, int limit);
    Notices& notices_;
};

}  // namespace dayroom::facility
