// Commands on their way out: saved, closed, queued; and what the hub said of them.
#include <algorithm>

#include "platform/agent/answers.h"
#include "platform/base/crash_point.h"
#include "platform/crypto/keys.h"
#include "platform/wire/seal.h"

namespace dayroom::agent {
namespace {

constexpr std::size_t kNonceBytes = 16;

Result<wire::QueuedCommand> close_command(Desk& desk, const wire::Command& command) {
    const auto id = TRY(CommandId::from_bytes(command.id()));
    const auto signed_command = TRY(wire::sign_command(command, desk.session.vault->command_key(), desk.signing_key));
    return wire::box_command(signed_command, id, desk.context.hub_box);
}

bool describe_spending(const wire::Command& command, local::Outcome& outcome) {
    switch (command.body_case()) {
        case wire::Command::kMoveMoney:
            outcome.set_what("transfer");
            outcome.set_id(command.move_money().transfer_id());
            outcome.set_receipt_code(command.move_money().receipt_code());
            outcome.set_cents(command.move_money().cents());
            return true;
        case wire::Command::kSendMoney:
            outcome.set_what("send_money");
            outcome.set_id(command.send_money().transfer_id());
            outcome.set_receipt_code(command.send_money().receipt_code());
            outcome.set_cents(command.send_money().cents());
            return true;
        case wire::Command::kWithdrawSendMoney:
            outcome.set_what("withdrawal");
            outcome.set_id(command.withdraw_send_money().transfer_id());
            return true;
        case wire::Command::kSubmitOrder:
            outcome.set_what("order");
            outcome.set_id(command.submit_order().order_id());
            outcome.set_receipt_code(command.submit_order().receipt_code());
            outcome.set_cents(command.submit_order().total_seen_cents());
            return true;
        case wire::Command::kRequestPhoneNumber:
            outcome.set_what("phone_number");
            outcome.set_id(command.request_phone_number().number_id());
            return true;
        case wire::Command::kChangePhoneNumber:
            outcome.set_what("phone_number");
            outcome.set_id(command.change_phone_number().number_id());
            return true;
        case wire::Command::kBookVisit:
            outcome.set_what("visit");
            outcome.set_id(command.book_visit().visit_id());
            outcome.set_receipt_code(command.book_visit().receipt_code());
            outcome.set_cents(command.book_visit().price_seen_cents());
            return true;
        case wire::Command::kChangeVisit:
            outcome.set_what("visit_change");
            outcome.set_id(command.change_visit().visit_id());
            return true;
        case wire::Command::kCancelVisit:
            outcome.set_what("visit_cancel");
            outcome.set_id(command.cancel_visit().visit_id());
            return true;
        case wire::Command::kCheckInVisit:
            outcome.set_what("visit_check_in");
            outcome.set_id(command.check_in_visit().visit_id());
            return true;
        case wire::Command::kCancelOrder:
            outcome.set_what("cancellation");
            outcome.set_id(command.cancel_order().order_id());
            return true;
        case wire::Command::kAcceptDelivery:
            outcome.set_what("delivery");
            outcome.set_id(command.accept_delivery().order_id());
            return true;
        default:
            return false;
    }
}

/// False for a command that nobody waits for.
bool describe(const wire::Command& command, local::Outcome& outcome) {
    switch (command.body_case()) {
        case wire::Command::kSubmitRequest:
            outcome.set_what("request");
            outcome.set_id(command.submit_request().request_id());
            outcome.set_receipt_code(command.submit_request().receipt_code());
            outcome.set_cents(command.submit_request().price_seen_cents());
            return true;
        case wire::Command::kWithdrawRequest:
            outcome.set_what("request_withdrawal");
            outcome.set_id(command.withdraw_request().request_id());
            return true;
        case wire::Command::kReplyToRequest:
            outcome.set_what("request_reply");
            outcome.set_id(command.reply_to_request().request_id());
            return true;
        case wire::Command::kSendMessage:
            outcome.set_what("message");
            outcome.set_id(command.send_message().message_id());
            outcome.set_receipt_code(command.send_message().receipt_code());
            outcome.set_credits(command.send_message().price_seen_credits());
            return true;
        case wire::Command::kWithdrawMessage:
            outcome.set_what("withdrawal");
            outcome.set_id(command.withdraw_message().message_id());
            return true;
        case wire::Command::kAppealMessage:
            outcome.set_what("appeal");
            outcome.set_id(command.appeal_message().message_id());
            outcome.set_receipt_code(command.appeal_message().receipt_code());
            return true;
        case wire::Command::kRequestContact:
            outcome.set_what("contact");
            outcome.set_id(command.request_contact().contact_id());
            return true;
        case wire::Command::kChangeContact:
            outcome.set_what("contact");
            outcome.set_id(command.change_contact().contact_id());
            return true;
        case wire::Command::kBuyCredits:
            outcome.set_what("credits");
            outcome.set_receipt_code(command.buy_credits().receipt_code());
            outcome.set_cents(command.buy_credits().price_seen_cents());
            outcome.set_credits(command.buy_credits().credits_seen());
            return true;
        default:
            return describe_spending(command, outcome);
    }
}

}  // namespace

wire::Command new_command(Desk& desk) {
    wire::Command command;
    command.set_id(CommandId::make(desk.clock, desk.random).raw());
    command.set_facility_id(desk.context.facility.raw());
    command.set_device_id(desk.context.device.raw());
    command.set_resident_id(desk.session.resident.raw());
    command.set_made_ms(desk.clock.now().ms());
    return command;
}

Result<std::optional<wire::Command>> saved_before(Desk& desk, const std::string& nonce) {
    if (nonce.size() != kNonceBytes) return Error(ErrorCode::kInvalid, "a nonce has 16 bytes");
    return desk.session.vault->saved_under(as_bytes(nonce));
}

Status check_room(Desk& desk) {
    if (TRY(desk.device.outbox().depth()) >= store::kOutboxLimit)
        return refusal(ErrorCode::kUnavailable, "outbox_full", "the outbox is full");
    return {};
}

Status put_into_outbox(Desk& desk, const wire::Command& command) {
    const auto boxed = TRY(close_command(desk, command));
    TRY(desk.device.outbox().add(boxed, desk.session.resident, Timestamp::from_ms(command.made_ms()),
                                 store::makes_a_thing(command)));
    desk.queued = true;
    return {};
}

Result<wire::Command> queue_command(Desk& desk, const store::Intent& intent) {
    TRY(check_room(desk));
    auto saved = TRY(desk.session.vault->save_intent(intent));
    crash_point(kCrashIntentSaved);
    finish_queuing(desk, put_into_outbox(desk, saved));
    return saved;
}

void finish_queuing(Desk& desk, const Status& put) {
    if (put.ok()) return;
    desk.session.to_requeue = true;
    desk.trouble = put;
}

Result<bool> take_back(Desk& desk, const std::string& entity, wire::Command::BodyCase kind) {
    const auto command = TRY(desk.session.vault->undecided(entity, kind));
    if (!command) return false;
    // One that is saved and never reached the outbox has not left either.
    if (!TRY(desk.device.outbox().find(*command))) return true;
    return desk.device.outbox().take_back(*command);
}

Result<int> requeue_intents(Desk& desk) {
    int again = 0;
    for (const auto& saved : TRY(desk.session.vault->undecided_intents())) {
        const auto id = TRY(CommandId::from_bytes(saved.command.id()));
        if (TRY(desk.device.outbox().find(id))) continue;
        TRY(put_into_outbox(desk, saved.command));
        ++again;
    }
    desk.session.to_requeue = false;
    return again;
}

Status send_drafts(Desk& desk) {
    for (const auto& draft : TRY(desk.session.vault->unsent_drafts())) {
        wire::Command command = new_command(desk);
        // A removal counts from then at the hub: not before what it removes.
        command.set_made_ms(std::max(command.made_ms(), draft.saved.ms()));
        *command.mutable_save_draft() = TRY(desk.session.vault->draft_command(draft));
        const auto boxed = TRY(close_command(desk, command));
        TRY(desk.device.outbox().add_newest(boxed, desk.session.resident, Timestamp::from_ms(command.made_ms()),
                                            as_bytes(command.save_draft().draft_id())));
        desk.queued = true;
        TRY(desk.session.vault->mark_draft_sent(draft));
    }
    desk.session.draft_since.reset();
    return {};
}

std::optional<local::ToTerminal> outcome_push(store::Vault& vault, const store::OutboxEntry& entry) {
    const auto intent = vault.intent(entry.id);
    if (!intent.ok() || !intent.value()) return std::nullopt;
    local::ToTerminal push;
    auto& outcome = *push.mutable_outcome();
    if (!describe(intent.value()->command, outcome)) return std::nullopt;
    outcome.set_done(entry.outcome.result() == wire::Outcome::DONE);
    outcome.set_code(entry.outcome.code());
    return push;
}

}  // namespace dayroom::agent
