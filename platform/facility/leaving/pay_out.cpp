#include "platform/facility/leaving/pay_out.h"

#include <algorithm>
#include <set>

#include "platform/facility/feed/plain_text.h"
#include "platform/facility/leaving/leaving.h"

namespace dayroom::facility {
namespace {

constexpr std::array kMethods{PayOutMethod::kByCheque, PayOutMethod::kByCard, PayOutMethod::kByCash};
constexpr int kMaxPayOutList = 200;

Error conflict(const char* code, const char* detail) { return Error(ErrorCode::kConflict, detail, code); }

}  // namespace

const char* name_of(PayOutMethod method) {
    switch (method) {
        case PayOutMethod::kByCheque:
            return "cheque";
        case PayOutMethod::kByCard:
            return "card";
        case PayOutMethod::kByCash:
            return "cash";
        case PayOutMethod::kToFacility:
            return "facility";
    }
    return "unknown";
}

Result<PayOutMethod> pay_out_method(std::string_view name) {
    for (const PayOutMethod method : kMethods)
        if (name == name_of(method)) return method;
    return Error(ErrorCode::kInvalid, "\"method\" must be cheque, card or cash.");
}

Status PayOuts::set_pays_first(Work& work, const std::vector<std::string>& codes) {
    if (codes.size() > kMaxReleasePays) return Error(ErrorCode::kTooLarge, "at most 32 codes");
    if (std::set<std::string>(codes.begin(), codes.end()).size() != codes.size())
        return Error(ErrorCode::kInvalid, "a code stands in the list twice");
    TRY(work.db().run("DELETE FROM release_pays"));
    int position = 0;
    for (const std::string& code : codes) {
        if (!is_plain_code(code))
            return Error(ErrorCode::kInvalid, "A code has 1 to 48 of the characters a to z, 0 to 9, _ . and -.");
        TRY(work.db().run("INSERT INTO release_pays (position, code) VALUES ($1, $2)", ++position, code));
    }
    return work.audit(record::Event::kPolicyChanged, work.facility(), "release_pays");
}

Result<std::vector<std::string>> PayOuts::pays_first(database::Connection& connection) {
    std::vector<std::string> codes;
    TRY(connection.each("SELECT code FROM release_pays ORDER BY position",
                        [&](const database::Row& row) { codes.push_back(row.string(0)); }));
    return codes;
}

Result<PayOutPlan> PayOuts::plan(database::Connection& connection, const ResidentId& resident) {
    const BalanceSheet sheet = TRY(ledger_.balances(connection, resident));
    PayOutPlan plan;
    plan.rest = TRY(TRY(sheet.spendable.plus(sheet.savings)).plus(sheet.phone));
    const std::vector<Obligation> owed = TRY(obligations_.of(connection, resident));
    for (const std::string& code : TRY(pays_first(connection))) {
        for (const Obligation& obligation : owed) {
            const Cents part = std::min(plan.rest, obligation.owed);
            if (obligation.code != code || obligation.state != Obligation::State::kActive || part.units() <= 0)
                continue;
            plan.first.push_back({obligation.id, code, part});
            plan.rest = TRY(plan.rest.minus(part));
        }
    }
    return plan;
}

/// Everything into spendable.
Status PayOuts::gather(Work& work, const ResidentId& resident, const BalanceSheet& before) {
    const auto move = [&](AccountKind from, Cents amount, const char* code) -> Status {
        if (amount.is_zero()) return {};
        return ledger_.move(work, work.make_id<TransferId>(), resident, from, AccountKind::kSpendable,
                            TRY(PositiveCents::from(amount)), {TransferKind::kTransfer, code, {}, {}});
    };
    TRY(move(AccountKind::kSavings, before.savings, "release_savings"));
    return move(AccountKind::kPhone, before.phone, "release_phone");
}

Status PayOuts::pay_rest(Work& work, const PayOutOrder& order, Cents rest) {
    const bool to_facility = order.method == PayOutMethod::kToFacility;
    if (!rest.is_zero()) {
        const Reason reason{TransferKind::kTransfer, to_facility ? "to_facility" : "paid_out", order.reference, {}};
        TRY(ledger_.charge(work, {order.id, order.resident, TRY(PositiveCents::from(rest)),
                                  to_facility ? kPayableFacility : kCash, reason}));
    }
    const LeavingState state = TRY(leaving_state(work.db(), order.resident));
    TRY(
        work.db().run("INSERT INTO pay_out (id, leaving, resident, cents, method, reference, at_ms, by_id) "
                      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                      order.id, state.no, order.resident, rest, static_cast<int>(order.method), order.reference,
                      work.now(), work.actor().staff_id()));
    TRY(work.db().run("UPDATE leaving SET closed_ms = $2 WHERE no = $1 AND closed_ms = 0", state.no, work.now()));
    TRY(ledger_.set_closed(work, order.resident, true));
    return work.audit(record::Event::kPaidOut, order.resident, name_of(order.method));
}

Result<PayOutPlan> PayOuts::pay(Work& work, const PayOutOrder& order) {
    if (!is_plain_line(order.reference, kMaxPayOutReference))
        return Error(ErrorCode::kInvalid, "a reference has 1 to 80 plain characters");
    const LeavingState state = TRY(leaving_state(work.db(), order.resident));
    if (state.state == LeavingState::State::kHere)
        return conflict("not_released", "This resident is here: nothing is paid out before they left.");
    if (state.state == LeavingState::State::kLeaving)
        return conflict("still_leaving", "What waits for this resident is being ended: try again in a moment.");
    const BalanceSheet before = TRY(ledger_.balances(work.db(), order.resident));
    if (!before.on_hold.is_zero())
        return conflict("still_held", "Some of the money is still held: decide first about what holds it.");
    const PayOutPlan plan = TRY(this->plan(work.db(), order.resident));
    if (state.state == LeavingState::State::kClosed && plan.rest.is_zero() && plan.first.empty())
        return conflict("nothing_to_pay", "This account is closed and empty.");
    if (order.expected && *order.expected != plan.rest)
        return conflict("amount_changed", "There is another amount now than the one that was shown: look again.");
    TRY(ledger_.set_closed(work, order.resident, false));
    TRY(gather(work, order.resident, before));
    for (const PaidObligation& part : plan.first) {
        TRY(obligations_.pay(work, work.make_id<TransferId>(), part.obligation, TRY(PositiveCents::from(part.cents))));
    }
    TRY(pay_rest(work, order, plan.rest));
    return plan;
}

Result<std::vector<PaidOut>> PayOuts::list(database::Connection& connection, const ResidentId& resident) {
    std::vector<PaidOut> all;
    TRY(connection.each(
        "SELECT p.id, p.at_ms, p.cents, p.method, p.reference, coalesce(c.at_ms, 0) FROM pay_out p "
        "LEFT JOIN transfer t ON t.id = p.id LEFT JOIN transfer c ON c.corrects = t.no "
        "WHERE p.resident = $1 ORDER BY p.at_ms DESC, p.id LIMIT $2",
        [&](const database::Row& row) {
            all.push_back({row.id<TransferId>(0), row.time(1), row.cents(2), static_cast<PayOutMethod>(row.integer(3)),
                           row.string(4), row.time(5)});
        },
        resident, kMaxPayOutList));
    return all;
}

}  // namespace dayroom::facility
