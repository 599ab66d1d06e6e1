// Who may come, and who is kept apart from whom. Staff say both. Who may have no visits for a time:
// suspensions/suspensions.h.
//
// Writes: the writer thread. Reads: any connection.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "platform/facility/feed/work.h"
#include "platform/facility/notices/notices.h"

namespace dayroom::facility {

inline constexpr int kSeparationPage = 500;

/// Whether a contact is approved as a visitor; it counts while the contact is approved. kNotFound.
/// A no that was said before (refuse_visitor) is over by either.
Status set_may_visit(Work& work, const ContactId& contact, bool may_visit);
/// A no to this visitor, by which rule and why: the resident reads both, in a notice and at the visitor. Visits that
/// are booked with them are cancelled, and all goes back. kInvalid: no rule or no reason; kNotFound.
Status refuse_visitor(Work& work, Notices& notices, const ContactId& contact, std::string_view rule,
                      std::string_view reason);
struct VisitorStanding {
    bool may_visit = false;
    bool refused = false;
    std::string rule;  // of a no
    std::string reason;
};
/// Of a contact that is none: nothing was said.
Result<VisitorStanding> visitor_standing(database::Connection& connection, const ContactId& contact);

/// A contact of a resident as somebody who may come.
struct PossibleVisitor {
    ContactId contact;
    std::string name;
    std::string relationship;
    wire::Contact::State state = wire::Contact::CONTACT_UNSPECIFIED;
    VisitorStanding standing{};
    int booked = 0;  // visits that stand
};
/// Every contact that was not removed: those who may come first, then by name.
Result<std::vector<PossibleVisitor>> possible_visitors(database::Connection& connection, const ResidentId& resident);

struct Separation {
    ResidentId one;
    ResidentId other;
    std::string one_number;
    std::string other_number;
    std::string one_name;
    std::string other_name;
    std::string reason;
    Timestamp made;
    std::string by;  // empty: another system
};
/// kInvalid for one person, or a bad reason; kNotFound; kConflict "separated_before".
Status separate(Work& work, const ResidentId& one, const ResidentId& other, std::string_view reason);
/// kNotFound.
Status end_separation(Work& work, const ResidentId& one, const ResidentId& other);
/// Newest first; of one resident, or all.
Result<std::vector<Separation>> separations(database::Connection& connection, const std::optional<ResidentId>& resident,
                                            int limit, int offset);
/// Visits that stand and would not be agreed to now: two who are kept apart, near each other at one time.
Result<int> count_separation_conflicts(database::Connection& connection, const ResidentId& one,
                                       const ResidentId& other);

}  // namespace dayroom::facility
