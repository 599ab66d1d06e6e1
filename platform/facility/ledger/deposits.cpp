#include "platform/facility/ledger/deposits.h"

#include <algorithm>

#include "platform/facility/feed/record_parts.h"
#include "platform/facility/ledger/movement.h"
#include "platform/facility/ledger/obligations.h"

namespace dayroom::facility {
namespace {

/// Rules as they apply to this resident now: owed_at_most is what the active obligations of the code still owe.
Result<std::vector<DeductionRule>> rules_for(database::Connection& connection, const std::vector<StoredRule>& stored,
                                             const ResidentId& resident) {
    std::vector<DeductionRule> rules;
    for (const StoredRule& rule : stored) {
        if (!rule.active) continue;
        struct Owed {
            std::int64_t count;
            std::int64_t cents;
        };
        const auto owed = TRY(connection.first(
            "SELECT count(*), coalesce(sum(-a.balance), 0) FROM obligation o JOIN account a ON a.no = o.account "
            "WHERE o.resident = $1 AND o.code = $2 AND o.state = 1",
            [](const database::Row& row) {
                return Owed{row.integer(0), row.integer(1)};
            },
            resident, rule.rule.code));
        if (rule.needs_obligation && owed->count == 0) continue;
        rules.push_back(rule.rule);
        if (owed->count > 0) rules.back().owed_at_most = Cents::of(owed->cents);
    }
    return rules;
}

}  // namespace

Status Deposits::set_rules(Work& work, const std::vector<StoredRule>& rules) {
    std::vector<DeductionRule> checked;
    for (const StoredRule& rule : rules) {
        if (rule.rule.code.empty() || rule.rule.keep_at_least.is_negative()) {
            return Error(ErrorCode::kInvalid, "a deduction rule needs a code and a floor of zero or more");
        }
        if (rule.active) checked.push_back(rule.rule);
    }
    TRY(apply_deductions(TRY(PositiveCents::of(1)), "check", checked));
    TRY(work.db().run("DELETE FROM deduction_rule"));
    int position = 0;
    for (const StoredRule& rule : rules) {
        TRY(work.db().run(
            "INSERT INTO deduction_rule (code, position, legal_basis, basis_points, keep_at_least, exempt_sources, "
            "into_savings, needs_obligation, active) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            rule.rule.code, ++position, rule.rule.legal_basis, rule.rule.basis_points, rule.rule.keep_at_least,
            join_lines(rule.rule.exempt_sources), rule.rule.into_savings, rule.needs_obligation, rule.active));
    }
    return work.audit(record::Event::kPolicyChanged, work.facility(), "deduction_rules");
}

Result<std::vector<StoredRule>> Deposits::rules(database::Connection& connection) {
    std::vector<StoredRule> rules;
    TRY(connection.each(
        "SELECT code, legal_basis, basis_points, keep_at_least, exempt_sources, into_savings, needs_obligation, active "
        "FROM deduction_rule ORDER BY position",
        [&](const database::Row& row) {
            StoredRule& rule = rules.emplace_back();
            rule.rule.code = row.string(0);
            rule.rule.legal_basis = row.string(1);
            rule.rule.basis_points = row.integer(2);
            rule.rule.keep_at_least = row.cents(3);
            rule.rule.exempt_sources = split_lines(row.text(4));
            rule.rule.into_savings = row.flag(5);
            rule.needs_obligation = row.flag(6);
            rule.active = row.flag(7);
        }));
    return rules;
}

Result<DeductionResult> Deposits::preview(database::Connection& connection, const ResidentId& resident,
                                          PositiveCents gross, const std::string& source) {
    const auto applied = TRY(rules_for(connection, TRY(rules(connection)), resident));
    return apply_deductions(gross, source, applied);
}

Status Deposits::deposit(Work& work, const Deposit& deposit) {
    if (deposit.fee.is_negative() || deposit.fee >= deposit.gross.amount()) {
        return Error(ErrorCode::kInvalid, "a fee is zero or more and below the deposit");
    }
    const PositiveCents arrived = TRY(PositiveCents::from(TRY(deposit.gross.amount().minus(deposit.fee))));
    const DeductionResult split = TRY(preview(work.db(), deposit.resident, arrived, deposit.source));
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
    for (const DeductionPart& part : split.parts) TRY(book_part(work, deposit, no, ++position, part));
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
                           const DeductionPart& part) {
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
        "still_owed) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        root, position, part.code, part.legal_basis, part.basis_points, part.amount, part.into_savings, still_owed);
}

}  // namespace dayroom::facility
