#include "platform/facility/ledger/deposits.h"

#include <algorithm>

#include "platform/facility/feed/plain_text.h"
#include "platform/facility/ledger/movement.h"
#include "platform/facility/ledger/obligations.h"
#include "platform/wire/limits.h"

namespace dayroom::facility {
Result<DeductionResult> Deposits::preview(database::Connection& connection, const ResidentId& resident,
                                          PositiveCents arrived, const std::string& source, Timestamp at) {
    const RuleSet set = TRY(read_deduction_rules(connection));
    return split_deposit(set.rules, arrived, source, at, TRY(read_debts(connection, resident)));
}

Status Deposits::deposit(Work& work, const Deposit& deposit) {
    if (deposit.fee.is_negative() || deposit.fee >= deposit.gross.amount()) {
        return Error(ErrorCode::kInvalid, "a fee is zero or more and below the deposit");
    }
    if (!is_plain_code(deposit.source) ||
        (!deposit.detail.empty() && !is_plain_line(deposit.detail, wire::kMaxLineCharacters)))
        return Error(ErrorCode::kInvalid, "a source is a code, and a detail is one line");
    const PositiveCents arrived = TRY(PositiveCents::from(TRY(deposit.gross.amount().minus(deposit.fee))));
    const RuleSet set = TRY(read_deduction_rules(work.db()));
    const DeductionResult split = TRY(
        split_deposit(set.rules, arrived, deposit.source, work.now(), TRY(read_debts(work.db(), deposit.resident))));
    const auto before = TRY(ledger_.change(work, deposit.resident, AccountKind::kSpendable, 0, 0));
    const auto side = TRY(ledger_.change(work, deposit.resident, AccountKind::kSpendable, deposit.gross.units(), 0));

    Reason reason{TransferKind::kDeposit, "deposit", deposit.detail, {}};
    Ledger::Movement root;
    root.id = deposit.id;
    root.debit = TRY(ledger_.house(work, kCash, Unit::kCents));
    root.credit = side.no;
    root.amount = deposit.gross.units();
    root.reason = &reason;
    root.credit_after = side.balance;
    root.line = deposit.resident;
    root.available_after = before.available() + split.left.units();
    const std::int64_t no = TRY(ledger_.write(work, root));
    TRY(work.db().run("INSERT INTO deposit (transfer, source, gross, fee, left_over) VALUES ($1, $2, $3, $4, $5)", no,
                      deposit.source, deposit.gross, deposit.fee, split.left));
    if (!deposit.fee.is_zero()) TRY(book_fee(work, deposit, no));
    std::int64_t position = 0;
    for (const DeductionPart& part : split.parts) TRY(book_part(work, deposit, no, ++position, part, set));
    ledger_.tell(work, deposit.resident, deposit.id);
    return work.audit(record::Event::kDeposited, deposit.id, deposit.source);
}

Status Deposits::book_fee(Work& work, const Deposit& deposit, std::int64_t root) {
    const Reason reason{TransferKind::kDeduction, "deposit_fee", {}, {}};
    const auto side = TRY(ledger_.change(work, deposit.resident, AccountKind::kSpendable, -deposit.fee.units(), 0));
    Ledger::Movement m;
    m.id = work.make_id<TransferId>();
    m.debit = side.no;
    m.credit = TRY(ledger_.house(work, kProvider, Unit::kCents));
    m.amount = deposit.fee.units();
    m.reason = &reason;
    m.debit_after = side.balance;
    m.part_of = root;
    TRY(ledger_.write(work, m));
    return {};
}

Status Deposits::book_part(Work& work, const Deposit& deposit, std::int64_t root, std::int64_t position,
                           const DeductionPart& part, const RuleSet& rules) {
    Obligations obligations(ledger_);
    Obligations::Payment payment;
    payment.resident = deposit.resident;
    payment.reason = {TransferKind::kDeduction, part.code, {}, {}};
    payment.part_of = root;
    std::int64_t left = part.amount.units();
    std::int64_t still_owed = 0;
    if (!part.into_savings) {
        for (const Obligation& obligation : TRY(obligations.of(work.db(), deposit.resident))) {
            if (obligation.code != part.code || obligation.state != Obligation::State::kActive) continue;
            const std::int64_t paid = std::min(left, obligation.owed.units());
            still_owed += obligation.owed.units() - paid;
            if (paid == 0) continue;
            payment.id = work.make_id<TransferId>();
            payment.obligation = &obligation;
            payment.units = paid;
            TRY(obligations.book_payment(work, payment));
            left -= paid;
        }
    }
    if (left > 0) {
        const auto side = TRY(ledger_.change(work, deposit.resident, AccountKind::kSpendable, -left, 0));
        Ledger::Movement m;
        m.id = work.make_id<TransferId>();
        m.debit = side.no;
        m.amount = left;
        m.reason = &payment.reason;
        m.debit_after = side.balance;
        m.part_of = root;
        if (part.into_savings) {
            const auto savings = TRY(ledger_.change(work, deposit.resident, AccountKind::kSavings, left, 0));
            m.credit = savings.no;
            m.credit_after = savings.balance;
        } else {
            m.credit = TRY(ledger_.house(work, "payable/" + part.code, Unit::kCents));
        }
        TRY(ledger_.write(work, m));
    }
    return work.db().run(
        "INSERT INTO deposit_part (deposit, position, code, legal_basis, basis_points, amount, into_savings, "
        "still_owed, revision, rule) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        root, position, part.code, part.legal_basis, part.basis_points, part.amount, part.into_savings, still_owed,
        rules.revision, position_of_rule(rules.rules, part.code, work.now()));
}

}  // namespace dayroom::facility
