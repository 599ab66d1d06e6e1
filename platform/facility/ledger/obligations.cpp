#include "platform/facility/ledger/obligations.h"

#include "platform/facility/ledger/movement.h"

namespace dayroom::facility {
namespace {

Result<Obligation> find(Work& work, const ObligationId& id) {
    auto found = TRY(work.db().first(
        "SELECT o.resident, o.code, o.legal_basis, o.state, o.of_court, -a.balance, o.made_ms FROM obligation o "
        "JOIN account a ON a.no = o.account WHERE o.id = $1",
        [&](const database::Row& row) {
            return Obligation{id,
                              row.id<ResidentId>(0),
                              row.string(1),
                              row.string(2),
                              static_cast<Obligation::State>(row.integer(3)),
                              row.flag(4),
                              row.cents(5),
                              row.time(6)};
        },
        id));
    if (!found) return Error(ErrorCode::kNotFound, "no such obligation");
    return *found;
}

Result<std::int64_t> account_of(Work& work, const ObligationId& id) {
    return work.db().number("SELECT account FROM obligation WHERE id = $1", id);
}

Result<std::int64_t> open(Work& work, const ObligationId& id, const ResidentId& resident, std::string_view code,
                          std::string_view legal_basis, bool of_court) {
    const std::int64_t account =
        TRY(work.db().number("INSERT INTO account (resident, kind, unit) VALUES ($1, 5, 1) RETURNING no", resident));
    Status made = work.db().run(
        "INSERT INTO obligation (id, resident, account, code, legal_basis, of_court, made_ms) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7)",
        id, resident, account, code, legal_basis, of_court, work.now());
    if (!made.ok()) return made.take_error();
    return account;
}

Status add_to(Work& work, std::int64_t account, std::int64_t units) {
    TRY(work.db().run("UPDATE obligation SET set_total = set_total + $2 WHERE account = $1", account, units));
    return tell_obligation(work, account);
}

}  // namespace

Status tell_obligation(Work& work, std::int64_t account) {
    return work.db().each(
        "SELECT id, resident FROM obligation WHERE account = $1",
        [&](const database::Row& row) {
            work.touch(Scope::resident(row.id<ResidentId>(1)), RecordKind::kObligation, row.id<ObligationId>(0));
        },
        account);
}

Status Obligations::set(Work& work, const ObligationId& id, const ResidentId& resident, std::string_view code,
                        std::string_view legal_basis, PositiveCents owed) {
    const Reason reason{TransferKind::kAdjustment, "obligation_set", std::string(code), {}};
    const std::int64_t account = TRY(open(work, id, resident, code, legal_basis, true));
    const auto side = TRY(ledger_.change_account(work, account, -owed.units()));
    Ledger::Movement m;
    m.id = work.make_id<TransferId>();
    m.debit = account;
    m.credit = TRY(ledger_.house(work, kMemoObligations, Unit::kCents));
    m.amount = owed.units();
    m.reason = &reason;
    m.debit_after = side->balance;
    TRY(ledger_.write(work, m));
    TRY(add_to(work, account, owed.units()));
    ledger_.tell(work, resident, {});
    return work.audit(record::Event::kTransferPosted, id, "obligation_set");
}

Status Obligations::charge(Work& work, const Charge& charge, std::string_view code) {
    auto known = TRY(work.db().first(
        "SELECT account FROM obligation WHERE resident = $1 AND code = $2 AND of_court = 0 AND state = 1 "
        "ORDER BY account",
        [](const database::Row& row) { return row.integer(0); }, charge.resident, code));
    const std::int64_t account =
        known ? *known : TRY(open(work, work.make_id<ObligationId>(), charge.resident, code, {}, false));
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
    TRY(add_to(work, account, charge.amount.units()));
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
    if (payment.units == obligation.owed.units()) {
        TRY(work.db().run("UPDATE obligation SET state = 3 WHERE id = $1", obligation.id));
    }
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
    TRY(tell_obligation(work, account));
    if (!obligation.of_court) return {};
    Ledger::Movement memo;
    memo.id = work.make_id<TransferId>();
    memo.debit = TRY(ledger_.house(work, kMemoObligations, Unit::kCents));
    memo.credit = account;
    memo.amount = payment.units;
    memo.reason = &payment.reason;
    memo.credit_after = paid->balance;
    memo.part_of = payment.part_of.value_or(no);
    TRY(ledger_.write(work, memo));
    return {};
}

Status Obligations::pay(Work& work, const TransferId& id, const ObligationId& obligation, PositiveCents amount) {
    const Obligation known = TRY(find(work, obligation));
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

Status Obligations::set_active(Work& work, const ObligationId& id, bool active) {
    const Obligation known = TRY(find(work, id));
    if (known.state == Obligation::State::kFulfilled) {
        return Error(ErrorCode::kConflict, "a fulfilled obligation stays fulfilled");
    }
    TRY(work.db().run("UPDATE obligation SET state = $2 WHERE id = $1", id, active ? 1 : 2));
    TRY(tell_obligation(work, TRY(account_of(work, id))));
    ledger_.tell(work, known.resident, {});
    return work.audit(record::Event::kPolicyChanged, id, active ? "obligation_active" : "obligation_inactive");
}

Result<std::vector<Obligation>> Obligations::of(database::Connection& connection, const ResidentId& resident) {
    std::vector<Obligation> all;
    TRY(connection.each(
        "SELECT o.id, o.code, o.legal_basis, o.state, o.of_court, -a.balance, o.made_ms FROM obligation o "
        "JOIN account a ON a.no = o.account WHERE o.resident = $1 ORDER BY o.made_ms, o.id",
        [&](const database::Row& row) {
            all.push_back({row.id<ObligationId>(0), resident, row.string(1), row.string(2),
                           static_cast<Obligation::State>(row.integer(3)), row.flag(4), row.cents(5), row.time(6)});
        },
        resident));
    return all;
}

}  // namespace dayroom::facility
