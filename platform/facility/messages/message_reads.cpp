#include "platform/facility/feed/record_parts.h"
#include "platform/facility/messages/messages.h"

namespace dayroom::facility {
namespace {

/// What stands before the columns of the message itself.
constexpr int kStoredBefore = 11;
constexpr const char* kStored =
    "SELECT m.id, m.resident, r.number, m.credit_hold, m.decided_by, m.first_approval_by, m.appeal_text, "
    "m.appeal_receipt, m.appeal_decided_by, m.prepaid_given, m.acknowledged_ms, ";

StoredMessage read_stored(const database::Row& row) {
    StoredMessage out;
    out.id = row.id<MessageId>(0);
    out.resident = row.id<ResidentId>(1);
    out.resident_number = row.string(2);
    out.credit_hold = row.optional_id<TransferId>(3);
    out.decided_by = row.optional_id<ThingId>(4);
    out.first_approval_by = row.optional_id<ThingId>(5);
    out.appeal_text = row.string(6);
    out.appeal_receipt = row.string(7);
    out.appeal_decided_by = row.optional_id<ThingId>(8);
    out.prepaid_given = row.small(9);
    out.acknowledged = row.time(10);
    read_message(row, kStoredBefore, out.message);
    out.contact = row.id<ContactId>(kStoredBefore);
    out.receipt_code = out.message.receipt_code();
    return out;
}

}  // namespace

Result<std::vector<StoredMessage>> Messages::select(database::Connection& connection, const std::string& where,
                                                    std::span<const database::Value> values) {
    std::vector<StoredMessage> all;
    TRY(connection.each_bound(
        std::string(kStored) + kMessageColumns + " FROM message m JOIN resident r ON r.id = m.resident " + where,
        [&](const database::Row& row) -> Result<bool> {
            all.push_back(read_stored(row));
            return true;
        },
        values));
    for (StoredMessage& message : all) {
        TRY(connection.each(
            "SELECT sha256, width, height, bytes, allowed FROM message_photo WHERE message = $1 ORDER BY position",
            [&](const database::Row& row) {
                read_photo(row, *message.message.add_photos());
                message.photos_allowed.push_back(row.is_null(4) ? std::nullopt : std::optional(row.flag(4)));
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

Result<std::vector<StoredMessage>> Messages::outbound(database::Connection& connection, int limit) {
    const std::array<database::Value, 1> values{database::Value(limit)};
    return select(
        connection,
        "WHERE m.direction = 2 AND m.state = 2 AND m.acknowledged_ms = 0 ORDER BY m.decided_ms, m.id LIMIT $1", values);
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
        "WHERE p.sha256 = $1 AND p.allowed = 1 AND r.unit = $2 AND r.state = 1 AND m.state = 2",
        sha256, unit));
    if (found > 0) return true;
    return TRY(connection.number("SELECT count(*) FROM card WHERE sha256 = $1", sha256)) > 0;
}

}  // namespace dayroom::facility
