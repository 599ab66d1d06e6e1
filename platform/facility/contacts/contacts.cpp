#include "platform/facility/contacts/contacts.h"

#include "platform/base/utf8.h"
#include "platform/facility/contacts/stored.h"
#include "platform/facility/provider/events.h"
#include "platform/wire/limits.h"

namespace dayroom::facility {
namespace {

using wire::Contact;

Status check_words(std::string_view name, std::string_view relationship, std::string_view address) {
    if (name.empty() || utf8::sanitize(name, kMaxContactName) != name) {
        return Error(ErrorCode::kInvalid, "a contact's name is 1 to 120 plain characters");
    }
    if (relationship.size() > wire::kMaxCodeCharacters)
        return Error(ErrorCode::kTooLarge, "relationship is a short code");
    if (utf8::sanitize(address, wire::kMaxNameCharacters) != address)
        return Error(ErrorCode::kInvalid, "a contact's address is at most 120 plain characters");
    return {};
}

StoredContact begin(const NewContact& wanted, Contact::State state, Timestamp now) {
    StoredContact contact;
    contact.id = wanted.id;
    contact.resident = wanted.resident;
    contact.name = wanted.name;
    contact.relationship = wanted.relationship;
    contact.address = wanted.address;
    contact.state = state;
    if (state == Contact::REQUESTED) contact.asked = now;
    if (state == Contact::APPROVED) contact.decided = now;
    return contact;
}

}  // namespace

Status Contacts::insert(Work& work, const StoredContact& contact) {
    TRY(check_words(contact.name, contact.relationship, contact.address));
    Status made = work.db().run(
        "INSERT INTO contact (id, resident, name, relationship, address, state, from_outside, made_ms, asked_ms, "
        "decided_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        contact.id, contact.resident, contact.name, contact.relationship, contact.address,
        static_cast<int>(contact.state), contact.from_outside, work.now(), contact.asked, contact.decided);
    if (!made.ok()) {
        if (!database::violation(made.error())) return made;
        return Error(ErrorCode::kConflict, "a contact with this id exists");
    }
    work.touch(Scope::resident(contact.resident), RecordKind::kContact, contact.id);
    return work.audit(record::Event::kContactDecided, contact.id, wire::name_of(contact.state));
}

// Everything about a contact that changes is written here, so that feed, audit log, provider network and watcher never
// miss a change.
Status Contacts::save(Work& work, const StoredContact& contact, std::string_view code) {
    TRY(
        work.db().run("UPDATE contact SET state = $2, reason = $3, pre_approved = $4, blocked_by_resident = $5, "
                      "blocked_by_staff = $6, asked_ms = $7, decided_ms = $8 WHERE id = $1",
                      contact.id, static_cast<int>(contact.state), contact.reason, contact.pre_approved,
                      contact.blocked_by_resident, contact.blocked_by_staff, contact.asked, contact.decided));
    work.touch(Scope::resident(contact.resident), RecordKind::kContact, contact.id, contact.state == Contact::REMOVED);
    TRY(work.audit(record::Event::kContactDecided, contact.id, code));
    TRY(tell_provider(work, ProviderEventKind::kContactChanged, thing(contact.id)));
    const bool lost = contact.state == Contact::BLOCKED || contact.state == Contact::REMOVED;
    return lost && watcher_ != nullptr ? watcher_->contact_lost(work, contact) : Status();
}

// Asked for, approved and blocked ones count: lifting a block never goes past the limit.
Status Contacts::check_room(Work& work, const ResidentId& resident) {
    const MessagingPolicy policy = TRY(messaging_policy(work.db()));
    const std::int64_t known =
        TRY(work.db().number("SELECT count(*) FROM contact WHERE resident = $1 AND state IN (1, 2, 4)", resident));
    const std::int64_t all =
        TRY(work.db().number("SELECT count(*) FROM contact WHERE resident = $1 AND state <> 5", resident));
    if (known >= policy.contacts || all >= wire::kMaxContacts) {
        return Error(ErrorCode::kTooLarge, "this resident's list of contacts is full", decline::kContactsFull);
    }
    return {};
}

Status Contacts::check_unknown(Work& work, const NewContact& contact, bool refused_too) {
    const std::int64_t known = TRY(work.db().number(
        "SELECT count(*) FROM contact WHERE resident = $1 AND lower(address) = lower($2) AND state <> 5 "
        "AND (state <> 3 OR $3 = 1)",
        contact.resident, contact.address, refused_too));
    if (known == 0) return {};
    return Error(ErrorCode::kConflict, "this address is in the resident's list already", decline::kContactKnown);
}

Status Contacts::add(Work& work, const ContactId& id, const ResidentId& resident, std::string_view name,
                     std::string_view relationship, Contact::State state, std::string_view address) {
    if (state != Contact::REQUESTED && state != Contact::APPROVED) {
        return Error(ErrorCode::kInvalid, "a new contact is requested or approved");
    }
    TRY(check_room(work, resident));
    const NewContact wanted{id, resident, std::string(name), std::string(relationship), std::string(address)};
    return insert(work, begin(wanted, state, work.now()));
}

Status Contacts::request(Work& work, const ResidentId& resident, const wire::RequestContact& body) {
    const NewContact wanted{TRY(ContactId::from_bytes(std::string_view(body.contact_id()))), resident, body.name(),
                            body.relationship(), body.address()};
    TRY(check_room(work, resident));
    TRY(check_unknown(work, wanted, false));
    return insert(work, begin(wanted, Contact::REQUESTED, work.now()));
}

Status Contacts::invite(Work& work, const NewContact& wanted) {
    if (wanted.address.empty()) return Error(ErrorCode::kInvalid, "an invitation says how its sender is reached");
    const std::int64_t here =
        TRY(work.db().number("SELECT count(*) FROM resident WHERE id = $1 AND state = 1", wanted.resident));
    if (here == 0) return Error(ErrorCode::kNotFound, "no such resident is here");
    TRY(check_unknown(work, wanted, true));
    const std::int64_t open =
        TRY(work.db().number("SELECT count(*) FROM contact WHERE resident = $1 AND state = 6", wanted.resident));
    const std::int64_t all =
        TRY(work.db().number("SELECT count(*) FROM contact WHERE resident = $1 AND state <> 5", wanted.resident));
    if (open >= kMaxInvitations || all >= wire::kMaxContacts) {
        return Error(ErrorCode::kTooLarge, "this resident has not answered other invitations", decline::kContactsFull);
    }
    StoredContact contact = begin(wanted, Contact::INVITED, work.now());
    contact.from_outside = true;
    return insert(work, contact);
}

Status Contacts::change(Work& work, const ResidentId& resident, const wire::ChangeContact& body) {
    auto contact = TRY(find(work.db(), TRY(ContactId::from_bytes(std::string_view(body.contact_id())))));
    if (!contact || contact->resident != resident || contact->state == Contact::REMOVED) {
        return Error(ErrorCode::kNotFound, "no such contact");
    }
    if (body.change() == wire::ChangeContact::ACCEPT && contact->state == Contact::INVITED)
        TRY(check_room(work, resident));
    TRY(change_by_resident(*contact, body.change(), work.now()));
    return save(work, *contact, wire::name_of(contact->state));
}

Status Contacts::set_state(Work& work, const ContactId& id, Contact::State state, std::string_view reason) {
    auto contact = TRY(find(work.db(), id));
    if (!contact) return Error(ErrorCode::kNotFound, "no such contact");
    if (utf8::sanitize(reason, wire::kMaxLineCharacters) != reason) {
        return Error(ErrorCode::kInvalid, "a reason is at most 400 plain characters");
    }
    if (!change_by_staff(*contact, state, work.now())) {
        return Error(ErrorCode::kConflict, "this contact's state does not allow it", decline::kContactState);
    }
    if (state == Contact::REFUSED) contact->reason = reason;
    return save(work, *contact, contact->pre_approved ? "pre_approved" : wire::name_of(contact->state));
}

Status Contacts::rename(Work& work, const ContactId& id, std::string_view name, std::string_view relationship) {
    TRY(check_words(name, relationship, {}));
    auto contact = TRY(find(work.db(), id));
    if (!contact || contact->state == Contact::REMOVED) return Error(ErrorCode::kNotFound, "no such contact");
    TRY(work.db().run("UPDATE contact SET name = $2, relationship = $3 WHERE id = $1", id, name, relationship));
    work.touch(Scope::resident(contact->resident), RecordKind::kContact, id);
    return work.audit(record::Event::kContactDecided, id, "renamed");
}

}  // namespace dayroom::facility
