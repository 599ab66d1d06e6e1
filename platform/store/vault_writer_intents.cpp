// VaultWriter: what a queued command shows, and when it is settled.
#include "platform/store/vault_schema.h"
#include "platform/store/vault_writer.h"

namespace dayroom::store {

using database::blob;

namespace {

wire::Request queued_request(const wire::Command& command) {
    const wire::SubmitRequest& submit = command.submit_request();
    wire::Request request;
    request.set_form_id(submit.form_id());
    request.set_form_revision(submit.form_revision());
    *request.mutable_answers() = submit.answers();
    request.set_receipt_code(submit.receipt_code());
    request.set_fee_cents(submit.price_seen_cents());
    request.set_submitted_ms(command.made_ms());
    request.set_command_id(command.id());
    request.set_call_id(submit.call_id());
    return request;
}

wire::Message queued_message(const wire::Command& command) {
    const wire::SendMessage& send = command.send_message();
    wire::Message message;
    message.set_contact_id(send.contact_id());
    message.set_direction(wire::Message::OUTBOUND);
    message.set_text(send.text());
    message.set_sent_ms(command.made_ms());
    message.set_price_credits(send.price_seen_credits());
    message.set_prepaid(send.prepaid());
    message.set_card_id(send.card_id());
    message.set_receipt_code(send.receipt_code());
    message.set_language(send.language());
    message.set_read(true);
    return message;
}

wire::Contact queued_contact(const wire::Command& command) {
    wire::Contact contact;
    contact.set_name(command.request_contact().name());
    contact.set_relationship(command.request_contact().relationship());
    contact.set_address(command.request_contact().address());
    contact.set_state(wire::Contact::REQUESTED);
    return contact;
}

}  // namespace

// A command that makes a thing is settled when that thing comes. One that changes a thing is settled by the first
// record of it after the hub's outcome (Vault::note_outcome looks for one that came before it). Settled intents stay a
// while for their nonces: a screen that asks again must not make a second command.
Status VaultWriter::settle_intents(const std::string& entity_id) {
    if (!intents_open_)
        intents_open_ = TRY(connection_.number("SELECT EXISTS(SELECT 1 FROM intent WHERE state IN (1, 2, 3))")) != 0;
    if (!*intents_open_) return {};
    constexpr const char* kWhere = " WHERE entity=$1 AND state<>$2 AND (makes=1 OR state=$3)";
    TRY(connection_.each(
        std::string("SELECT command FROM intent") + kWhere,
        [&](const database::Row& row) { settled_.push_back(row.id<CommandId>(0)); }, blob(entity_id), kIntentSettled,
        kIntentDone));
    return connection_.run(std::string("UPDATE intent SET state=$2, reserved=0, reserved_credits=0") + kWhere,
                           blob(entity_id), kIntentSettled, kIntentDone);
}

/// What looks different once this command is saved, or decided.
void VaultWriter::touch(const wire::Command& command) {
    switch (command.body_case()) {
        case wire::Command::kSubmitRequest:
        case wire::Command::kWithdrawRequest:
            changed_.requests = changed_.money = true;
            break;
        case wire::Command::kReplyToRequest:
            changed_.requests = true;
            break;
        case wire::Command::kSendMessage:
            changed_.messages = changed_.money = changed_.contacts = true;  // a prepaid reply is used up
            break;
        case wire::Command::kWithdrawMessage:
        case wire::Command::kAppealMessage:
            changed_.messages = true;
            break;
        case wire::Command::kRequestContact:
        case wire::Command::kChangeContact:
            changed_.contacts = true;
            break;
        case wire::Command::kRequestPhoneNumber:
        case wire::Command::kChangePhoneNumber:
            changed_.phone = true;
            break;
        case wire::Command::kBookVisit:
        case wire::Command::kChangeVisit:
        case wire::Command::kCancelVisit:
            changed_.visits = changed_.money = true;
            break;
        case wire::Command::kCheckInVisit:
            changed_.visits = true;
            break;
        case wire::Command::kBuyCredits:
        case wire::Command::kMoveMoney:
        case wire::Command::kSendMoney:
        case wire::Command::kWithdrawSendMoney:
        case wire::Command::kSetSpendBrake:
            changed_.money = true;
            break;
        case wire::Command::kAcknowledgeNotice:
            changed_.notices = true;
            break;
        case wire::Command::kSubmitOrder:
        case wire::Command::kCancelOrder:
        case wire::Command::kAcceptDelivery:
            changed_.commissary = changed_.money = true;
            break;
        default:
            break;
    }
}

Status VaultWriter::show_queued(const wire::Command& command) {
    touch(command);
    switch (command.body_case()) {
        case wire::Command::kSubmitRequest:
            return connection_.run("INSERT OR IGNORE INTO request VALUES($1,$2,$3,1,$4,$5)",
                                   blob(command.submit_request().request_id()), command.made_ms(), kStateQueuedHere, "",
                                   blob(queued_request(command).SerializeAsString()));
        case wire::Command::kSendMessage: {
            const std::string& id = command.send_message().message_id();
            if (TRY(entity(id))) return {};
            const std::int64_t no = TRY(put_message(id, queued_message(command), kStateQueuedHere, 0));
            return put_entity(id, wire::Record::kMessage, kVersionHere, no);
        }
        case wire::Command::kRequestContact:
            return connection_.run("INSERT OR IGNORE INTO contact VALUES($1,$2,$3,'',$4)",
                                   blob(command.request_contact().contact_id()), command.request_contact().name(),
                                   kStateQueuedHere, blob(queued_contact(command).SerializeAsString()));
        case wire::Command::kRequestPhoneNumber:
            return show_queued_number(command);
        case wire::Command::kBookVisit:
            return show_queued_visit(command);
        case wire::Command::kSubmitOrder:
            return show_queued_order(command);
        case wire::Command::kMarkRead:
            for (const std::string& id : command.mark_read().message_ids()) TRY(mark_seen(id));
            return {};
        case wire::Command::kAcknowledgeNotice:
            return put_notice_receipt(command.id(), command.acknowledge_notice().notice_id(), command.made_ms());
        case wire::Command::kSetPreferences:
            return prefer(command.set_preferences());
        default:
            return {};
    }
}

/// What the hub says replaces what was said here.
Status VaultWriter::put_notice_receipt(const std::string& id, const std::string& notice, std::int64_t at_ms) {
    return connection_.run("INSERT OR REPLACE INTO notice_receipt VALUES($1,$2,$3)", blob(notice), blob(id), at_ms);
}

/// Empty or 0 leaves as it is. Before the first sync there is nothing to change: the hub will.
Status VaultWriter::prefer(const wire::SetPreferences& chosen) {
    auto held = TRY(vault_.profile());
    if (!held) return {};
    if (!chosen.language().empty()) held->set_language(chosen.language());
    if (chosen.text_scale_percent() != 0) held->set_text_scale_percent(chosen.text_scale_percent());
    if (!chosen.theme().empty()) held->set_theme(chosen.theme());
    if (chosen.has_reduced_motion()) held->set_reduced_motion(chosen.reduced_motion());
    if (chosen.reading_speed_percent() != 0) held->set_reading_speed_percent(chosen.reading_speed_percent());
    changed_.profile = true;
    return connection_.run("UPDATE profile SET body=$1", blob(held->SerializeAsString()));
}

Status VaultWriter::note_done(const wire::Command& command, bool makes) {
    touch(command);
    if (makes) return connection_.run("UPDATE intent SET state=$2 WHERE command=$1", blob(command.id()), kIntentDone);
    // Nothing of it will show in the feed.
    TRY(connection_.run("DELETE FROM intent WHERE command=$1 AND entity IS NULL AND nonce IS NULL",
                        blob(command.id())));
    // The record may have come before the outcome: then this is settled already.
    TRY(connection_.run(
        "UPDATE intent SET state=CASE WHEN coalesce((SELECT version FROM entity e WHERE e.id=intent.entity), $4) > "
        "seen_version THEN $3 ELSE $2 END WHERE command=$1",
        blob(command.id()), kIntentDone, kIntentSettled, kVersionHere));
    return connection_.run("UPDATE intent SET reserved=0, reserved_credits=0 WHERE command=$1 AND state=$2",
                           blob(command.id()), kIntentSettled);
}

Status VaultWriter::refuse(const wire::Command& command, const std::string& code) {
    TRY(connection_.run("DELETE FROM intent WHERE command=$1 AND entity IS NULL AND nonce IS NULL",
                        blob(command.id())));
    TRY(connection_.run("UPDATE intent SET state=$2, refusal=$3, reserved=0, reserved_credits=0 WHERE command=$1",
                        blob(command.id()), kIntentRefused, code));
    return show_refused(command, code);
}

Status VaultWriter::show_refused(const wire::Command& command, const std::string& code) {
    touch(command);
    switch (command.body_case()) {
        case wire::Command::kSubmitRequest:
            return connection_.run("UPDATE request SET state=$2, refusal=$3 WHERE id=$1 AND state=$4",
                                   blob(command.submit_request().request_id()), kStateRefused, code, kStateQueuedHere);
        case wire::Command::kSendMessage:
            return refuse_message(command, code);
        case wire::Command::kRequestContact:
            return connection_.run("UPDATE contact SET state=$2, refusal=$3 WHERE id=$1 AND state=$4",
                                   blob(command.request_contact().contact_id()), kStateRefused, code, kStateQueuedHere);
        case wire::Command::kRequestPhoneNumber:
            return refuse_number(command, code);
        case wire::Command::kBookVisit:
            return refuse_visit(command, code);
        case wire::Command::kSubmitOrder:
            return refuse_order(command, code);
        case wire::Command::kAcknowledgeNotice:
            return connection_.run("DELETE FROM notice_receipt WHERE id=$1", blob(command.id()));
        default:
            return {};
    }
}

/// What was written is not lost: it stays in its thread, with the reason.
Status VaultWriter::refuse_message(const wire::Command& command, const std::string& code) {
    const auto held = TRY(entity(command.send_message().message_id()));
    const auto row = TRY(message_row(held ? held->no : 0));
    if (!row || row->state != kStateQueuedHere) return {};
    wire::Message body = queued_message(command);
    body.clear_text();
    body.set_reason(code);
    return change_state(*row, kStateRefused, body);
}

Status VaultWriter::withdraw_here(const MessageId& id, Timestamp now) {
    const auto row = TRY(message_here(id, kStateQueuedHere));
    wire::Message body;
    TRY(connection_.each(
        "SELECT body FROM message WHERE no=$1",
        [&](const database::Row& found) -> Status {
            body = TRY(parse_kept<wire::Message>(found.bytes(0)));
            return {};
        },
        row.no));
    body.set_decided_ms(now.ms());
    TRY(connection_.run("UPDATE intent SET state=$2, reserved=0, reserved_credits=0 WHERE entity=$1", id,
                        kIntentSettled));
    changed_.contacts = true;
    // The command that would have told the hub that its draft is over is gone.
    TRY(connection_.run("UPDATE draft SET sent_ms=1 WHERE name=$1 AND removed=1",
                        message_draft_key(body.contact_id())));
    return change_state(row, static_cast<int>(wire::Message::WITHDRAWN), body);
}

}  // namespace dayroom::store
