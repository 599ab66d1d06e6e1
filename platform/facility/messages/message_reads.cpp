#include "platform/facility/messages/messages.h"

namespace dayroom::facility {
namespace {

StoredMessage read_row(const database::Row& row) {
    StoredMessage out;
    out.id = row.id<MessageId>(0);
    out.resident = row.id<ResidentId>(1);
    out.resident_number = row.string(2);
    out.contact = row.id<ContactId>(3);
    out.receipt_code = row.string(4);
    out.credit_hold = row.optional_id<TransferId>(5);
    wire::Message& message = out.message;
    message.set_contact_id(out.contact.raw());
    message.set_direction(static_cast<wire::Message::Direction>(row.integer(6)));
    message.set_state(static_cast<wire::Message::State>(row.integer(7)));
    message.set_text(row.string(8));
    message.set_language(row.string(9));
    message.set_sent_ms(row.integer(10));
    message.set_decided_ms(row.integer(11));
    message.set_decide_by_ms(row.integer(12));
    message.set_rule(row.string(13));
    message.set_reason(row.string(14));
    message.set_appeal_by_ms(row.integer(15));
    message.set_price_credits(row.integer(16));
    message.set_read(row.flag(17));
    return out;
}

}  // namespace

const char* const Messages::kStoredColumns =
    "SELECT m.id, m.resident, r.number, m.contact, m.receipt_code, m.credit_hold, m.direction, m.state, m.text, "
    "m.language, m.sent_ms, m.decided_ms, m.decide_by_ms, m.rule, m.reason, m.appeal_by_ms, m.price_credits, m.is_read "
    "FROM message m JOIN resident r ON r.id = m.resident ";

Result<std::vector<StoredMessage>> Messages::select(database::Connection& connection, const std::string& where,
                                                    std::span<const database::Value> values) {
    std::vector<StoredMessage> all;
    TRY(connection.each_bound(
        kStoredColumns + where,
        [&](const database::Row& row) -> Result<bool> {
            all.push_back(read_row(row));
            return true;
        },
        values));
    for (StoredMessage& message : all) {
        TRY(connection.each(
            "SELECT sha256, width, height, bytes FROM message_photo WHERE message = $1 ORDER BY position",
            [&](const database::Row& row) {
                wire::Photo& photo = *message.message.add_photos();
                photo.set_sha256(to_string(row.bytes(0)));
                photo.set_width(row.small(1));
                photo.set_height(row.small(2));
                photo.set_bytes(row.small(3));
            },
            message.id));
    }
    return all;
}

Result<std::optional<StoredMessage>> Messages::find(database::Connection& connection, const MessageId& id) {
    const std::array<database::Value, 1> values{database::Value(id)};
    auto found = TRY(select(connection, "WHERE m.id = $1", values));
    if (found.empty()) return std::optional<StoredMessage>();
    return std::optional(std::move(found.front()));
}

Result<std::vector<StoredMessage>> Messages::outgoing(database::Connection& connection, int limit) {
    const std::array<database::Value, 1> values{database::Value(limit)};
    return select(connection,
                  "WHERE m.direction = 2 AND m.state = 2 AND m.acknowledged_ms = 0 ORDER BY m.decided_ms LIMIT $1",
                  values);
}

Result<ResidentId> Messages::resident_of(database::Connection& connection, const MessageId& id) {
    auto found = TRY(connection.first(
        "SELECT resident FROM message WHERE id = $1", [](const database::Row& row) { return row.id<ResidentId>(0); },
        id));
    if (!found) return Error(ErrorCode::kNotFound, "no such message");
    return *found;
}

Status Messages::add_blob(Work& work, const BlobRef& blob) {
    return work.db().run(
        "INSERT INTO blob (sha256, size, key, made_ms) VALUES ($1, $2, $3, $4) "
        "ON CONFLICT (sha256) DO NOTHING",
        blob.sha256, blob.size, blob.key.bytes(), work.now());
}

Result<std::optional<BlobRef>> Messages::find_blob(database::Connection& connection, const crypto::Digest& sha256) {
    return connection.first(
        "SELECT size, key FROM blob WHERE sha256 = $1",
        [&](const database::Row& row) {
            return BlobRef{sha256, row.integer(0), Secret::copy_of(row.bytes(1))};
        },
        sha256);
}

Result<bool> Messages::may_fetch(database::Connection& connection, const crypto::Digest& sha256, const UnitId& unit) {
    const std::int64_t found = TRY(connection.number(
        "SELECT count(*) FROM message_photo p JOIN message m ON m.id = p.message JOIN resident r ON r.id = m.resident "
        "WHERE p.sha256 = $1 AND r.unit = $2 AND r.state = 1 AND m.state = 2",
        sha256, unit));
    return found > 0;
}

}  // namespace dayroom::facility
