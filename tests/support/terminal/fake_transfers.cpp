// The fake agent: money that a resident moves, and the limit of a day's spending.
#include <algorithm>

#include "tests/support/terminal/fake_agent.h"
#include "tests/support/terminal/fake_parts.h"

namespace dayroom::test {
namespace {

constexpr std::int64_t kUntilTomorrow = 86'400'000;

}  // namespace

bool FakeAgent::dispatch_transfers(const local::ToAgent& query, Answer& answer) {
    using Case = local::ToAgent::QueryCase;
    switch (query.query_case()) {
        case Case::kMoveMoney:
            move_money(query.move_money(), answer);
            return true;
        case Case::kSendMoney:
            send_money(query.send_money(), answer);
            return true;
        case Case::kWithdrawSendMoney:
            take_back_money(query.withdraw_send_money(), answer);
            return true;
        case Case::kSetSpendBrake:
            set_brake(query.set_spend_brake().daily_cents());
            answer.mutable_done();
            return true;
        default:
            return false;
    }
}

void FakeAgent::offer_send_money(std::int64_t fee_cents, int cooling_off_hours) {
    money_.set_send_money_offered(true);
    money_.set_send_money_fee_cents(fee_cents);
    money_.set_cooling_off_hours(cooling_off_hours);
}

void FakeAgent::move_money(const local::MoveMoney& query, Answer& answer) {
    if (repeated(query.nonce(), answer) || refused(answer)) return;
    if (query.cents() <= 0) return refuse(answer, "invalid");
    if (query.cents() > money_.spendable_cents()) return refuse(answer, "insufficient_funds");
    money_.set_spendable_cents(money_.spendable_cents() - query.cents());
    if (query.to() == "phone")
        money_.set_phone_cents(money_.phone_cents() + query.cents());
    else
        money_.set_savings_cents(money_.savings_cents() + query.cents());
    submitted(query.nonce(), "transfer-" + std::to_string(nonces_.size() + 1), answer);
}

void FakeAgent::send_money(const local::SendMoney& query, Answer& answer) {
    if (repeated(query.nonce(), answer) || refused(answer)) return;
    const std::int64_t all = query.cents() + query.fee_seen_cents();
    if (query.fee_seen_cents() != money_.send_money_fee_cents()) return refuse(answer, "price_changed");
    if (query.cents() <= 0 || all > money_.spendable_cents()) return refuse(answer, "insufficient_funds");
    money_.set_spendable_cents(money_.spendable_cents() - all);
    money_.set_on_hold_cents(money_.on_hold_cents() + all);
    auto& line = add_transaction("send_money", "pending", -all, 0, ago(0));
    line.set_reason_code("send_money");
    if (const auto* contact = find_contact(query.contact_id())) line.set_reason_detail(contact->name());
    std::rotate(transactions_.begin(), transactions_.end() - 1, transactions_.end());
    submitted(query.nonce(), transactions_.front().id(), answer);
}

void FakeAgent::take_back_money(const local::WithdrawSendMoney& query, Answer& answer) {
    if (refused(answer)) return;
    for (auto& line : transactions_) {
        if (line.id() != query.transfer_id() || line.state() != "pending") continue;
        line.set_state("voided");
        money_.set_spendable_cents(money_.spendable_cents() - line.change_cents());
        money_.set_on_hold_cents(money_.on_hold_cents() + line.change_cents());
        answer.mutable_done();
        return;
    }
    refuse(answer, "already_decided");
}

void FakeAgent::set_brake(std::int64_t cents) {
    if (!status_.online()) return money_.set_brake_queued_cents(cents);
    const bool at_once = cents > 0 && (money_.brake_cents() == 0 || cents < money_.brake_cents());
    money_.set_brake_next_cents(at_once ? 0 : cents);
    money_.set_brake_next_from_ms(at_once ? 0 : clock_.now().ms() + kUntilTomorrow);
    if (!at_once) return;
    money_.set_brake_cents(cents);
    money_.set_brake_left_cents(cents);
    money_.set_brake(cents > 0);
}

}  // namespace dayroom::test
