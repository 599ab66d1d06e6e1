#include "platform/facility/ledger/ledger.h"

#include "platform/facility/ledger/movement.h"
#include "platform/facility/ledger/spend_brake.h"

namespace dayroom::facility {

Error ledger_error(Error error) {
    const auto broken = database::violation(error);
    if (!broken) return error;
    if (broken->name == "funds") return Error(ErrorCode::kInsufficientFunds, "not enough in the account");
    if (broken->name == "ceiling") return Error(ErrorCode::kTooLarge, "the balance would pass the ledger's ceiling");
    if (broken->name == "owed") return Error(ErrorCode::kInvalid, "more than is owed");
    if (broken->kind == database::Violation::Kind::kUnique) {
        return Error(ErrorCode::kConflict, "this transfer was made before");
    }
    return error;
}

Error stopped_error(Work& work, std::int64_t account) {
    auto stopped = work.db().number("SELECT stopped FROM account WHERE no = $1", account);
    if (!stopped.ok()) return stopped.take_error();
    if (stopped.value() == kStoppedClosed)
        return Error(ErrorCode::kDenied, "this account was closed when its owner left", "account_closed");
    return Error(ErrorCode::kDenied, "spending from this account is stopped by a tie-out", "account_stopped");
}

bool is_spending(const Actor& actor, TransferKind kind) {
    return actor.kind == Actor::Kind::kResident && kind != TransferKind::kCopay;
}

Status Ledger::open_accounts(Work& work, const ResidentId& resident) {
    return work.db().run(
        "INSERT INTO account (resident, kind, unit) VALUES ($1, 1, 1), ($1, 2, 1), ($1, 3, 1), ($1, 4, 2)", resident);
}

Result<std::int64_t> Ledger::house(Work& work, std::string_view code, Unit unit) {
    struct Found {
        std::int64_t no;
        Unit unit;
    };
    auto found = TRY(work.db().first(
        "SELECT no, unit FROM account WHERE code = $1 AND kind = 10",
        [](const database::Row& row) {
            return Found{row.integer(0), static_cast<Unit>(row.integer(1))};
        },
        code));
    if (found) {
        if (found->unit != unit) return Error(ErrorCode::kInvalid, "a house account of another unit");
        return found->no;
    }
    TRY(work.db().run("INSERT INTO account (kind, unit, code) VALUES (10, $1, $2)", static_cast<int>(unit), code));
    return work.db().number("SELECT no FROM account WHERE code = $1 AND kind = 10", code);
}

namespace {

// The kind stands in the text, not as a parameter: SQLite prepares a statement again at every run when the use of a
// partial index depends on what is bound.
std::string_view change_sql(AccountKind kind) {
#define DAYROOM_CHANGE_SQL(number)                                                                       \
    "UPDATE account SET balance = balance + $2, held = held + $3 WHERE resident = $1 AND kind = " number \
    " AND kind < 5 AND (stopped = 0 OR ($2 >= 0 AND $3 <= 0))"
    switch (kind) {
        case AccountKind::kSpendable:
            return DAYROOM_CHANGE_SQL("1");
        case AccountKind::kSavings:
            return DAYROOM_CHANGE_SQL("2");
        case AccountKind::kPhone:
            return DAYROOM_CHANGE_SQL("3");
        default:
            return DAYROOM_CHANGE_SQL("4");
    }
#undef DAYROOM_CHANGE_SQL
}

std::string_view read_sql(AccountKind kind) {
#define DAYROOM_READ_SQL(number) \
    "SELECT no, balance, held FROM account WHERE resident = $1 AND kind = " number " AND kind < 5"
    switch (kind) {
        case AccountKind::kSpendable:
            return DAYROOM_READ_SQL("1");
        case AccountKind::kSavings:
            return DAYROOM_READ_SQL("2");
        case AccountKind::kPhone:
            return DAYROOM_READ_SQL("3");
        default:
            return DAYROOM_READ_SQL("4");
    }
#undef DAYROOM_READ_SQL
}

}  // namespace

Result<Ledger::Side> Ledger::change(Work& work, const ResidentId& resident, AccountKind kind, std::int64_t balance,
                                    std::int64_t held) {
    Status changed = work.db().run(change_sql(kind), resident, balance, held);
    if (!changed.ok()) return ledger_error(changed.take_error());
    if (work.db().changes() == 1) {
        // Read back rather than RETURNING, which fills a table of its own; the row is ours until the commit.
        auto side = TRY(work.db().first(
            read_sql(kind),
            [](const database::Row& row) {
                return Side{row.integer(0), row.integer(1), row.integer(2)};
            },
            resident));
        if (side) return *side;
    }
    const auto no = TRY(work.db().first(
        "SELECT no FROM account WHERE resident = $1 AND kind = $2 AND kind < 5",
        [](const database::Row& row) { return row.integer(0); }, resident, static_cast<int>(kind)));
    if (no) return stopped_error(work, *no);
    return Error(ErrorCode::kNotFound, "no such resident's account");
}

Result<std::optional<Ledger::Side>> Ledger::change_account(Work& work, std::int64_t account, std::int64_t balance) {
    auto side = work.db().first(
        "UPDATE account SET balance = balance + $2 WHERE no = $1 AND kind <> 10 AND (stopped = 0 OR $2 >= 0) "
        "RETURNING no, balance, held",
        [](const database::Row& row) {
            return Side{row.integer(0), row.integer(1), row.integer(2)};
        },
        account, balance);
    if (!side.ok()) return ledger_error(side.take_error());
    if (side.value()) return side;
    const std::int64_t kind = TRY(work.db().number("SELECT kind FROM account WHERE no = $1", account));
    if (kind == static_cast<int>(AccountKind::kHouse)) return std::optional<Side>();
    return stopped_error(work, account);
}

Result<std::int64_t> Ledger::write(Work& work, const Movement& m) {
    static const Reason none;
    const Reason& reason = m.reason != nullptr ? *m.reason : none;
    const Actor& actor = work.actor();
    std::optional<RequestId> request;
    if (!reason.request.is_nil()) request = reason.request;
    std::optional<ThingId> actor_id;
    if (!actor.id.is_nil()) actor_id = actor.id;
    Status inserted = work.db().run(
        "INSERT INTO transfer (id, phase, debit, credit, unit, amount, debit_after, credit_after, kind, at_ms, "
        "resident, available_after, actor, actor_id, reason_code, reason_detail, request, pending, corrects, part_of) "
        "SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20 "
        "WHERE $10 >= (SELECT coalesce(max(books_closed_ms), 0) FROM facility)",
        m.id, static_cast<int>(m.phase), m.debit, m.credit, static_cast<int>(m.unit), m.amount, m.debit_after,
        m.credit_after, static_cast<int>(reason.kind), work.now(), m.line, m.available_after,
        static_cast<int>(actor.kind), actor_id, reason.code, reason.detail, request, m.pending, m.corrects, m.part_of);
    if (!inserted.ok()) return ledger_error(inserted.take_error());
    if (work.db().changes() != 1)
        return Error(ErrorCode::kDenied, "the hub's clock stands in a month that is closed", "month_closed");
    return work.db().inserted();
}

void Ledger::tell(Work& work, const ResidentId& resident, const TransferId& line) {
    work.touch(Scope::resident(resident), RecordKind::kBalances, companion_of(resident));
    if (!line.is_nil()) work.touch(Scope::resident(resident), RecordKind::kTransaction, line);
}

Status Ledger::charge(Work& work, const Charge& charge) {
    const Side from = TRY(change(work, charge.resident, AccountKind::kSpendable, -charge.amount.units(), 0));
    if (is_spending(work.actor(), charge.reason.kind))
        TRY(count_spending(work, charge.resident, charge.amount.units()));
    Movement m;
    m.id = charge.id;
    m.debit = from.no;
    m.credit = TRY(house(work, charge.to, Unit::kCents));
    m.amount = charge.amount.units();
    m.reason = &charge.reason;
    m.debit_after = from.balance;
    m.line = charge.resident;
    m.available_after = from.available();
    TRY(write(work, m));
    tell(work, charge.resident, charge.id);
    return {};
}

Status Ledger::charge_phone(Work& work, const Charge& charge) {
    const Side from = TRY(change(work, charge.resident, AccountKind::kPhone, -charge.amount.units(), 0));
    Movement m;
    m.id = charge.id;
    m.debit = from.no;
    m.credit = TRY(house(work, charge.to, Unit::kCents));
    m.amount = charge.amount.units();
    m.reason = &charge.reason;
    m.debit_after = from.balance;
    m.line = charge.resident;
    m.available_after = TRY(change(work, charge.resident, AccountKind::kSpendable, 0, 0)).available();
    TRY(write(work, m));
    tell(work, charge.resident, charge.id);
    return {};
}

Status Ledger::pay(Work& work, const Charge& payment) {
    const Side to = TRY(change(work, payment.resident, AccountKind::kSpendable, payment.amount.units(), 0));
    Movement m;
    m.id = payment.id;
    m.debit = TRY(house(work, payment.to, Unit::kCents));
    m.credit = to.no;
    m.amount = payment.amount.units();
    m.reason = &payment.reason;
    m.credit_after = to.balance;
    m.line = payment.resident;
    m.available_after = to.available();
    TRY(write(work, m));
    tell(work, payment.resident, payment.id);
    return {};
}

Status Ledger::move(Work& work, const TransferId& id, const ResidentId& resident, AccountKind from, AccountKind to,
                    PositiveCents amount, const Reason& reason) {
    const auto is_money = [](AccountKind kind) {
        return kind == AccountKind::kSpendable || kind == AccountKind::kSavings || kind == AccountKind::kPhone;
    };
    if (!is_money(from) || !is_money(to) || from == to) {
        return Error(ErrorCode::kInvalid, "money moves between two of spendable, savings and phone");
    }
    const Side debit = TRY(change(work, resident, from, -amount.units(), 0));
    const Side credit = TRY(change(work, resident, to, amount.units(), 0));
    if (from == AccountKind::kSpendable && to == AccountKind::kPhone && is_spending(work.actor(), reason.kind))
        TRY(count_spending(work, resident, amount.units()));
    Movement m;
    m.id = id;
    m.debit = debit.no;
    m.credit = credit.no;
    m.amount = amount.units();
    m.reason = &reason;
    m.debit_after = debit.balance;
    m.credit_after = credit.balance;
    m.line = resident;
    m.available_after = TRY(change(work, resident, AccountKind::kSpendable, 0, 0)).available();
    TRY(write(work, m));
    tell(work, resident, id);
    return {};
}

Status Ledger::set_closed(Work& work, const ResidentId& resident, bool closed) {
    return work.db().run(
        closed ? "UPDATE account SET stopped = stopped + 2 WHERE resident = $1 AND kind < 5 AND stopped < 2"
               : "UPDATE account SET stopped = stopped - 2 WHERE resident = $1 AND stopped >= 2",
        resident);
}

Status Ledger::settle(Work& work, const TransferId& id, std::string_view from, std::string_view to,
                      PositiveCents amount) {
    Reason reason;
    reason.code = "settled";
    Movement m;
    m.id = id;
    m.debit = TRY(house(work, from, Unit::kCents));
    m.credit = TRY(house(work, to, Unit::kCents));
    if (m.debit == m.credit) return Error(ErrorCode::kInvalid, "a settlement needs two accounts");
    m.amount = amount.units();
    m.reason = &reason;
    TRY(write(work, m));
    return {};
}

Status Ledger::buy_credits(Work& work, const Charge& price, PositiveCredits bought) {
    TRY(charge(work, price));
    return grant_credits(work, {id_as<TransferId>(companion_of(price.id)), price.resident, bought, price.reason});
}

Status Ledger::grant_credits(Work& work, const CreditCharge& grant) {
    const Side to = TRY(change(work, grant.resident, AccountKind::kCredits, grant.amount.units(), 0));
    Movement m;
    m.id = grant.id;
    m.debit = TRY(house(work, kCreditsIssued, Unit::kCredits));
    m.credit = to.no;
    m.unit = Unit::kCredits;
    m.amount = grant.amount.units();
    m.reason = &grant.reason;
    m.credit_after = to.balance;
    TRY(write(work, m));
    tell(work, grant.resident, {});
    return {};
}

}  // namespace dayroom::facility
