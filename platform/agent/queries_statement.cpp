// The statement by month, and what is owed.
#include "platform/agent/answers.h"
#include "platform/rules/calendar.h"
#include "platform/wire/names.h"

namespace dayroom::agent {
namespace {

constexpr int kMaxMonths = 240;
constexpr int kDepositsLookedAt = store::kMaxPageCount;

/// Newest first: from this month back to that of the oldest line.
Result<std::vector<rules::LocalMonth>> months_of(Desk& desk, const std::string& zone) {
    std::vector<rules::LocalMonth> out = {rules::month_of(desk.clock.now(), zone)};
    const auto oldest = TRY(desk.session.vault->oldest_line());
    while (oldest && *oldest < out.back().begin && static_cast<int>(out.size()) < kMaxMonths)
        out.push_back(rules::month_of(out.back().begin - Milliseconds(1), zone));
    return out;
}

/// From the newest deposit that paid to obligations of this code.
void tell_last_taken(const std::vector<store::TransactionView>& deposits, local::Obligation& obligation) {
    for (const auto& deposit : deposits) {
        for (const auto& part : deposit.line.parts()) {
            if (part.code() != obligation.code() || part.into_savings()) continue;
            auto& taken = *obligation.mutable_last_taken();
            taken.set_basis_points(part.basis_points());
            taken.set_cents(part.cents());
            taken.set_gross_cents(deposit.line.gross_cents());
            taken.set_at_ms(deposit.line.at_ms());
            return;
        }
    }
}

}  // namespace

Result<std::string> time_zone_of(Desk& desk) {
    const auto facility = TRY(desk.device.facility());
    return facility ? facility->time_zone() : std::string();
}

Answer answer_statement(Desk& desk, const local::GetStatement& query) {
    const std::string zone = TRY(time_zone_of(desk));
    const auto months = TRY(months_of(desk, zone));
    rules::LocalMonth month = months.front();
    if (query.year() != 0 || query.month() != 0) month = TRY(rules::local_month(query.year(), query.month(), zone));
    if (month.begin > months.front().begin) return Error(ErrorCode::kNotFound, "a month that has not begun");
    const auto view = TRY(desk.session.vault->statement(month.begin, month.end));
    local::ToTerminal answer;
    auto& statement = *answer.mutable_statement();
    statement.set_year(month.year);
    statement.set_month(month.month);
    statement.set_opening_cents(view.opening.units());
    statement.set_closing_cents(view.closing.units());
    statement.set_in_cents(view.in.units());
    statement.set_out_cents(view.out.units());
    for (const auto& part : view.parts) {
        auto& added = *statement.add_parts();
        added.set_kind(part.kind);
        added.set_cents(part.cents.units());
    }
    statement.set_lines(view.lines);
    statement.set_as_of_ms(view.as_of.ms());
    statement.set_complete(view.complete);
    for (const auto& each : months) {
        auto& added = *statement.add_months();
        added.set_year(each.year);
        added.set_month(each.month);
    }
    return answer;
}

Answer answer_obligations(Desk& desk) {
    store::TransactionQuery of_deposits;
    of_deposits.kind = wire::name_of(wire::Transaction::DEPOSIT);
    const auto deposits = TRY(desk.session.vault->transactions(of_deposits, {0, kDepositsLookedAt})).transactions;
    local::ToTerminal answer;
    auto& list = *answer.mutable_obligations();
    for (const auto& view : TRY(desk.session.vault->obligations())) {
        auto& added = *list.add_obligations();
        added.set_id(view.id);
        added.set_code(view.obligation.code());
        added.set_legal_basis(view.obligation.legal_basis());
        copy_texts(view.obligation.name(), added.mutable_name());
        added.set_state(wire::name_of(view.obligation.state()));
        added.set_owed_cents(view.obligation.owed_cents());
        added.set_set_cents(view.obligation.set_cents());
        tell_last_taken(deposits, added);
    }
    list.set_stamp(moved_of(desk.device.stamps(), desk.session).money());
    return answer;
}

}  // namespace dayroom::agent
