#include "platform/facility/feed/records.h"
#include "platform/facility/ledger/ledger.h"

namespace dayroom::facility {

Result<BalanceSheet> Ledger::balances(database::Connection& connection, const ResidentId& resident) {
    auto found = TRY(load_balances(connection, resident, Timestamp()));
    if (!found) return Error(ErrorCode::kNotFound, "no such resident's account");
    BalanceSheet sheet;
    sheet.spendable = Cents::of(found->spendable_cents());
    sheet.savings = Cents::of(found->savings_cents());
    sheet.phone = Cents::of(found->phone_cents());
    sheet.credits = Credits::of(found->credits());
    sheet.on_hold = Cents::of(found->on_hold_cents());
    sheet.owed = Cents::of(found->owed_cents());
    return sheet;
}

// Entries stand in the order of their transfers: what came since the last roll-up is one short range.
Result<std::int64_t> Ledger::house_balance(database::Connection& connection, std::string_view code) {
    struct Found {
        std::int64_t no;
        std::int64_t through;
        std::int64_t balance;
    };
    auto found = TRY(connection.first(
        "SELECT a.no, coalesce(r.through, 0), coalesce(r.balance, 0) FROM account a "
        "LEFT JOIN house_rollup r ON r.account = a.no WHERE a.code = $1 AND a.kind = 10",
        [](const database::Row& row) {
            return Found{row.integer(0), row.integer(1), row.integer(2)};
        },
        code));
    if (!found) return Error(ErrorCode::kNotFound, "no such house account");
    const std::int64_t since = TRY(connection.number(
        "SELECT coalesce(sum(amount), 0) FROM entry WHERE transfer > $1 AND account = $2", found->through, found->no));
    return found->balance + since;
}

Status Ledger::roll_up(Work& work) {
    const std::int64_t through = TRY(work.db().number("SELECT coalesce(max(no), 0) FROM transfer"));
    const std::int64_t begun = TRY(work.db().number("SELECT coalesce(max(through), 0) FROM house_rollup"));
    TRY(work.db().run(
        "INSERT INTO house_rollup (account, through, balance) SELECT no, $1, 0 FROM account WHERE kind = 10 "
        "ON CONFLICT (account) DO NOTHING",
        begun));
    TRY(work.db().run(
        "UPDATE house_rollup SET balance = balance + e.total FROM (SELECT account, sum(amount) AS total FROM entry "
        "WHERE transfer > $1 GROUP BY account) e WHERE e.account = house_rollup.account",
        begun));
    return work.db().run("UPDATE house_rollup SET through = $1", through);
}

}  // namespace dayroom::facility
