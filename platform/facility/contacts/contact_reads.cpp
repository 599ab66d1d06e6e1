// Reading contacts, and the replies that they have paid for.
#include <algorithm>

#include "platform/facility/contacts/contacts.h"
#include "platform/wire/limits.h"

namespace dayroom::facility {
namespace {

constexpr const char* kColumns =
    "SELECT id, resident, name, relationship, state, made_ms, address, reason, from_outside, pre_approved, "
    "blocked_by_resident, blocked_by_staff, prepaid_replies, asked_ms, decided_ms FROM contact ";

StoredContact read_row(const database::Row& row) {
    StoredContact contact;
    contact.id = row.id<ContactId>(0);
    contact.resident = row.id<ResidentId>(1);
    contact.name = row.string(2);
    contact.relationship = row.string(3);
    contact.state = static_cast<wire::Contact::State>(row.integer(4));
    contact.made = row.time(5);
    contact.address = row.string(6);
    contact.reason = row.string(7);
    contact.from_outside = row.flag(8);
    contact.pre_approved = row.flag(9);
    contact.blocked_by_resident = row.flag(10);
    contact.blocked_by_staff = row.flag(11);
    contact.prepaid_replies = row.small(12);
    contact.asked = row.time(13);
    contact.decided = row.time(14);
    return contact;
}

template <typename... Values>
Result<std::vector<StoredContact>> select(database::Connection& connection, const char* where,
                                          const Values&... values) {
    std::vector<StoredContact> all;
    TRY(connection.each(
        std::string(kColumns) + where, [&](const database::Row& row) { all.push_back(read_row(row)); }, values...));
    return all;
}

/// UPDATE … and the resident's terminals see the number.
Status change_replies(Work& work, const ContactId& id, int by, bool& changed) {
    TRY(work.db().run(
        "UPDATE contact SET prepaid_replies = prepaid_replies + $2 WHERE id = $1 AND prepaid_replies + $2 >= 0", id,
        by));
    changed = work.db().changes() == 1;
    if (!changed) return {};
    const auto resident = TRY(work.db().first(
        "SELECT resident FROM contact WHERE id = $1 AND state <> 5",
        [](const database::Row& row) { return row.id<ResidentId>(0); }, id));
    if (resident) work.touch(Scope::resident(*resident), RecordKind::kContact, id);
    return {};
}

}  // namespace

Result<std::optional<StoredContact>> Contacts::find(database::Connection& connection, const ContactId& id) {
    return connection.first(std::string(kColumns) + "WHERE id = $1", &read_row, id);
}

Result<std::vector<StoredContact>> Contacts::of(database::Connection& connection, const ResidentId& resident) {
    return select(connection, "WHERE resident = $1 AND state <> 5 ORDER BY made_ms, id", resident);
}

Result<std::vector<StoredContact>> Contacts::waiting(database::Connection& connection, int limit, int offset) {
    return select(connection, "WHERE state = 1 ORDER BY asked_ms, id LIMIT $1 OFFSET $2", limit, offset);
}

Result<std::int64_t> Contacts::count_waiting(database::Connection& connection) {
    return connection.number("SELECT count(*) FROM contact WHERE state = 1");
}

Status Contacts::take_prepaid_reply(Work& work, const ContactId& id) {
    bool taken = false;
    TRY(change_replies(work, id, -1, taken));
    if (taken) return {};
    return Error(ErrorCode::kDenied, "the contact has paid for no more replies", decline::kNoPrepaidReply);
}

Status Contacts::return_prepaid_reply(Work& work, const ContactId& id) {
    bool returned = false;
    TRY(change_replies(work, id, 1, returned));
    return returned ? Status() : Status(Error(ErrorCode::kNotFound, "no such contact"));
}

Result<int> Contacts::give_prepaid_replies(Work& work, const ContactId& id, int replies) {
    const std::int64_t taken = TRY(work.db().number(
        "SELECT prepaid_replies + (SELECT count(*) FROM message WHERE contact = $1 AND state = 1 AND prepaid = 1) "
        "FROM contact WHERE id = $1",
        id));
    const int given = static_cast<int>(std::clamp<std::int64_t>(wire::kMaxPrepaidReplies - taken, 0, replies));
    if (given == 0) return 0;
    bool changed = false;
    TRY(change_replies(work, id, given, changed));
    return given;
}

}  // namespace dayroom::facility
