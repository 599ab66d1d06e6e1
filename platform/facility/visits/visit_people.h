// Who may have no visits for a time, who may come, and who is kept apart from whom. Staff say all three.
//
// Writes: the writer thread. Reads: any connection.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "platform/facility/feed/work.h"

namespace dayroom::facility {

inline constexpr int kSeparationPage = 500;
inline constexpr int kVisitSuspensionPage = 500;

struct VisitSuspension {
    Timestamp until;  // unset: no end
    std::string reason;
};
/// In place of the one before. Visits that are booked stay: staff cancel them. kInvalid for a bad reason or a time that
/// is over; kNotFound.
Status suspend_visits(Work& work, const ResidentId& resident, const VisitSuspension& suspension);
Status lift_visit_suspension(Work& work, const ResidentId& resident);
Result<std::optional<VisitSuspension>> visit_suspension_of(database::Connection& connection,
                                                           const ResidentId& resident);
Result<bool> is_visit_suspended(database::Connection& connection, const ResidentId& resident, Timestamp at);

/// For staff's list.
struct SuspendedFromVisits {
    ResidentId resident;
    std::string number;
    std::string name;  // given and family name
    std::string unit;
    VisitSuspension suspension;
    Timestamp made;
    std::string by;  // empty: another system
    int booked = 0;  // visits that stand although they are suspended
};
/// Those in force at `at`, newest first.
Result<std::vector<SuspendedFromVisits>> visit_suspensions(database::Connection& connection, Timestamp at, int limit,
                                                           int offset);

/// Whether a contact is approved as a visitor; it counts while the contact is approved. kNotFound.
Status set_may_visit(Work& work, const ContactId& contact, bool may_visit);
Result<bool> may_visit(database::Connection& connection, const ContactId& contact);

/// A contact of a resident as somebody who may come.
struct PossibleVisitor {
    ContactId contact;
    std::string name;
    std::string relationship;
    wire::Contact::State state = wire::Contact::CONTACT_UNSPECIFIED;
    bool may_visit = false;
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
