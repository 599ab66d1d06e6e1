// Money that a resident moves: to their phone account or savings, out of the facility, and the brake on a day's
// spending.
#include "platform/agent/answers.h"
#include "platform/rules/calendar.h"
#include "platform/rules/receipt_code.h"
#include "platform/wire/limits.h"

namespace dayroom::agent {
namespace {

constexpr const char* kSendMoneyFee = "send_money";

/// Balances of an earlier day do not know today's spending.
Result<std::optional<Cents>> brake_left(Desk& desk, const wire::Balances& balances) {
    const Timestamp now = desk.clock.now();
    const bool changed = balances.brake_next_from_ms() != 0 && balances.brake_next_from_ms() <= now.ms();
    const std::int64_t limit = changed ? balances.brake_next_cents() : balances.brake_cents();
    if (limit == 0) return std::optional<Cents>();
    const auto today = rules::local_day(now, TRY(time_zone_of(desk)));
    const bool of_today = !changed && balances.as_of_ms() >= today.begin.ms();
    return std::optional(Cents::of(of_today ? balances.brake_left_cents() : limit));
}

Result<std::int64_t> send_money_fee(Desk& desk) {
    const auto price = TRY(price_now(desk, kSendMoneyFee));
    return price ? price->cents() : 0;
}

/// A note may be left out.
Result<std::string> note_of(const std::string& typed) {
    if (typed.find_first_not_of(" \t\n") == std::string::npos) return std::string();
    return typed_text(typed, wire::kMaxLineCharacters);
}

Status check_receiver(Desk& desk, const local::SendMoney& query) {
    if (query.purpose() == "release_costs")
        return query.contact_id().empty() ? Status() : Error(ErrorCode::kInvalid, "release costs name a contact");
    if (query.purpose() != "to_contact") return Error(ErrorCode::kInvalid, "no such purpose");
    const auto contact = TRY(desk.session.vault->contact(TRY(ContactId::from_bytes(query.contact_id()))));
    if (!contact) return Error(ErrorCode::kNotFound, "no such contact of this resident");
    if (contact->state != "approved")
        return refusal(ErrorCode::kDenied, "contact_not_approved", "money goes to approved contacts only");
    return {};
}

Answer sent_out_before(const Desk& desk, const wire::Command& before, const local::SendMoney& query) {
    const auto& send = before.send_money();
    if (!before.has_send_money() || send.cents() != query.cents() || send.contact_id() != query.contact_id())
        return Error(ErrorCode::kConflict, "this nonce was used for something else");
    return submitted(desk, send.transfer_id(), send.receipt_code());
}

}  // namespace

Result<std::optional<Cents>> left_today(Desk& desk) {
    const auto money = TRY(desk.session.vault->money(desk.clock.now()));
    const auto left = TRY(brake_left(desk, money.balances));
    if (!left) return left;
    return std::optional(std::max(Cents(), TRY(left->minus(TRY(desk.session.vault->queued_spending())))));
}

Result<Cents> money_left(Desk& desk) {
    const auto money = TRY(desk.session.vault->money(desk.clock.now()));
    return Cents::of(money.balances.spendable_cents()).minus(money.queued);
}

Status check_spending(Desk& desk, Cents cents) {
    if (cents > TRY(money_left(desk)))
        return refusal(ErrorCode::kInsufficientFunds, "insufficient_funds", "the last known balance does not cover it");
    const auto today = TRY(left_today(desk));
    return today && cents > *today ? refusal(ErrorCode::kDenied, "spend_brake", "more than may be spent today")
                                   : Status();
}

Answer answer_move_money(Desk& desk, const local::MoveMoney& query) {
    const bool to_phone = query.to() == "phone";
    if (!to_phone && query.to() != "savings") return Error(ErrorCode::kInvalid, "no such account");
    if (const auto before = TRY(saved_before(desk, query.nonce()))) {
        const auto& move = before->move_money();
        const bool same = before->has_move_money() && move.cents() == query.cents() &&
                          (move.to() == wire::MoveMoney::PHONE) == to_phone;
        if (!same) return Error(ErrorCode::kConflict, "this nonce was used for something else");
        return submitted(desk, move.transfer_id(), move.receipt_code());
    }
    const PositiveCents amount = TRY(PositiveCents::of(query.cents()));
    if (amount.amount() > TRY(money_left(desk)))
        return refusal(ErrorCode::kInsufficientFunds, "insufficient_funds", "the last known balance does not cover it");
    // What goes to savings is not spent: the brake does not count it.
    if (to_phone) TRY(check_spending(desk, amount.amount()));
    store::Intent intent;
    intent.command = new_command(desk);
    auto& move = *intent.command.mutable_move_money();
    move.set_transfer_id(TransferId::make(desk.clock, desk.random).raw());
    move.set_to(to_phone ? wire::MoveMoney::PHONE : wire::MoveMoney::SAVINGS);
    move.set_cents(amount.units());
    move.set_receipt_code(rules::make_receipt_code(desk.random));
    intent.reserved = amount.amount();
    intent.nonce = to_bytes(query.nonce());
    const auto saved = TRY(queue_command(desk, intent));
    return submitted(desk, saved.move_money().transfer_id(), saved.move_money().receipt_code());
}

Answer answer_send_money(Desk& desk, const local::SendMoney& query) {
    if (const auto before = TRY(saved_before(desk, query.nonce()))) return sent_out_before(desk, *before, query);
    const auto facility = TRY(desk.device.facility());
    if (!facility || !facility->policy().send_money())
        return refusal(ErrorCode::kDenied, "send_money_off", "the facility does not send money out");
    TRY(check_receiver(desk, query));
    const PositiveCents amount = TRY(PositiveCents::of(query.cents()));
    const std::int64_t fee = TRY(send_money_fee(desk));
    if (fee != query.fee_seen_cents()) return refusal(ErrorCode::kConflict, "price_changed", "another fee is in force");
    const Cents all = TRY(amount.amount().plus(Cents::of(fee)));
    TRY(check_spending(desk, all));
    store::Intent intent;
    intent.command = new_command(desk);
    auto& send = *intent.command.mutable_send_money();
    send.set_transfer_id(TransferId::make(desk.clock, desk.random).raw());
    send.set_purpose(query.purpose() == "to_contact" ? wire::SendMoney::TO_CONTACT : wire::SendMoney::RELEASE_COSTS);
    send.set_contact_id(query.contact_id());
    send.set_cents(amount.units());
    send.set_fee_seen_cents(fee);
    send.set_note(TRY(note_of(query.note())));
    send.set_receipt_code(rules::make_receipt_code(desk.random));
    intent.reserved = all;
    intent.nonce = to_bytes(query.nonce());
    const auto saved = TRY(queue_command(desk, intent));
    return submitted(desk, saved.send_money().transfer_id(), saved.send_money().receipt_code());
}

Answer answer_withdraw_send_money(Desk& desk, const local::WithdrawSendMoney& query) {
    const auto id = TRY(TransferId::from_bytes(query.transfer_id()));
    auto& vault = *desk.session.vault;
    if (TRY(vault.undecided(id.raw(), wire::Command::kWithdrawSendMoney))) return done();
    const bool queued = TRY(vault.undecided(id.raw(), wire::Command::kSendMoney)).has_value();
    const auto line = TRY(vault.transaction(id));
    if (!queued && !line) return Error(ErrorCode::kNotFound, "no such transfer of this resident");
    const bool held = line && line->line.kind() == wire::Transaction::SEND_MONEY && line->state == "pending";
    if (!queued && !held) return refusal(ErrorCode::kConflict, "already_decided", "it is decided");
    TRY(check_room(desk));
    // First the wish, durably: whatever ends the program now, what was sent is also taken back.
    store::Intent intent;
    intent.command = new_command(desk);
    intent.command.mutable_withdraw_send_money()->set_transfer_id(id.raw());
    const auto saved = TRY(vault.save_intent(intent));
    if (queued && TRY(take_back(desk, id.raw(), wire::Command::kSendMoney))) {
        TRY(vault.drop_transfer(id));
    } else {
        TRY(put_into_outbox(desk, saved));
    }
    return done();
}

Answer answer_set_spend_brake(Desk& desk, const local::SetSpendBrake& query) {
    if (query.daily_cents() != 0) TRY(PositiveCents::of(query.daily_cents()));
    store::Intent intent;
    intent.command = new_command(desk);
    intent.command.mutable_set_spend_brake()->set_daily_cents(query.daily_cents());
    TRY(queue_command(desk, intent));
    return done();
}

}  // namespace dayroom::agent
