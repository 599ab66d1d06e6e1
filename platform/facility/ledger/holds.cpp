// Pending transfers: money reserved, then charged or released, once.
#include "platform/facility/ledger/movement.h"
#include "platform/facility/ledger/spend_brake.h"

namespace dayroom::facility {

Status Ledger::hold(Work& work, const Charge& charge, Timestamp expires) {
    return hold_units(work, charge.id, charge.resident, AccountKind::kSpendable, charge.amount.units(), charge.to,
                      charge.reason, expires);
}

Status Ledger::hold_credits(Work& work, const CreditCharge& charge, Timestamp expires) {
    return hold_units(work, charge.id, charge.resident, AccountKind::kCredits, charge.amount.units(), kCreditsUsed,
                      charge.reason, expires);
}

Status Ledger::hold_units(Work& work, const TransferId& id, const ResidentId& resident, AccountKind kind,
                          std::int64_t units, std::string_view to, const Reason& reason, Timestamp expires) {
    if (expires <= work.now()) return Error(ErrorCode::kInvalid, "a hold must end after now");
    const Side from = TRY(change(work, resident, kind, 0, units));
    const bool is_money = kind == AccountKind::kSpendable;
    if (is_money && is_spending(work.actor(), reason.kind)) TRY(count_spending(work, resident, units));
    Movement m;
    m.id = id;
    m.phase = Phase::kPending;
    m.unit = is_money ? Unit::kCents : Unit::kCredits;
    m.debit = from.no;
    m.credit = TRY(house(work, to, m.unit));
    m.amount = units;
    m.reason = &reason;
    if (is_money) {
        m.line = resident;
        m.available_after = from.available();
    }
    const std::int64_t no = TRY(write(work, m));
    TRY(work.db().run("INSERT INTO hold (transfer, account, amount, expires_ms) VALUES ($1, $2, $3, $4)", no, from.no,
                      units, expires));
    tell(work, resident, is_money ? id : TransferId());
    return {};
}

Result<Ledger::OpenHold> Ledger::open_hold(Work& work, const TransferId& hold) {
    auto found = TRY(work.db().first(
        "SELECT t.no, t.debit, t.credit, t.unit, h.amount, h.state, a.resident, t.kind, t.request, t.at_ms, t.actor "
        "FROM transfer t "
        "JOIN hold h ON h.transfer = t.no JOIN account a ON a.no = t.debit WHERE t.id = $1",
        [&](const database::Row& row) {
            OpenHold open;
            open.id = hold;
            open.no = row.integer(0);
            open.debit = row.integer(1);
            open.credit = row.integer(2);
            open.unit = static_cast<Unit>(row.integer(3));
            open.amount = row.integer(4);
            open.state = static_cast<HoldState>(row.integer(5));
            open.resident = row.id<ResidentId>(6);
            open.reason.kind = static_cast<TransferKind>(row.integer(7));
            open.reason.request = row.optional_id<RequestId>(8).value_or(RequestId());
            open.made = row.time(9);
            Actor holder;
            holder.kind = static_cast<Actor::Kind>(row.integer(10));
            open.was_spending = open.unit == Unit::kCents && is_spending(holder, open.reason.kind);
            return open;
        },
        hold));
    if (!found) return Error(ErrorCode::kNotFound, "no such hold");
    if (found->state != HoldState::kOpen) return Error(ErrorCode::kConflict, "this hold has ended", "hold_ended");
    return *found;
}

Status Ledger::end_hold(Work& work, const OpenHold& hold, HoldState end, std::int64_t taken) {
    TRY(work.db().run("UPDATE hold SET state = $2, taken = $3 WHERE transfer = $1 AND state = 1", hold.no,
                      static_cast<int>(end), taken));
    if (work.db().changes() != 1) return Error(ErrorCode::kConflict, "this hold has ended", "hold_ended");
    auto side = work.db().first(
        "UPDATE account SET held = held - $2, balance = balance - $3 WHERE no = $1 AND (stopped = 0 OR $3 = 0) "
        "RETURNING balance",
        [](const database::Row& row) { return row.integer(0); }, hold.debit, hold.amount, taken);
    if (!side.ok()) return ledger_error(side.take_error());
    if (!side.value()) return stopped_error(work, hold.debit);
    if (hold.was_spending && taken < hold.amount)
        TRY(uncount_spending(work, hold.resident, hold.amount - taken, hold.made));
    Movement m;
    m.id = work.make_id<TransferId>();
    m.phase = end == HoldState::kPosted ? Phase::kPosts : end == HoldState::kVoided ? Phase::kVoids : Phase::kExpires;
    m.debit = hold.debit;
    m.credit = hold.credit;
    m.unit = hold.unit;
    m.amount = taken;
    m.reason = &hold.reason;
    if (taken > 0) m.debit_after = *side.value();
    m.pending = hold.no;
    TRY(write(work, m));
    tell(work, hold.resident, hold.unit == Unit::kCents ? hold.id : TransferId());
    return {};
}

Status Ledger::post(Work& work, const TransferId& hold) {
    const OpenHold open = TRY(open_hold(work, hold));
    return end_hold(work, open, HoldState::kPosted, open.amount);
}

Status Ledger::post_part(Work& work, const TransferId& hold, std::int64_t units) {
    const OpenHold open = TRY(open_hold(work, hold));
    if (units <= 0 || units > open.amount) return Error(ErrorCode::kInvalid, "a part is between 1 and what is held");
    return end_hold(work, open, HoldState::kPosted, units);
}

Status Ledger::void_hold(Work& work, const TransferId& hold) {
    return end_hold(work, TRY(open_hold(work, hold)), HoldState::kVoided, 0);
}

Status Ledger::void_if_open(Work& work, const TransferId& hold) {
    return TRY(find_hold(work.db(), hold)).state == HoldState::kOpen ? void_hold(work, hold) : Status();
}

Result<int> Ledger::expire_holds(Work& work, int limit) {
    std::vector<TransferId> due;
    TRY(work.db().each(
        "SELECT t.id FROM hold h JOIN transfer t ON t.no = h.transfer WHERE h.state = 1 AND h.expires_ms <= $1 "
        "ORDER BY h.expires_ms LIMIT $2",
        [&](const database::Row& row) { due.push_back(row.id<TransferId>(0)); }, work.now(), limit));
    for (const TransferId& id : due) TRY(end_hold(work, TRY(open_hold(work, id)), HoldState::kExpired, 0));
    return static_cast<int>(due.size());
}

Result<Hold> Ledger::find_hold(database::Connection& connection, const TransferId& hold) {
    auto found = TRY(connection.first(
        "SELECT a.resident, t.unit, h.amount, h.taken, h.state, h.expires_ms FROM transfer t "
        "JOIN hold h ON h.transfer = t.no JOIN account a ON a.no = h.account WHERE t.id = $1",
        [&](const database::Row& row) {
            Hold out;
            out.id = hold;
            out.resident = row.id<ResidentId>(0);
            out.unit = static_cast<Unit>(row.integer(1));
            out.amount = row.integer(2);
            out.taken = row.integer(3);
            out.state = static_cast<HoldState>(row.integer(4));
            out.expires = row.time(5);
            return out;
        },
        hold));
    if (!found) return Error(ErrorCode::kNotFound, "no such hold");
    return *found;
}

}  // namespace dayroom::facility
