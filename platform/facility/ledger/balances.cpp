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

Result<std::int64_t> Ledger::house_balance(database::Connection& connection, std::string_view code) {
    return connection.number(
        "SELECT coalesce(r.balance, 0) + (SELECT coalesce(sum(e.amount), 0) FROM entry e WHERE e.account = a.no "
        "AND e.transfer > coalesce(r.through, 0)) FROM account a LEFT JOIN house_rollup r ON r.account = a.no "
        "WHERE a.code = $1 AND a.kind = 10",
        code);
}

Status Ledger::roll_up(Work& work) {
    const std::int64_t through = TRY(work.db().number("SELECT coalesce(max(no), 0) FROM transfer"));
    return work.db().run(
        "INSERT INTO house_rollup (account, through, balance) SELECT a.no, $1, coalesce(r.balance, 0) + "
        "(SELECT coalesce(sum(e.amount), 0) FROM entry e WHERE e.account = a.no AND e.transfer > coalesce(r.through, "
        "0)) "
        "FROM account a LEFT JOIN house_rollup r ON r.account = a.no WHERE a.kind = 10 "
        "ON CONFLICT (account) DO UPDATE SET through = excluded.through, balance = excluded.balance",
        through);
}

}  // namespace dayroom::facility
