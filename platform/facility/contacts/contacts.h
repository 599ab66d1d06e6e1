// The outside people of a resident. Messages flow only while a contact is approved.
//
//   asked for by the resident or by staff:  REQUESTED → APPROVED | REFUSED        by staff
//   asked for from outside:                 INVITED → REQUESTED | REFUSED         by the resident; straight to APPROVED
//                                                                                 when staff had agreed before
//                                           INVITED → REFUSED                     by staff
//   APPROVED ⇄ BLOCKED: by the resident, by staff or by both; each lifts only their own block
//   any but REMOVED → REMOVED: then the resident no longer sees it, and may ask for the same person anew
//
// Source: domain.md "Words"; docs/features/contacts.md.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/facility/contacts/policy.h"
#include "platform/facility/feed/decline.h"
#include "platform/facility/feed/work.h"

namespace dayroom::facility {

inline constexpr std::size_t kMaxContactName = 120;  // code points
inline constexpr int kMaxInvitations = 20;           // of one resident, not answered yet
/// Contact.reason when the resident refused an invitation.
inline constexpr const char* kRefusedByResident = "by_resident";

struct NewContact {
    ContactId id;
    ResidentId resident;
    std::string name;
    std::string relationship;  // code
    std::string address;       // how the network reaches them
};

struct StoredContact {
    ContactId id;
    ResidentId resident;
    std::string name;
    std::string relationship;
    wire::Contact::State state = wire::Contact::CONTACT_UNSPECIFIED;
    Timestamp made;
    std::string address;
    std::string reason;         // REFUSED
    bool from_outside = false;  // it began as an invitation
    bool pre_approved = false;  // INVITED: staff have agreed already
    bool blocked_by_resident = false;
    bool blocked_by_staff = false;
    int prepaid_replies = 0;
    Timestamp asked;  // since when staff are asked: by the resident, whose yes to an invitation asks too
    Timestamp decided;
};

/// For staff's lists.
struct ListedContact {
    StoredContact contact;
    std::string resident_number;
    std::string resident_name;  // given and family name
};
struct ContactFilter {
    wire::Contact::State state = wire::Contact::REQUESTED;
    int limit = 50;  // at most 200
    int offset = 0;
};

class Contacts {
public:
    /// Is told when messages of a contact flow no longer: BLOCKED or REMOVED, in the same transaction.
    class Watcher {
    public:
        virtual Status contact_lost(Work& work, const StoredContact& contact) = 0;

    protected:
        ~Watcher() = default;
    };
    /// `watcher` outlives this.
    void watch(Watcher& watcher) { watcher_ = &watcher; }

    // ---- the resident. Declines: "contacts_full", "contact_known", "contact_state", "blocked_by_staff", kNotFound
    Status request(Work& work, const ResidentId& resident, const wire::RequestContact& body);
    Status change(Work& work, const ResidentId& resident, const wire::ChangeContact& body);

    // ---- from outside
    /// Somebody asks to write. kConflict "contact_known" when the resident has this address already (whatever became
    /// of it, but REMOVED); kTooLarge "contacts_full" above kMaxInvitations; kNotFound for nobody who is here.
    Status invite(Work& work, const NewContact& contact);

    // ---- staff
    /// As requested, or as approved at once. kInvalid for a bad name; kTooLarge at the resident's limit; kConflict when
    /// the id exists.
    Status add(Work& work, const ContactId& id, const ResidentId& resident, std::string_view name,
               std::string_view relationship, wire::Contact::State state = wire::Contact::REQUESTED,
               std::string_view address = {});
    /// APPROVED, REFUSED (with a reason for the resident, a code or words), BLOCKED or REMOVED. An invitation that is
    /// approved waits for the resident as before. kConflict for a change that is not in the picture above.
    Status set_state(Work& work, const ContactId& id, wire::Contact::State state, std::string_view reason = {});
    Status rename(Work& work, const ContactId& id, std::string_view name, std::string_view relationship);

    // ---- prepaid replies
    /// One of those that the contact has paid for. kDenied "no_prepaid_reply" when none is left.
    Status take_prepaid_reply(Work& work, const ContactId& id);
    Status return_prepaid_reply(Work& work, const ContactId& id);
    /// As many of `replies` as there is room for under wire::kMaxPrepaidReplies, counting those that are out with held
    /// messages and may come back; how many were given.
    Result<int> give_prepaid_replies(Work& work, const ContactId& id, int replies);

    // ---- reads, on any connection
    Result<std::optional<StoredContact>> find(database::Connection& connection, const ContactId& id);
    /// All but removed ones, oldest first.
    Result<std::vector<StoredContact>> of(database::Connection& connection, const ResidentId& resident);
    /// Waiting for a decision of staff, longest first.
    Result<std::vector<StoredContact>> waiting(database::Connection& connection, int limit);
    /// Of residents who are here: those who ask longest first.
    Result<std::vector<ListedContact>> list(database::Connection& connection, const ContactFilter& filter);
    Result<std::int64_t> count(database::Connection& connection, wire::Contact::State state);

private:
    Status insert(Work& work, const StoredContact& contact);
    Status save(Work& work, const StoredContact& contact, std::string_view code);
    Status check_room(Work& work, const ResidentId& resident);
    Status check_unknown(Work& work, const NewContact& contact, bool refused_too);
    Watcher* watcher_ = nullptr;
};

}  // namespace dayroom::facility
