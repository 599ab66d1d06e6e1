// The numbers that a resident may call.
//
//   asked for:   REQUESTED → APPROVED | REFUSED     by staff, with a reason; the resident may take the wish back
//   APPROVED, removal asked for → REMOVED | APPROVED with the reason of the no
//   APPROVED → REMOVED                              by staff, at any time
//
// Each wish of the resident counts as a change of the list, until staff refuse it or it is taken back
// (PhoneTerms.changes_max in change_days). Only staff say that calls to a number are not recorded.
//
// Writes: the writer thread. Reads: any connection. Declines: feed/decline.h "phone numbers".
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/facility/feed/work.h"

namespace dayroom::facility {

using PhoneNumberId = Id<struct PhoneNumberTag>;

inline constexpr int kPhonePage = 200;

struct StoredPhoneNumber {
    PhoneNumberId id;
    ResidentId resident;
    wire::PhoneNumber number;
    std::string resident_number;  // in lists of all residents
    std::string resident_name;
};
enum class NumberDecision { kApprove, kRefuse, kRemove };

class PhoneNumbers {
public:
    // ---- the resident. Declines: "numbers_full", "number_known", "list_closed", "already_decided"; kNotFound
    static Status request(Work& work, const ResidentId& resident, const wire::RequestPhoneNumber& body);
    static Status change(Work& work, const ResidentId& resident, const wire::ChangePhoneNumber& body);

    // ---- staff
    /// An approved number that nobody asked for. kInvalid, kTooLarge "numbers_full", kConflict "number_known".
    static Status add(Work& work, const PhoneNumberId& id, const ResidentId& resident, std::string_view name,
                      std::string_view relationship, std::string_view number, bool not_recorded);
    /// Of what waits: a number or its removal. kRemove: also when nothing waits. All but an approval have a
    /// reason for the resident. kConflict "already_decided".
    static Status decide(Work& work, const PhoneNumberId& id, NumberDecision decision, bool not_recorded,
                         std::string_view reason);

    // ---- reads
    static Result<std::optional<StoredPhoneNumber>> find(database::Connection& connection, const PhoneNumberId& id);
    /// All but those that were removed, oldest first.
    static Result<std::vector<StoredPhoneNumber>> of(database::Connection& connection, const ResidentId& resident);
    /// Of residents who are here: those who ask longest first.
    static Result<std::vector<StoredPhoneNumber>> waiting(database::Connection& connection, int limit, int offset);
    static Result<std::int64_t> count_waiting(database::Connection& connection);
};

}  // namespace dayroom::facility
