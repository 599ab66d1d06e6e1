// Writing to somebody outside: what it costs and whether it can be sent, then sending, taking back, objecting.
#include <algorithm>

#include "platform/agent/answers.h"
#include "platform/base/utf8.h"
#include "platform/rules/receipt_code.h"
#include "platform/wire/limits.h"

namespace dayroom::agent {
namespace {

constexpr int kCharactersWithoutPolicy = 13'000;
constexpr const char* kMessagePrice = "message";
constexpr const char* kCardPrice = "card";
constexpr const char* kMessagingRestriction = "messaging";

std::string draft_key_of(const std::string& contact_id) { return "message/" + to_hex(as_bytes(contact_id)); }

/// Why nothing can be sent to this contact now; empty: it can.
Result<std::string> refusal_to(Desk& desk, const store::ContactView& contact) {
    const auto profile = TRY(desk.session.vault->profile());
    const bool suspended = profile && std::any_of(profile->restrictions().begin(), profile->restrictions().end(),
                                                  [](const auto& code) { return code == kMessagingRestriction; });
    if (suspended) return std::string("messaging_suspended");
    if (contact.state != "approved") return std::string("contact_not_approved");
    if (!check_room(desk).ok()) return std::string("outbox_full");
    return std::string();
}

Result<int> characters_max(Desk& desk) {
    const auto facility = TRY(desk.device.facility());
    const int most = facility ? facility->policy().message_characters() : 0;
    return most > 0 ? most : kCharactersWithoutPolicy;
}

Result<Credits> credits_left(Desk& desk) {
    const auto money = TRY(desk.session.vault->money(desk.clock.now()));
    return Credits::of(money.balances.credits()).minus(money.queued_credits);
}

Result<store::CardView> card_by_id(Desk& desk, const std::string& id) {
    for (auto& card : TRY(desk.device.cards()))
        if (card.id == id) return std::move(card);
    return Error(ErrorCode::kNotFound, "no such card");
}

/// What it costs by the list that is in force here; the hub compares with its own.
Result<std::int64_t> price_of(Desk& desk, const local::SendMessage& query) {
    const auto message = TRY(credits_price_now(desk, kMessagePrice));
    if (!message) return refusal(ErrorCode::kUnavailable, "price_unknown", "the price list has not come yet");
    if (query.card_id().empty()) return query.prepaid() ? 0 : *message;
    TRY(card_by_id(desk, query.card_id()));
    return query.prepaid() ? 0 : *message + TRY(credits_price_now(desk, kCardPrice)).value_or(0);
}

Answer sent_before(const Desk& desk, const wire::Command& before, const local::SendMessage& query) {
    const auto& send = before.send_message();
    if (send.contact_id() != query.contact_id() || send.card_id() != query.card_id())
        return Error(ErrorCode::kConflict, "this nonce was used for something else");
    return submitted(desk, send.message_id(), send.receipt_code());
}

Result<store::MessageView> message_by_id(Desk& desk, const std::string& bytes) {
    auto found = TRY(desk.session.vault->message(TRY(MessageId::from_bytes(bytes))));
    if (!found) return Error(ErrorCode::kNotFound, "no such message of this resident");
    return std::move(*found);
}

/// A message that has not left is settled here; else the hub hears that it is not wanted any more.
Status take_out_or_tell(Desk& desk, const store::MessageView& view, const wire::Command& withdrawal) {
    const bool never_left = view.state == "queued" && TRY(take_back(desk, view.id.raw(), wire::Command::kSendMessage));
    if (!never_left) return put_into_outbox(desk, withdrawal);
    TRY(desk.session.vault->withdraw_here(view.id, desk.clock.now()));
    // The hub never heard that its draft is over.
    if (!send_drafts(desk).ok()) desk.session.draft_since = desk.clock.steady();
    return {};
}

/// Everything but the money.
Status check_sendable(Desk& desk, const store::ContactView& contact, const local::SendMessage& query) {
    const std::string refused = TRY(refusal_to(desk, contact));
    if (!refused.empty()) return Error(ErrorCode::kDenied, "nothing can be sent to this contact now", refused);
    if (query.prepaid() && contact.prepaid_replies <= 0)
        return refusal(ErrorCode::kConflict, "no_prepaid_reply", "the contact has paid for no further reply");
    return {};
}

}  // namespace

Answer answer_writing(Desk& desk, const local::GetWriting& query) {
    const auto contact = TRY(desk.session.vault->contact(TRY(ContactId::from_bytes(query.contact_id()))));
    if (!contact) return Error(ErrorCode::kNotFound, "no such contact of this resident");
    const auto money = TRY(desk.session.vault->money(desk.clock.now()));
    const auto price = TRY(credits_price_now(desk, kMessagePrice));
    local::ToTerminal answer;
    auto& writing = *answer.mutable_writing();
    writing.set_contact_name(contact->contact.name());
    writing.set_refusal_code(TRY(refusal_to(desk, *contact)));
    writing.set_characters_max(TRY(characters_max(desk)));
    writing.set_price_known(price.has_value());
    writing.set_message_credits(price.value_or(0));
    writing.set_card_credits(TRY(credits_price_now(desk, kCardPrice)).value_or(0));
    writing.set_credits(TRY(credits_left(desk)).units());
    writing.set_as_of_ms(money.balances.as_of_ms());
    writing.set_prepaid_replies(contact->prepaid_replies);
    for (const auto& each : TRY(desk.device.cards())) *writing.add_cards() = card_of(each);
    return answer;
}

Answer answer_send(Desk& desk, const local::SendMessage& query) {
    if (const auto before = TRY(saved_before(desk, query.nonce()))) return sent_before(desk, *before, query);
    const auto contact = TRY(desk.session.vault->contact(TRY(ContactId::from_bytes(query.contact_id()))));
    if (!contact) return Error(ErrorCode::kNotFound, "no such contact of this resident");
    TRY(check_sendable(desk, *contact, query));
    const std::string text = TRY(typed_text(query.text(), static_cast<std::size_t>(TRY(characters_max(desk)))));
    const std::int64_t price = TRY(price_of(desk, query));
    if (price != query.price_seen_credits())
        return refusal(ErrorCode::kConflict, "price_changed", "another price is in force");
    if (TRY(credits_left(desk)).units() < price)
        return refusal(ErrorCode::kInsufficientFunds, "insufficient_credits", "the last known credits do not cover it");

    store::Intent intent;
    intent.command = new_command(desk);
    auto& send = *intent.command.mutable_send_message();
    send.set_message_id(MessageId::make(desk.clock, desk.random).raw());
    send.set_contact_id(query.contact_id());
    send.set_text(text);
    send.set_price_seen_credits(price);
    send.set_receipt_code(rules::make_receipt_code(desk.random));
    send.set_card_id(query.card_id());
    send.set_prepaid(query.prepaid());
    if (const auto profile = TRY(desk.session.vault->profile())) send.set_language(profile->language());
    intent.reserved_credits = Credits::of(price);
    intent.nonce = to_bytes(query.nonce());
    intent.draft_key = draft_key_of(query.contact_id());
    // The hub forgets what was saved up to the message: not after it, whatever a clock says.
    if (const auto draft = TRY(desk.session.vault->draft(intent.draft_key)))
        intent.command.set_made_ms(std::max(intent.command.made_ms(), draft->saved.ms()));
    send.set_draft_id(desk.session.vault->draft_id(intent.draft_key));
    const auto saved = TRY(queue_command(desk, intent));
    return submitted(desk, saved.send_message().message_id(), saved.send_message().receipt_code());
}

Answer answer_withdraw(Desk& desk, const local::WithdrawMessage& query) {
    const auto view = TRY(message_by_id(desk, query.message_id()));
    if (view.state == "refused") {
        TRY(desk.session.vault->drop_refused(view.id));
        return done();
    }
    if (view.withdrawing) return done();
    if (!may_withdraw(view)) return refusal(ErrorCode::kConflict, "already_decided", "it is decided");
    TRY(check_room(desk));
    // First the wish, durably: whatever ends the program now, what was sent is also taken back.
    store::Intent intent;
    intent.command = new_command(desk);
    intent.command.mutable_withdraw_message()->set_message_id(query.message_id());
    const auto saved = TRY(desk.session.vault->save_intent(intent));
    finish_queuing(desk, take_out_or_tell(desk, view, saved));
    return done();
}

Answer answer_appeal(Desk& desk, const local::AppealMessage& query) {
    if (const auto before = TRY(saved_before(desk, query.nonce()))) {
        if (before->appeal_message().message_id() != query.message_id())
            return Error(ErrorCode::kConflict, "this nonce was used for something else");
        return submitted(desk, query.message_id(), before->appeal_message().receipt_code());
    }
    const auto view = TRY(message_by_id(desk, query.message_id()));
    if (!may_appeal(view, desk.clock.now())) {
        const bool late = view.state == "rejected" && view.message.appeal_by_ms() < desk.clock.now().ms();
        return refusal(ErrorCode::kConflict, late ? "too_late" : "already_decided", "it cannot be appealed");
    }
    store::Intent intent;
    intent.command = new_command(desk);
    auto& appeal = *intent.command.mutable_appeal_message();
    appeal.set_message_id(query.message_id());
    appeal.set_text(TRY(typed_text(query.text(), wire::kMaxAppealCharacters)));
    appeal.set_receipt_code(rules::make_receipt_code(desk.random));
    intent.nonce = to_bytes(query.nonce());
    const auto saved = TRY(queue_command(desk, intent));
    return submitted(desk, query.message_id(), saved.appeal_message().receipt_code());
}

}  // namespace dayroom::agent
