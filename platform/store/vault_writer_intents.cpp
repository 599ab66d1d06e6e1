// VaultWriter: what a queued command shows, and when it is settled.
#include "platform/store/vault_schema.h"
#include "platform/store/vault_writer.h"

namespace dayroom::store {

using database::blob;

// Settled intents stay a while for their nonces: a screen that asks again must not make a second command.
Status VaultWriter::settle_intent(const std::string& entity_id) {
    TRY(connection_.each(
        "SELECT command FROM intent WHERE entity=$1 AND kind IN ($2,$3) AND state<>$4",
        [&](const database::Row& row) { settled_.push_back(row.id<CommandId>(0)); }, blob(entity_id),
        static_cast<int>(wire::Command::kSubmitRequest), static_cast<int>(wire::Command::kSendMessage),
        kIntentSettled));
    return connection_.run("UPDATE intent SET state=$4, reserved=0 WHERE entity=$1 AND kind IN ($2,$3)",
                           blob(entity_id), static_cast<int>(wire::Command::kSubmitRequest),
                           static_cast<int>(wire::Command::kSendMessage), kIntentSettled);
}

Status VaultWriter::show_queued(const wire::Command& command) {
    if (command.has_submit_request()) {
        const wire::SubmitRequest& submit = command.submit_request();
        wire::Request request;
        request.set_form_id(submit.form_id());
        request.set_form_revision(submit.form_revision());
        *request.mutable_answers() = submit.answers();
        request.set_receipt_code(submit.receipt_code());
        request.set_fee_cents(submit.price_seen_cents());
        request.set_submitted_ms(command.made_ms());
        request.set_command_id(command.id());
        requests_ = money_ = true;
        return connection_.run("INSERT OR IGNORE INTO request VALUES($1,$2,$3,1,$4,$5)", blob(submit.request_id()),
                               command.made_ms(), kStateQueuedHere, "", blob(request.SerializeAsString()));
    }
    if (command.has_send_message()) {
        const wire::SendMessage& send = command.send_message();
        wire::Message message;
        message.set_contact_id(send.contact_id());
        message.set_direction(wire::Message::OUTBOUND);
        message.set_text(send.text());
        message.set_sent_ms(command.made_ms());
        message.set_price_credits(send.price_seen_credits());
        message.set_read(true);
        messages_ = true;
        return put_message(send.message_id(), message, kStateQueuedHere);
    }
    return {};
}

Status VaultWriter::show_refused(const wire::Command& command, const std::string& code) {
    if (command.has_submit_request()) {
        requests_ = money_ = true;
        return connection_.run("UPDATE request SET state=$2, refusal=$3 WHERE id=$1 AND state=$4",
                               blob(command.submit_request().request_id()), kStateRefused, code, kStateQueuedHere);
    }
    if (command.has_send_message()) {
        messages_ = true;
        return remove_message(command.send_message().message_id());
    }
    return {};
}

}  // namespace dayroom::store
