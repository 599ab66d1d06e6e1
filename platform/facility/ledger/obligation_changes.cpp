// What staff do to an obligation: amend it, forgive it, let it rest, and say when it is its turn.
#include "platform/facility/feed/plain_text.h"
#include "platform/facility/ledger/movement.h"
#include "platform/facility/ledger/obligation_steps.h"
#include "platform/facility/ledger/obligations.h"

namespace dayroom::facility {
namespace {

/// Debts that the facility gave up: they were revenue once.
constexpr const char* kForgivenRevenue = "revenue/forgiven";

Status check_reason(std::string_view reason) {
    if (is_plain_line(reason, kMaxObligationReason)) return {};
    return Error(ErrorCode::kInvalid, "A reason is one line of 1 to 400 characters.");
}

}  // namespace

Result<std::int64_t> Obligations::adjust(Work& work, const Obligation& obligation, std::int64_t units,
                                         const Reason& reason) {
    const std::int64_t account = TRY(account_of(work, obligation.id));
    const auto side = TRY(ledger_.change_account(work, account, -units));
    const std::int64_t other =
        TRY(ledger_.house(work, obligation.of_court ? kMemoObligations : kForgivenRevenue, Unit::kCents));
    Ledger::Movement m;
    m.id = work.make_id<TransferId>();
    m.debit = units > 0 ? account : other;
    m.credit = units > 0 ? other : account;
    m.amount = units > 0 ? units : -units;
    m.reason = &reason;
    (units > 0 ? m.debit_after : m.credit_after) = side->balance;
    TRY(ledger_.write(work, m));
    ledger_.tell(work, obligation.resident, {});
    return account;
}

Status Obligations::amend(Work& work, const ObligationId& id, PositiveCents whole, std::string_view reason) {
    TRY(check_reason(reason));
    const Obligation obligation = TRY(known(work, id));
    const std::int64_t change = whole.units() - obligation.set_total.units();
    if (change == 0) return Error(ErrorCode::kConflict, "It is this sum already.");
    if (obligation.owed.units() + change < 0)
        return Error(ErrorCode::kConflict, "More than this was paid or forgiven already.", "already_paid");
    const std::int64_t account =
        TRY(adjust(work, obligation, change, {TransferKind::kAdjustment, "obligation_amended", obligation.code, {}}));
    TRY(work.db().run("UPDATE obligation SET set_total = $2 WHERE id = $1", id, whole));
    TRY(note_obligation(work, account, ObligationChange::kAmount, change, reason));
    return work.audit(record::Event::kTransferPosted, id, "obligation_amended");
}

Status Obligations::forgive(Work& work, const ObligationId& id, std::string_view reason) {
    TRY(check_reason(reason));
    const Obligation obligation = TRY(known(work, id));
    if (obligation.owed.is_zero()) return Error(ErrorCode::kConflict, "Nothing is owed of it any more.");
    const std::int64_t owed = obligation.owed.units();
    const std::int64_t account =
        TRY(adjust(work, obligation, -owed, {TransferKind::kAdjustment, "obligation_forgiven", obligation.code, {}}));
    TRY(work.db().run("UPDATE obligation SET forgiven = forgiven + $2 WHERE id = $1", id, owed));
    TRY(note_obligation(work, account, ObligationChange::kForgiven, -owed, reason));
    return work.audit(record::Event::kTransferPosted, id, "obligation_forgiven");
}

Status Obligations::set_active(Work& work, const ObligationId& id, bool active, std::string_view reason) {
    if (!reason.empty()) TRY(check_reason(reason));
    const Obligation obligation = TRY(known(work, id));
    if (obligation.state == Obligation::State::kFulfilled)
        return Error(ErrorCode::kConflict, "A fulfilled obligation stays fulfilled.");
    const auto state = active ? Obligation::State::kActive : Obligation::State::kInactive;
    if (obligation.state == state) return {};
    TRY(work.db().run("UPDATE obligation SET state = $2 WHERE id = $1", id, static_cast<int>(state)));
    TRY(note_obligation(work, TRY(account_of(work, id)),
                        active ? ObligationChange::kResumed : ObligationChange::kSuspended, 0, reason));
    ledger_.tell(work, obligation.resident, {});
    return work.audit(record::Event::kPolicyChanged, id, active ? "obligation_active" : "obligation_inactive");
}

Status Obligations::set_priority(Work& work, const ObligationId& id, int priority) {
    if (priority < 1 || priority > Obligation::kMaxPriority)
        return Error(ErrorCode::kInvalid, "A priority is from 1 to 999.");
    TRY(known(work, id));
    TRY(work.db().run("UPDATE obligation SET priority = $2 WHERE id = $1", id, priority));
    TRY(note_obligation(work, TRY(account_of(work, id)), ObligationChange::kPriority, 0, std::to_string(priority)));
    return work.audit(record::Event::kPolicyChanged, id, "obligation_priority");
}

}  // namespace dayroom::facility
