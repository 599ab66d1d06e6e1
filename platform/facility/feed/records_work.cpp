// Messages and requests as the terminal sees them.
#include "platform/facility/feed/records.h"

namespace dayroom::facility {

Result<std::optional<wire::Message>> load_message(database::Connection& connection, const MessageId& id) {
    std::optional<wire::Message> message;
    TRY(connection.each(
        "SELECT contact, direction, state, text, language, sent_ms, decided_ms, decide_by_ms, rule, reason, "
        "appeal_by_ms, "
        "price_credits, is_read FROM message WHERE id = $1",
        [&](const database::Row& row) {
            wire::Message& out = message.emplace();
            out.set_contact_id(row.id<ContactId>(0).raw());
            out.set_direction(static_cast<wire::Message::Direction>(row.integer(1)));
            out.set_state(static_cast<wire::Message::State>(row.integer(2)));
            // Nothing rejected is quoted.
            if (out.state() != wire::Message::REJECTED) out.set_text(row.string(3));
            out.set_language(row.string(4));
            out.set_sent_ms(row.integer(5));
            out.set_decided_ms(row.integer(6));
            out.set_decide_by_ms(row.integer(7));
            out.set_rule(row.string(8));
            out.set_reason(row.string(9));
            out.set_appeal_by_ms(row.integer(10));
            out.set_price_credits(row.integer(11));
            out.set_read(row.flag(12));
        },
        id));
    if (!message || message->state() == wire::Message::REJECTED) return message;
    TRY(connection.each(
        "SELECT sha256, width, height, bytes FROM message_photo WHERE message = $1 ORDER BY position",
        [&](const database::Row& row) {
            wire::Photo& photo = *message->add_photos();
            photo.set_sha256(to_string(row.bytes(0)));
            photo.set_width(row.small(1));
            photo.set_height(row.small(2));
            photo.set_bytes(row.small(3));
        },
        id));
    return message;
}

Result<std::optional<wire::Request>> load_request(database::Connection& connection, const RequestId& id) {
    std::optional<wire::Request> request;
    TRY(connection.each(
        "SELECT form, form_code, form_revision, state, answers, receipt_code, fee_cents, fee_is_obligation, "
        "submitted_ms, "
        "answer_by_ms, command FROM request WHERE id = $1",
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
            wire::Request::Step& first = *out.add_steps();
            first.set_state(wire::Request::RECEIVED);
            first.set_at_ms(row.integer(8));
            first.set_by_role("resident");
            return {};
        },
        id));
    if (!request) return request;
    TRY(connection.each(
        "SELECT state, at_ms, by_role, text FROM request_step WHERE request = $1 ORDER BY position",
        [&](const database::Row& row) {
            wire::Request::Step& step = *request->add_steps();
            step.set_state(static_cast<wire::Request::State>(row.integer(0)));
            step.set_at_ms(row.integer(1));
            step.set_by_role(row.string(2));
            step.set_text(row.string(3));
        },
        id));
    return request;
}

}  // namespace dayroom::facility
