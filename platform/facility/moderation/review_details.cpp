#include "platform/facility/moderation/review_details.h"

namespace dayroom::facility {
namespace {

Status read_people(database::Connection& connection, ReviewDetails& out) {
    return connection.each(
        "SELECT r.given_name, r.family_name, u.name, c.name, c.relationship, c.state FROM resident r JOIN housing_unit "
        "u ON u.id = r.unit JOIN contact c ON c.id = $2 WHERE r.id = $1",
        [&](const database::Row& row) {
            out.resident_name = row.string(0) + " " + row.string(1);
            out.unit = row.string(2);
            out.contact_name = row.string(3);
            out.relationship = row.string(4);
            out.contact_approved = row.integer(5) == static_cast<int>(wire::Contact::APPROVED);
        },
        out.message.resident, out.message.contact);
}

Status read_hits(database::Connection& connection, ReviewDetails& out) {
    return connection.each(
        "SELECT list_name, kind, pattern, start, length FROM review_hit WHERE message = $1 ORDER BY position",
        [&](const database::Row& row) {
            out.hits.push_back({row.string(0), static_cast<WatchList::Kind>(row.integer(1)), row.string(2),
                                row.small(3), row.small(4)});
        },
        out.item.id);
}

Status read_notes(database::Connection& connection, ReviewDetails& out) {
    return connection.each(
        "SELECT COALESCE(a.name, NULLIF(t.name, ''), t.role, ''), n.at_ms, n.text FROM review_note n LEFT JOIN "
        "staff_account a ON a.id = "
        "n.by_id LEFT JOIN api_token t ON t.id = n.by_id WHERE n.message = $1 ORDER BY n.position",
        [&](const database::Row& row) {
            out.notes.push_back({row.string(0), row.time(1), row.string(2)});
        },
        out.item.id);
}

Status read_card(database::Connection& connection, ReviewDetails& out) {
    if (out.message.message.card_id().empty()) return {};
    return connection.each(
        "SELECT body FROM card WHERE id = $1",
        [&](const database::Row& row) {
            wire::Card card;
            const ByteView body = row.bytes(0);
            if (card.ParseFromArray(body.data(), static_cast<int>(body.size()))) out.card = std::move(card);
        },
        database::blob(out.message.message.card_id()));
}

}  // namespace

Result<std::string> staff_name(database::Connection& connection, const std::optional<ThingId>& id) {
    if (!id) return std::string();
    auto name = TRY(connection.first(
        "SELECT COALESCE((SELECT name FROM staff_account WHERE id = $1), (SELECT COALESCE(NULLIF(name, ''), role) FROM "
        "api_token WHERE id = $1), "
        "'')",
        [](const database::Row& row) { return row.string(0); }, *id));
    return name.value_or("");
}

Result<std::optional<ReviewDetails>> review_details(database::Connection& connection, Messages& messages,
                                                    const MessageId& id, Timestamp now) {
    auto item = TRY(ReviewQueue::find(connection, id));
    auto message = TRY(messages.find(connection, id));
    if (!item || !message) return std::optional<ReviewDetails>();
    ReviewDetails out;
    out.item = std::move(*item);
    out.message = std::move(*message);
    TRY(read_people(connection, out));
    TRY(read_hits(connection, out));
    TRY(read_notes(connection, out));
    TRY(read_card(connection, out));
    out.claimed_by_name = TRY(staff_name(connection, out.item.claimed_by));
    if (out.item.claimed_by && now < out.item.claimed_until) out.claimed_by = out.claimed_by_name;
    out.first_by_name = TRY(staff_name(connection, out.item.first_by));
    out.granted_by_name = TRY(staff_name(connection, out.item.granted_by));
    return std::optional(std::move(out));
}

}  // namespace dayroom::facility
