// Messages and requests as the terminal sees them.
#include "platform/facility/feed/record_parts.h"
#include "platform/facility/feed/records.h"

namespace dayroom::facility {

const char* const kMessageColumns =
    "m.contact, m.direction, m.state, m.text, m.language, m.sent_ms, m.decided_ms, m.decide_by_ms, m.rule, m.reason, "
    "m.appeal_by_ms, m.price_credits, m.is_read, m.appeal, m.appealed_ms, m.receipt_code, m.prepaid, "
    "m.photos_rejected, m.card, m.received_ms, m.investigating, m.appeal_decided_ms, m.appeal_reason";

void read_message(const database::Row& row, int first, wire::Message& out) {
    const auto at = [first](int column) { return first + column; };
    out.set_contact_id(row.id<ContactId>(at(0)).raw());
    out.set_direction(static_cast<wire::Message::Direction>(row.integer(at(1))));
    out.set_state(static_cast<wire::Message::State>(row.integer(at(2))));
    out.set_text(row.string(at(3)));
    out.set_language(row.string(at(4)));
    out.set_sent_ms(row.integer(at(5)));
    out.set_decided_ms(row.integer(at(6)));
    out.set_decide_by_ms(row.integer(at(7)));
    out.set_rule(row.string(at(8)));
    out.set_reason(row.string(at(9)));
    out.set_appeal_by_ms(row.integer(at(10)));
    out.set_price_credits(row.integer(at(11)));
    out.set_read(row.flag(at(12)));
    out.set_appeal(static_cast<wire::Message::Appeal>(row.integer(at(13))));
    out.set_appealed_ms(row.integer(at(14)));
    out.set_receipt_code(row.string(at(15)));
    out.set_prepaid(row.flag(at(16)));
    out.set_photos_rejected(row.small(at(17)));
    if (const auto card = row.optional_id<CardId>(at(18))) out.set_card_id(card->raw());
    out.set_received_ms(row.integer(at(19)));
    out.set_investigating(row.flag(at(20)));
    out.set_appeal_decided_ms(row.integer(at(21)));
    out.set_appeal_reason(row.string(at(22)));
}

void read_photo(const database::Row& row, wire::Photo& photo) {
    photo.set_sha256(to_string(row.bytes(0)));
    photo.set_width(row.small(1));
    photo.set_height(row.small(2));
    photo.set_bytes(row.small(3));
}

Result<std::optional<wire::Message>> load_message(database::Connection& connection, const MessageId& id) {
    std::optional<wire::Message> message;
    TRY(connection.each(
        std::string("SELECT ") + kMessageColumns + " FROM message m WHERE m.id = $1",
        [&](const database::Row& row) { read_message(row, 0, message.emplace()); }, id));
    if (!message) return message;
    if (message->state() == wire::Message::REJECTED) {
        // Nothing rejected is quoted; what went with it neither.
        message->clear_text();
        message->clear_card_id();
        return message;
    }
    // Before the decision a photo shows nowhere; after it, what was let through.
    TRY(connection.each(
        "SELECT sha256, width, height, bytes FROM message_photo WHERE message = $1 AND allowed = 1 ORDER BY position",
        [&](const database::Row& row) { read_photo(row, *message->add_photos()); }, id));
    return message;
}

Result<std::optional<wire::Draft>> load_draft(database::Connection& connection, const DraftId& id) {
    // A draft's id is its writer's own; the scope of the change says whose it is.
    return connection.first(
        "SELECT box, saved_ms FROM draft WHERE id = $1 AND box IS NOT NULL",
        [](const database::Row& row) {
            wire::Draft draft;
            draft.set_box(to_string(row.bytes(0)));
            draft.set_saved_ms(row.integer(1));
            return draft;
        },
        id);
}

Result<std::optional<wire::Request>> load_request(database::Connection& connection, const RequestId& id) {
    std::optional<wire::Request> request;
    TRY(connection.each(
        "SELECT form, form_code, form_revision, state, answers, receipt_code, fee_cents, fee_is_obligation, "
        "submitted_ms, "
        "answer_by_ms, command, role, level, reply_by_ms, fee_charged, urgent, call FROM request WHERE id = $1",
        [&](const database::Row& row) -> Status {
            wire::Request& out = request.emplace();
            const std::string_view answers = as_text(row.bytes(4));
            if (!out.ParseFromArray(answers.data(), static_cast<int>(answers.size()))) {
                return Error(ErrorCode::kCorrupt, "stored answers cannot be read");
            }
            out.set_form_id(row.id<FormId>(0).raw());
            out.set_form_code(row.string(1));
            out.set_form_revision(row.small(2));
            out.set_state(static_cast<wire::Request::State>(row.integer(3)));
            out.set_receipt_code(row.string(5));
            out.set_fee_cents(row.integer(6));
            out.set_fee_is_obligation(row.flag(7));
            out.set_submitted_ms(row.integer(8));
            out.set_answer_by_ms(row.integer(9));
            out.set_command_id(row.id<CommandId>(10).raw());
            out.set_role(row.string(11));
            out.set_level(row.small(12));
            out.set_reply_by_ms(row.integer(13));
            out.set_fee_charged(row.flag(14));
            out.set_urgent(row.flag(15));
            if (const auto call = row.optional_id<ThingId>(16)) out.set_call_id(call->raw());
            wire::Request::Step& first = *out.add_steps();
            first.set_state(wire::Request::RECEIVED);
            first.set_at_ms(row.integer(8));
            first.set_by_role("resident");
            return {};
        },
        id));
    if (!request) return request;
    TRY(connection.each(
        "SELECT state, at_ms, by_role, text, level, act FROM request_step WHERE request = $1 ORDER BY position",
        [&](const database::Row& row) {
            wire::Request::Step& step = *request->add_steps();
            step.set_state(static_cast<wire::Request::State>(row.integer(0)));
            step.set_at_ms(row.integer(1));
            step.set_by_role(row.string(2));
            step.set_text(row.string(3));
            step.set_level(row.small(4));
            step.set_act(static_cast<wire::Request::Act>(row.integer(5)));
        },
        id));
    TRY(connection.each(
        "SELECT step, body FROM attachment WHERE request = $1 AND step > 0 ORDER BY step, place",
        [&](const database::Row& row) -> Status {
            const ByteView body = row.bytes(1);
            // The submission stands before the first step.
            wire::Attachment& added = *request->mutable_steps(row.small(0))->add_attachments();
            if (added.ParseFromArray(body.data(), static_cast<int>(body.size()))) return {};
            return Error(ErrorCode::kCorrupt, "a stored attachment cannot be read");
        },
        id));
    return request;
}

}  // namespace dayroom::facility
