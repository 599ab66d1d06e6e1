#include "platform/agent/answers.h"
#include "platform/rules/calendar.h"
#include "platform/wire/names.h"

namespace dayroom::agent {
namespace {

store::MoneyFilter filter_of(local::MoneyFilter filter) {
    if (filter == local::MONEY_IN) return store::MoneyFilter::kIn;
    return filter == local::MONEY_OUT ? store::MoneyFilter::kOut : store::MoneyFilter::kEverything;
}

local::Transaction transaction_of(const store::TransactionView& view) {
    const auto& from = view.line;
    local::Transaction line;
    line.set_id(view.id.raw());
    line.set_kind(wire::name_of(from.kind()));
    line.set_state(view.state);
    line.set_change_cents(from.change_cents());
    line.set_balance_after_cents(from.balance_after_cents());
    line.set_at_ms(from.at_ms());
    line.set_reason_code(from.reason_code());
    line.set_reason_detail(from.reason_detail());
    copy_texts(from.reason_name(), line.mutable_reason_name());
    line.set_gross_cents(from.gross_cents());
    line.set_fee_cents(from.fee_cents());
    for (const auto& part : from.parts()) {
        auto& added = *line.add_parts();
        added.set_code(part.code());
        added.set_legal_basis(part.legal_basis());
        added.set_basis_points(part.basis_points());
        added.set_cents(part.cents());
        added.set_into_savings(part.into_savings());
        added.set_still_owed_cents(part.still_owed_cents());
        copy_texts(part.name(), added.mutable_name());
    }
    return line;
}

}  // namespace

Answer answer_money(Desk& desk) {
    const auto facility = TRY(desk.device.facility());
    const auto month = rules::month_start(desk.clock.now(), TRY(time_zone_of(desk)));
    const auto view = TRY(desk.session.vault->money(month));
    local::ToTerminal answer;
    auto& money = *answer.mutable_money();
    money.set_spendable_cents(view.balances.spendable_cents() - view.queued.units());
    money.set_savings_cents(view.balances.savings_cents());
    money.set_phone_cents(view.balances.phone_cents());
    money.set_credits(view.balances.credits() - view.queued_credits.units());
    money.set_on_hold_cents(view.balances.on_hold_cents());
    money.set_owed_cents(view.balances.owed_cents());
    money.set_as_of_ms(view.balances.as_of_ms());
    money.set_queued_cents(view.queued.units());
    money.set_month_in_cents(view.month_in.units());
    money.set_month_out_cents(view.month_out.units());
    for (const auto& part : view.parts) {
        if (!part.cents.is_negative()) continue;  // where it went, not where it came from
        auto& added = *money.add_month_parts();
        added.set_kind(part.kind);
        added.set_cents(part.cents.units());
    }
    money.set_brake_cents(view.balances.brake_cents());
    const auto today = TRY(left_today(desk));
    money.set_brake(today.has_value());
    money.set_brake_left_cents(today.value_or(Cents()).units());
    money.set_brake_next_cents(view.balances.brake_next_cents());
    money.set_brake_next_from_ms(view.balances.brake_next_from_ms());
    if (const auto waiting = TRY(desk.session.vault->newest_undecided(wire::Command::kSetSpendBrake)))
        money.set_brake_queued_cents(waiting->set_spend_brake().daily_cents());
    if (facility) {
        money.set_send_money_offered(facility->policy().send_money());
        money.set_cooling_off_hours(facility->policy().cooling_off_hours());
    }
    const auto fee = TRY(price_now(desk, "send_money"));
    money.set_send_money_fee_cents(fee ? fee->cents() : 0);
    money.set_stamp(moved_of(desk.device.stamps(), desk.session).money());
    return answer;
}

Answer answer_transactions(Desk& desk, const local::GetTransactions& query) {
    store::TransactionQuery wanted{filter_of(query.filter()), query.kind()};
    for (const auto& word : query.search())
        wanted.search.push_back({word.text(), {word.codes().begin(), word.codes().end()}});
    if (query.year() != 0 || query.month() != 0) {
        const auto month = TRY(rules::local_month(query.year(), query.month(), TRY(time_zone_of(desk))));
        wanted.from = month.begin;
        wanted.to = month.end;
    }
    const auto found = TRY(desk.session.vault->transactions(wanted, page_of(query.page())));
    local::ToTerminal answer;
    auto& list = *answer.mutable_transactions();
    for (const auto& line : found.transactions) *list.add_transactions() = transaction_of(line);
    list.set_total(found.total);
    list.set_stamp(moved_of(desk.device.stamps(), desk.session).money());
    return answer;
}

}  // namespace dayroom::agent
