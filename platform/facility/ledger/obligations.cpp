#include "platform/facility/ledger/obligations.h"

#include "platform/facility/feed/plain_text.h"
#include "platform/facility/ledger/movement.h"
#include "platform/facility/ledger/obligation_steps.h"
#include "platform/wire/limits.h"

namespace dayroom::facility {
namespace {

constexpr const char* kColumns =
    "SELECT o.id, o.resident, o.code, o.legal_basis, o.state, o.of_court, -a.balance, o.made_ms, o.set_total, "
    "o.forgiven, o.priority FROM obligation o JOIN account a ON a.no = o.account ";

Obligation read_obligation(const database::Row& row) {
    return {row.id<ObligationId>(0),
            row.id<ResidentId>(1),
            row.string(2),
            row.string(3),
            static_cast<Obligation::State>(row.integer(4)),
            row.flag(5),
            row.cents(6),
            row.time(7),
            row.cents(8),
            row.cents(9),
            row.small(10)};
}

Result<std::int64_t> open(Work& work, const ObligationId& id, const ResidentId& resident, std::string_view code,
                          std::string_view legal_basis, bool of_court, int priority) {
    const std::int64_t account =
        TRY(work.db().number("INSERT INTO account (resident, kind, unit) VALUES ($1, 5, 1) RETURNING no", resident));
    Status made = work.db().run(
        "INSERT INTO obligation (id, resident, account, code, legal_basis, of_court, made_ms, priority) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        id, resident, account, code, legal_basis, of_court, work.now(), priority);
    if (!made.ok()) return made.take_error();
    return account;
}

Status add_to(Work& work, std::int64_t account, std::int64_t units, ObligationChange what, std::string_view reason) {
    TRY(work.db().run("UPDATE obligation SET set_total = set_total + $2 WHERE account = $1", account, units));
    return note_obligation(work, account, what, units, reason);
}

}  // namespace

Status Obligations::set(Work& work, const ObligationId& id, const ResidentId& resident, std::string_view code,
                        std::string_view legal_basis, PositiveCents owed, int priority) {
    if (!is_plain_code(code) || (!legal_basis.empty() && !is_plain_line(legal_basis, wire::kMaxLineCharacters)) ||
        priority < 1 || priority > Obligation::kMaxPriority)
        return Error(ErrorCode::kInvalid, "an obligation has a code, a legal basis of one line and a priority");
    const Reason reason{TransferKind::kAdjustment, "obligation_set", std::string(code), {}};
    auto opened = open(work, id, resident, code, legal_basis, true, priority);
    if (!opened.ok()) {
        const auto broken = database::violation(opened.error());
        if (broken && broken->kind == database::Violation::Kind::kForeignKey)
            return Error(ErrorCode::kNotFound, "There is no such resident.");
        return opened.take_error();
    }
    const std::int64_t account = opened.take();
    const auto side = TRY(ledger_.change_account(work, account, -owed.units()));
    Ledger::Movement m;
    m.id = work.make_id<TransferId>();
    m.debit = account;
    m.credit = TRY(ledger_.house(work, kMemoObligations, Unit::kCents));
    m.amount = owed.units();
    m.reason = &reason;
    m.debit_after = side->balance;
    TRY(ledger_.write(work, m));
    TRY(add_to(work, account, owed.units(), ObligationChange::kSet, {}));
    ledger_.tell(work, resident, {});
    return work.audit(record::Event::kTransferPosted, id, "obligation_set");
}

Status Obligations::charge(Work& work, const Charge& charge, std::string_view code) {
    auto known = TRY(work.db().first(
        "SELECT account FROM obligation WHERE resident = $1 AND code = $2 AND of_court = 0 AND state = 1 "
        "ORDER BY account",
        [](const database::Row& row) { return row.integer(0); }, charge.resident, code));
    const std::int64_t account = known ? *known
                                       : TRY(open(work, work.make_id<ObligationId>(), charge.resident, code, {}, false,
                                                  Obligation::kUsualPriority));
    const auto side = TRY(ledger_.change_account(work, account, -charge.amount.units()));
    Ledger::Movement m;
    m.id = charge.id;
    m.debit = account;
    m.credit = TRY(ledger_.house(work, charge.to, Unit::kCents));
    m.amount = charge.amount.units();
    m.reason = &charge.reason;
    m.debit_after = side->balance;
    m.line = charge.resident;
    m.available_after = TRY(ledger_.change(work, charge.resident, AccountKind::kSpendable, 0, 0)).available();
    TRY(ledger_.write(work, m));
    TRY(add_to(work, account, charge.amount.units(), ObligationChange::kCharged, charge.reason.detail));
    ledger_.tell(work, charge.resident, charge.id);
    return {};
}

// The facility's own obligation is paid by the money itself. One of a court is paid on: the money goes to
// payable/<code>, and the debt goes down against the memo account that it was set from.
Status Obligations::book_payment(Work& work, const Payment& payment) {
    const Obligation& obligation = *payment.obligation;
    const std::int64_t account = TRY(account_of(work, obligation.id));
    const auto from = TRY(ledger_.change(work, payment.resident, AccountKind::kSpendable, -payment.units, 0));
    const auto paid = TRY(ledger_.change_account(work, account, payment.units));
    Ledger::Movement m;
    m.id = payment.id;
    m.debit = from.no;
    m.amount = payment.units;
    m.reason = &payment.reason;
    m.debit_after = from.balance;
    m.part_of = payment.part_of;
    if (payment.line) {
        m.line = payment.resident;
        m.available_after = from.available();
    }
    m.credit = obligation.of_court ? TRY(ledger_.house(work, "payable/" + obligation.code, Unit::kCents)) : account;
    if (!obligation.of_court) m.credit_after = paid->balance;
    const std::int64_t no = TRY(ledger_.write(work, m));
    if (!obligation.of_court) return note_obligation(work, account, ObligationChange::kPaid, -payment.units);
    Ledger::Movement memo;
    memo.id = work.make_id<TransferId>();
    memo.debit = TRY(ledger_.house(work, kMemoObligations, Unit::kCents));
    memo.credit = account;
    memo.amount = payment.units;
    memo.reason = &payment.reason;
    memo.credit_after = paid->balance;
    memo.part_of = payment.part_of.value_or(no);
    TRY(ledger_.write(work, memo));
    return note_obligation(work, account, ObligationChange::kPaid, -payment.units);
}

Status Obligations::pay(Work& work, const TransferId& id, const ObligationId& obligation, PositiveCents amount) {
    const Obligation known = TRY(this->known(work, obligation));
    if (amount.amount() > known.owed) return Error(ErrorCode::kInvalid, "more than is owed");
    Payment payment;
    payment.id = id;
    payment.resident = known.resident;
    payment.obligation = &known;
    payment.units = amount.units();
    payment.reason = {TransferKind::kDeduction, "obligation_payment", known.code, {}};
    payment.line = true;
    TRY(book_payment(work, payment));
    ledger_.tell(work, known.resident, id);
    return work.audit(record::Event::kTransferPosted, obligation, "obligation_paid");
}

Result<Obligation> Obligations::known(Work& work, const ObligationId& id) {
    auto found = TRY(find(work.db(), id));
    if (!found) return Error(ErrorCode::kNotFound, "There is no such obligation.");
    return std::move(*found);
}

Result<std::int64_t> Obligations::account_of(Work& work, const ObligationId& id) {
    return work.db().number("SELECT account FROM obligation WHERE id = $1", id);
}

Result<std::optional<Obligation>> Obligations::find(database::Connection& connection, const ObligationId& id) {
    return connection.first(std::string(kColumns) + "WHERE o.id = $1", &read_obligation, id);
}

Result<std::vector<Obligation>> Obligations::of(database::Connection& connection, const ResidentId& resident) {
    std::vector<Obligation> all;
    TRY(connection.each(
        std::string(kColumns) + "WHERE o.resident = $1 ORDER BY o.priority, o.made_ms, o.id",
        [&](const database::Row& row) { all.push_back(read_obligation(row)); }, resident));
    return all;
}

}  // namespace dayroom::facility
