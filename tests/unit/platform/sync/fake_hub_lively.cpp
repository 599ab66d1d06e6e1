// The hub in memory: what commands about messages, contacts, credits and drafts do.
#include <catch2/catch.hpp>

#include "tests/unit/platform/sync/fake_hub_parts.h"

namespace dayroom::test {
namespace {

constexpr std::int64_t kDayMs = 86'400'000;

wire::Contact::State after(wire::ChangeContact::Change change) {
    switch (change) {
        case wire::ChangeContact::ACCEPT:
            return wire::Contact::REQUESTED;
        case wire::ChangeContact::REFUSE:
            return wire::Contact::REFUSED;
        case wire::ChangeContact::BLOCK:
            return wire::Contact::BLOCKED;
        case wire::ChangeContact::UNBLOCK:
            return wire::Contact::APPROVED;
        default:
            return wire::Contact::REMOVED;
    }
}

}  // namespace

std::string FakeHub::set_up_messaging() {
    wire::Record prices;
    struct Sample {
        const char* code;
        std::int64_t cents;
        std::int64_t credits;
        std::int64_t valid_days;
    };
    for (const Sample& sample :
         {Sample{"message", 0, 1, 0}, Sample{"card", 0, 2, 0}, Sample{"bundle_5", 150, 5, 0},
          Sample{"bundle_20", 500, 20, 0}, Sample{"bundle_40", 800, 40, 3}, Sample{"document_copy", 250, 0, 0}}) {
        auto& price = *prices.mutable_prices()->add_prices();
        price.set_code(sample.code);
        price.set_cents(sample.cents);
        price.set_credits(sample.credits);
        if (sample.valid_days > 0) price.set_valid_to_ms(clock_.now().ms() + sample.valid_days * kDayMs);
        say(price.mutable_name(), sample.code);
    }
    prices.mutable_prices()->set_valid_from_ms(clock_.now().ms());
    put(scope_of_facility(), prices, prices_id_);
    std::string first;
    for (const char* code : {"thank_you", "birthday"}) {
        wire::Record record;
        record.mutable_card()->set_code(code);
        say(record.mutable_card()->mutable_name(), code);
        record.mutable_card()->mutable_picture()->set_sha256(std::string(32, code[0]));
        record.mutable_card()->set_position(std::string(code) == "birthday" ? 1 : 2);
        const std::string id = put(scope_of_facility(), record);
        if (std::string(code) == "birthday") first = id;
    }
    return first;
}

void FakeHub::change_message(const std::string& id, const std::function<void(wire::Message&)>& change) {
    const std::lock_guard lock(mutex_);
    Kept kept = kept_.at(id);
    change(*kept.record.mutable_message());
    put(kept.scope, kept.record, id);
}

void FakeHub::change_contact(const std::string& id, const std::function<void(wire::Contact&)>& change) {
    const std::lock_guard lock(mutex_);
    Kept kept = kept_.at(id);
    change(*kept.record.mutable_contact());
    put(kept.scope, kept.record, id);
}

void FakeHub::suspend_messaging(const Resident& resident, bool suspended) {
    wire::Record profile;
    profile.mutable_profile()->set_resident_number(resident.number);
    profile.mutable_profile()->set_given_name("Test");
    profile.mutable_profile()->set_language("en");
    if (suspended) profile.mutable_profile()->add_restrictions("messaging");
    put(scope_of(resident), profile, resident.id.raw());
}

void FakeHub::carry_out(const Resident& resident, const wire::Command& command) {
    switch (command.body_case()) {
        case wire::Command::kSendMessage:
            return take_message(resident, command);
        case wire::Command::kWithdrawMessage:
            if (!kept_.contains(command.withdraw_message().message_id())) return;
            return change_message(command.withdraw_message().message_id(), [&](wire::Message& message) {
                balances_[resident.id.raw()].set_credits(balances_[resident.id.raw()].credits() +
                                                         message.price_credits());
                message.set_state(wire::Message::WITHDRAWN);
                put_balances(resident);
            });
        case wire::Command::kAppealMessage:
            return change_message(command.appeal_message().message_id(), [&](wire::Message& message) {
                message.set_appeal(wire::Message::APPEAL_OPEN);
                message.set_appealed_ms(command.made_ms());
            });
        case wire::Command::kRequestContact:
        case wire::Command::kChangeContact:
            return take_contact(resident, command);
        case wire::Command::kBuyCredits:
            return sell_credits(resident, command);
        case wire::Command::kSaveDraft:
            return take_draft(resident, command.save_draft(), command.made_ms());
        default:
            return carry_out_spending(resident, command);
    }
}

void FakeHub::take_message(const Resident& resident, const wire::Command& command) {
    const auto& send = command.send_message();
    wire::Record record;
    auto& message = *record.mutable_message();
    message.set_contact_id(send.contact_id());
    message.set_direction(wire::Message::OUTBOUND);
    message.set_state(wire::Message::HELD);
    message.set_text(send.text());
    message.set_sent_ms(command.made_ms());
    message.set_received_ms(clock_.now().ms());
    message.set_decide_by_ms(clock_.now().ms() + 5 * kDayMs);
    message.set_price_credits(send.price_seen_credits());
    message.set_prepaid(send.prepaid());
    message.set_card_id(send.card_id());
    message.set_receipt_code(send.receipt_code());
    message.set_read(true);
    put(scope_of(resident), record, send.message_id());
    if (send.prepaid())
        change_contact(send.contact_id(),
                       [](wire::Contact& contact) { contact.set_prepaid_replies(contact.prepaid_replies() - 1); });
    auto& balances = balances_[resident.id.raw()];
    balances.set_credits(balances.credits() - send.price_seen_credits());
    put_balances(resident);
    if (!send.draft_id().empty())
        forget_draft(resident, send.draft_id(), std::max(command.made_ms(), clock_.now().ms()));
}

void FakeHub::take_contact(const Resident& resident, const wire::Command& command) {
    if (command.has_change_contact()) {
        const auto& change = command.change_contact();
        return change_contact(change.contact_id(), [&](wire::Contact& contact) {
            contact.set_state(after(change.change()));
            contact.set_blocked_by_resident(change.change() == wire::ChangeContact::BLOCK);
        });
    }
    wire::Record record;
    record.mutable_contact()->set_name(command.request_contact().name());
    record.mutable_contact()->set_relationship(command.request_contact().relationship());
    record.mutable_contact()->set_address(command.request_contact().address());
    record.mutable_contact()->set_state(wire::Contact::REQUESTED);
    put(scope_of(resident), record, command.request_contact().contact_id());
}

void FakeHub::sell_credits(const Resident& resident, const wire::Command& command) {
    auto& balances = balances_[resident.id.raw()];
    balances.set_spendable_cents(balances.spendable_cents() - command.buy_credits().price_seen_cents());
    balances.set_credits(balances.credits() + command.buy_credits().credits_seen());
    wire::Record line;
    line.mutable_transaction()->set_kind(wire::Transaction::MESSAGE_CREDITS);
    line.mutable_transaction()->set_state(wire::Transaction::POSTED);
    line.mutable_transaction()->set_change_cents(-command.buy_credits().price_seen_cents());
    line.mutable_transaction()->set_at_ms(clock_.now().ms());
    line.mutable_transaction()->set_reason_code("message_credits");
    put(scope_of(resident), line, command.id());
    put_balances(resident);
}

/// The newest wins, whatever the order of arrival.
void FakeHub::take_draft(const Resident& resident, const wire::SaveDraft& draft, std::int64_t made_ms) {
    if (draft.remove()) return forget_draft(resident, draft.draft_id(), made_ms);
    auto& saved_ms = draft_saved_ms_[draft.draft_id()];
    if (saved_ms >= draft.draft().saved_ms()) return;
    saved_ms = draft.draft().saved_ms();
    wire::Record record;
    *record.mutable_draft() = draft.draft();
    put(scope_of(resident), record, draft.draft_id());
}

void FakeHub::forget_draft(const Resident& resident, const std::string& id, std::int64_t when_ms) {
    auto& saved_ms = draft_saved_ms_[id];
    if (saved_ms == 0 || saved_ms > when_ms) return;
    saved_ms = when_ms;
    remove(scope_of(resident), id);
}

}  // namespace dayroom::test
