#include "platform/facility/contacts/stored.h"

namespace dayroom::facility {
namespace {

using wire::Contact;

void set_blocks(StoredContact& contact, bool by_resident, bool by_staff) {
    contact.blocked_by_resident = by_resident;
    contact.blocked_by_staff = by_staff;
    contact.state = by_resident || by_staff ? Contact::BLOCKED : Contact::APPROVED;
}

void accept(StoredContact& contact, Timestamp now) {
    contact.state = contact.pre_approved ? Contact::APPROVED : Contact::REQUESTED;
    contact.asked = now;
    if (contact.pre_approved) contact.decided = now;
    contact.pre_approved = false;
}

void refuse(StoredContact& contact, Timestamp now) {
    contact.state = Contact::REFUSED;
    contact.pre_approved = false;
    contact.decided = now;
}

}  // namespace

Status change_by_resident(StoredContact& contact, wire::ChangeContact::Change change, Timestamp now) {
    const bool flows = contact.state == Contact::APPROVED || contact.state == Contact::BLOCKED;
    switch (change) {
        case wire::ChangeContact::ACCEPT:
            if (contact.state != Contact::INVITED) break;
            accept(contact, now);
            return {};
        case wire::ChangeContact::REFUSE:
            if (contact.state != Contact::INVITED) break;
            refuse(contact, now);
            contact.reason = kRefusedByResident;
            return {};
        case wire::ChangeContact::BLOCK:
            if (!flows) break;
            set_blocks(contact, true, contact.blocked_by_staff);
            return {};
        case wire::ChangeContact::UNBLOCK:
            if (!contact.blocked_by_resident && contact.blocked_by_staff) {
                return Error(ErrorCode::kDenied, "staff have blocked this contact", decline::kBlockedByStaff);
            }
            if (!flows) break;
            set_blocks(contact, false, contact.blocked_by_staff);
            return {};
        case wire::ChangeContact::REMOVE:
            contact.state = Contact::REMOVED;
            return {};
        default:
            break;
    }
    return Error(ErrorCode::kConflict, "this contact's state does not allow it", decline::kContactState);
}

bool change_by_staff(StoredContact& contact, Contact::State to, Timestamp now) {
    const Contact::State from = contact.state;
    if (from == Contact::REMOVED) return false;
    switch (to) {
        case Contact::REMOVED:
            contact.state = to;
            return true;
        case Contact::REFUSED:
            if (from != Contact::REQUESTED && from != Contact::INVITED) return false;
            refuse(contact, now);
            return true;
        case Contact::APPROVED:
            contact.decided = now;
            if (from == Contact::INVITED && !contact.pre_approved) {
                contact.pre_approved = true;
                return true;
            }
            if (from == Contact::REQUESTED) {
                contact.state = to;
                return true;
            }
            if (!contact.blocked_by_staff) return false;
            set_blocks(contact, contact.blocked_by_resident, false);
            return true;
        case Contact::BLOCKED:
            if ((from != Contact::APPROVED && from != Contact::BLOCKED) || contact.blocked_by_staff) return false;
            contact.decided = now;
            set_blocks(contact, contact.blocked_by_resident, true);
            return true;
        default:
            return false;
    }
}

}  // namespace dayroom::facility
