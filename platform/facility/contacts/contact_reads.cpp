// Reading contacts, and the replies that they have paid for.
#include <algorithm>

#include "platform/facility/contacts/contacts.h"
#include "platform/wire/limits.h"

namespace dayroom::facility {
namespace {

constexpr int kMaxContactPage = 200;
constexpr const char* kFields =
    "c.id, c.resident, c.name, c.relationship, c.state, c.made_ms, c.address, c.reason, c.from_outside, "
    "c.pre_approved, c.blocked_by_resident, c.blocked_by_staff, c.prepaid_replies, c.asked_ms, c.decided_ms";

std::string select_from(const char* where) { return std::string("SELECT ") + kFields + " FROM contact c " + where; }

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
        select_from(where), [&](const database::Row& row) { all.push_back(read_row(row)); }, values...));
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
    return connection.first(select_from("WHERE c.id = $1"), &read_row, id);
}

Result<std::vector<StoredContact>> Contacts::of(database::Connection& connection, const ResidentId& resident) {
    return select(connection, "WHERE c.resident = $1 AND c.state <> 5 ORDER BY c.made_ms, c.id", resident);
}

Result<std::vector<StoredContact>> Contacts::waiting(database::Connection& connection, int limit) {
    return select(connection, "WHERE c.state = 1 ORDER BY c.asked_ms, c.id LIMIT $1", limit);
}

Result<std::vector<ListedContact>> Contacts::list(database::Connection& connection, const ContactFilter& filter) {
    std::vector<ListedContact> all;
    TRY(connection.each(
        std::string("SELECT ") + kFields +
            ", r.number, r.given_name, r.family_name FROM contact c JOIN resident r ON r.id = c.resident "
            "WHERE c.state = $1 AND r.state = 1 ORDER BY c.asked_ms, c.id LIMIT $2 OFFSET $3",
        [&](const database::Row& row) {
            all.push_back({read_row(row), row.string(15), row.string(16) + " " + row.string(17)});
        },
        static_cast<int>(filter.state), std::clamp(filter.limit, 1, kMaxContactPage), std::max(filter.offset, 0)));
    return all;
}

Result<std::int64_t> Contacts::count(database::Connection& connection, wire::Contact::State state) {
    return connection.number(
        "SELECT count(*) FROM contact c JOIN resident r ON r.id = c.resident WHERE c.state = $1 AND r.state = 1",
        static_cast<int>(state));
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
