// The outside people of a resident. Messages flow only while a contact is approved.
//
//   REQUESTED → APPROVED | REFUSED;  APPROVED ⇄ BLOCKED;  any but REMOVED → REMOVED
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/facility/feed/work.h"

namespace dayroom::facility {

inline constexpr std::size_t kMaxContactName = 120;  // code points
inline constexpr int kMaxContactsPerResident = 200;

struct StoredContact {
    ContactId id;
    ResidentId resident;
    std::string name;
    std::string relationship;
    wire::Contact::State state = wire::Contact::CONTACT_UNSPECIFIED;
    Timestamp made;
};

class Contacts {
public:
    /// kInvalid for a bad name; kTooLarge at the resident's limit; kConflict when the id exists.
    Status add(Work& work, const ContactId& id, const ResidentId& resident, std::string_view name,
               std::string_view relationship, wire::Contact::State state = wire::Contact::REQUESTED);
    /// kConflict for a change that is not in the picture above.
    Status set_state(Work& work, const ContactId& id, wire::Contact::State state);
    Status rename(Work& work, const ContactId& id, std::string_view name, std::string_view relationship);

    Result<std::optional<StoredContact>> find(database::Connection& connection, const ContactId& id);
    Result<std::vector<StoredContact>> of(database::Connection& connection, const ResidentId& resident);
    /// Waiting for a decision of staff, oldest first.
    Result<std::vector<StoredContact>> waiting(database::Connection& connection, int limit);
};

}  // namespace dayroom::facility
