// Good commands and records of messaging: each test breaks one thing, and the fuzz targets begin from them.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "tests/unit/platform/wire/sample.h"

namespace dayroom::wire::sample {

inline Command messaging_command() {
    Command command = request_command();
    command.clear_submit_request();
    return command;
}

inline Command send_message() {
    Command command = messaging_command();
    SendMessage& body = *command.mutable_send_message();
    body.set_message_id(id(300));
    body.set_contact_id(id(60));
    body.set_text("Dear all, I am well.");
    body.set_price_seen_credits(2);
    body.set_receipt_code("34679ACD");
    body.set_card_id(id(301));
    body.set_language("en");
    body.set_draft_id(id(302));
    return command;
}
inline Command withdraw_message() {
    Command command = messaging_command();
    command.mutable_withdraw_message()->set_message_id(id(300));
    return command;
}
inline Command appeal_message() {
    Command command = messaging_command();
    AppealMessage& body = *command.mutable_appeal_message();
    body.set_message_id(id(300));
    body.set_text("It is about my court date.");
    body.set_receipt_code("34679ACD");
    return command;
}
inline Command request_contact() {
    Command command = messaging_command();
    RequestContact& body = *command.mutable_request_contact();
    body.set_contact_id(id(60));
    body.set_name("Ana Li");
    body.set_relationship("friend");
    body.set_address("ana@mail");
    return command;
}
inline Command change_contact() {
    Command command = messaging_command();
    command.mutable_change_contact()->set_contact_id(id(60));
    command.mutable_change_contact()->set_change(ChangeContact::BLOCK);
    return command;
}
inline Command buy_credits() {
    Command command = messaging_command();
    BuyCredits& body = *command.mutable_buy_credits();
    body.set_price_code("bundle_small");
    body.set_price_seen_cents(500);
    body.set_credits_seen(20);
    body.set_receipt_code("34679ACD");
    return command;
}
inline Command save_draft() {
    Command command = messaging_command();
    SaveDraft& body = *command.mutable_save_draft();
    body.set_draft_id(id(302));
    body.mutable_draft()->set_box("closed to the hub");
    body.mutable_draft()->set_saved_ms(kNow);
    return command;
}
inline Command remove_draft() {
    Command command = messaging_command();
    command.mutable_save_draft()->set_draft_id(id(302));
    command.mutable_save_draft()->set_remove(true);
    return command;
}

/// By the name of a seed.
inline std::vector<std::pair<std::string, Command>> messaging_commands() {
    return {{"send-message", send_message()},     {"withdraw-message", withdraw_message()},
            {"appeal-message", appeal_message()}, {"request-contact", request_contact()},
            {"change-contact", change_contact()}, {"buy-credits", buy_credits()},
            {"save-draft", save_draft()},         {"remove-draft", remove_draft()}};
}

inline Record contact_record() {
    Record record = record_in(RESIDENT, 60);
    Contact& contact = *record.mutable_contact();
    contact.set_name("Ana Li");
    contact.set_relationship("friend");
    contact.set_state(Contact::BLOCKED);
    contact.set_prepaid_replies(3);
    contact.set_blocked_by_resident(true);
    contact.set_address("ana@mail");
    return record;
}
inline Record appealed_record() {
    Record record = message_record();
    Message& message = *record.mutable_message();
    message.set_direction(Message::OUTBOUND);
    message.set_state(Message::REJECTED);
    message.clear_text();
    message.set_rule("4.2");
    message.set_reason("contraband");
    message.set_appeal_by_ms(kNow + 1);
    message.set_appeal(Message::APPEAL_REFUSED);
    message.set_appealed_ms(kNow);
    message.set_appeal_decided_ms(kNow + 1);
    message.set_appeal_reason("upheld");
    message.set_receipt_code("34679ACD");
    message.set_price_credits(2);
    message.set_received_ms(kNow);
    message.set_card_id(id(301));
    return record;
}
inline Record card_record() {
    Record record = record_in(FACILITY, 301);
    Card& card = *record.mutable_card();
    card.set_code("sunrise");
    card.add_name()->set_language("en");
    card.mutable_name(0)->set_text("Sunrise");
    card.mutable_picture()->set_sha256(std::string(32, 'h'));
    card.mutable_picture()->set_width(640);
    card.mutable_picture()->set_height(480);
    card.mutable_picture()->set_bytes(10'000);
    card.set_position(1);
    return record;
}
inline Record draft_record() {
    Record record = record_in(RESIDENT, 302);
    record.mutable_draft()->set_box("closed to the hub");
    record.mutable_draft()->set_saved_ms(kNow);
    return record;
}
inline std::vector<std::pair<std::string, Record>> messaging_records() {
    return {{"record-contact", contact_record()},
            {"record-appealed", appealed_record()},
            {"record-card", card_record()},
            {"record-draft", draft_record()}};
}

}  // namespace dayroom::wire::sample
