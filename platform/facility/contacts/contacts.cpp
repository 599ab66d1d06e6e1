#include "platform/facility/contacts/contacts.h"

#include "platform/base/utf8.h"
#include "platform/wire/limits.h"

namespace dayroom::facility {
namespace {

using State = wire::Contact::State;

constexpr const char* kColumns = "SELECT id, resident, name, relationship, state, made_ms FROM contact ";

StoredContact read_row(const database::Row& row) {
    return {
        row.id<ContactId>(0), row.id<ResidentId>(1), row.string(2), row.string(3), static_cast<State>(row.integer(4)),
        row.time(5)};
}

bool may_change(State from, State to) {
    if (from == wire::Contact::REMOVED) return false;
    if (to == wire::Contact::REMOVED) return true;
    if (from == wire::Contact::REQUESTED) return to == wire::Contact::APPROVED || to == wire::Contact::REFUSED;
    if (from == wire::Contact::APPROVED) return to == wire::Contact::BLOCKED;
    return from == wire::Contact::BLOCKED && to == wire::Contact::APPROVED;
}

Status check_words(std::string_view name, std::string_view relationship) {
    if (name.empty() || utf8::sanitize(name, kMaxContactName) != name) {
        return Error(ErrorCode::kInvalid, "a contact's name is 1 to 120 plain characters");
    }
    if (relationship.size() > wire::kMaxCodeCharacters)
        return Error(ErrorCode::kTooLarge, "relationship is a short code");
    return {};
}

void tell(Work& work, const StoredContact& contact) {
    work.touch(Scope::resident(contact.resident), RecordKind::kContact, contact.id,
               contact.state == wire::Contact::REMOVED);
}

}  // namespace

Status Contacts::add(Work& work, const ContactId& id, const ResidentId& resident, std::string_view name,
                     std::string_view relationship, State state) {
    TRY(check_words(name, relationship));
    if (state != wire::Contact::REQUESTED && state != wire::Contact::APPROVED) {
        return Error(ErrorCode::kInvalid, "a new contact is requested or approved");
    }
    const std::int64_t known =
        TRY(work.db().number("SELECT count(*) FROM contact WHERE resident = $1 AND state <> 5", resident));
    if (known >= kMaxContactsPerResident)
        return Error(ErrorCode::kTooLarge, "this resident's list of contacts is full");
    Status made = work.db().run(
        "INSERT INTO contact (id, resident, name, relationship, state, made_ms, decided_ms) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7)",
        id, resident, name, relationship, static_cast<int>(state), work.now(),
        state == wire::Contact::APPROVED ? work.now() : Timestamp());
    if (!made.ok()) return made;
    tell(work, {id, resident, {}, {}, state, work.now()});
    return work.audit(record::Event::kContactDecided, id, state == wire::Contact::APPROVED ? "approved" : "requested");
}

Status Contacts::set_state(Work& work, const ContactId& id, State state) {
    auto contact = TRY(find(work.db(), id));
    if (!contact) return Error(ErrorCode::kNotFound, "no such contact");
    if (!may_change(contact->state, state))
        return Error(ErrorCode::kConflict, "this contact's state does not allow it");
    TRY(work.db().run("UPDATE contact SET state = $2, decided_ms = $3 WHERE id = $1", id, static_cast<int>(state),
                      work.now()));
    contact->state = state;
    tell(work, *contact);
    return work.audit(record::Event::kContactDecided, id, wire::Contact::State_Name(state));
}

Status Contacts::rename(Work& work, const ContactId& id, std::string_view name, std::string_view relationship) {
    TRY(check_words(name, relationship));
    auto contact = TRY(find(work.db(), id));
    if (!contact || contact->state == wire::Contact::REMOVED) return Error(ErrorCode::kNotFound, "no such contact");
    TRY(work.db().run("UPDATE contact SET name = $2, relationship = $3 WHERE id = $1", id, name, relationship));
    tell(work, *contact);
    return work.audit(record::Event::kContactDecided, id, "renamed");
}

Result<std::optional<StoredContact>> Contacts::find(database::Connection& connection, const ContactId& id) {
    return connection.first(std::string(kColumns) + "WHERE id = $1", &read_row, id);
}

Result<std::vector<StoredContact>> Contacts::of(database::Connection& connection, const ResidentId& resident) {
    std::vector<StoredContact> all;
    TRY(connection.each(
        std::string(kColumns) + "WHERE resident = $1 AND state <> 5 ORDER BY made_ms, id",
        [&](const database::Row& row) { all.push_back(read_row(row)); }, resident));
    return all;
}

Result<std::vector<StoredContact>> Contacts::waiting(database::Connection& connection, int limit) {
    std::vector<StoredContact> all;
    TRY(connection.each(
        std::string(kColumns) + "WHERE state = 1 ORDER BY made_ms, id LIMIT $1",
        [&](const database::Row& row) { all.push_back(read_row(row)); }, limit));
    return all;
}

}  // namespace dayroom::facility
