// Private to platform/facility/contacts: which change a contact's state allows. Pure.
#pragma once

#include "platform/facility/contacts/contacts.h"
#include "platform/wire/names.h"

namespace dayroom::facility {

/// Declines by the codes of contacts.h.
Status change_by_resident(StoredContact& contact, wire::ChangeContact::Change change, Timestamp now);
/// Whether it is allowed; then it is done.
bool change_by_staff(StoredContact& contact, wire::Contact::State to, Timestamp now);

}  // namespace dayroom::facility
