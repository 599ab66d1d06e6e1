#include "platform/facility/trust_office/withdrawals.h"

#include <algorithm>

#include "platform/facility/feed/plain_text.h"
#include "platform/wire/limits.h"

namespace dayroom::facility {
namespace {

constexpr Milliseconds kWithdrawalHoldTime = std::chrono::hours(24 * 400);

constexpr const char* kWithdrawalColumns =
    "SELECT w.id, w.resident, r.number, w.cents, w.means, w.cheque_number, w.payee, w.reason, w.state, w.made_ms, "
    "w.made_by, w.decided_ms, w.decided_by, w.decision_reason, w.cleared_ms ";
constexpr const char* kMatchingWithdrawals =
    "FROM withdrawal w JOIN resident r ON r.id = w.resident WHERE ($1 = 0 OR w.state = $1) "
    "AND ($2 IS NULL OR w.resident = $2) ";

Withdrawal read_withdrawal(const database::Row& row) {
    Withdrawal out;
    out.id = row.id<TransferId>(0);
    out.resident = row.id<ResidentId>(1);
    out.resident_number = row.string(2);
    out.amount = row.cents(3);
    out.means = static_cast<Withdrawal::Means>(row.integer(4));
    out.cheque_number = row.string(5);
    out.payee = row.string(6);
    out.reason = row.string(7);
    out.state = static_cast<Withdrawal::State>(row.integer(8));
    out.made = row.time(9);
    out.made_by = row.optional_id<ThingId>(10);
    out.decided = row.time(11);
    out.decided_by = row.optional_id<ThingId>(12);
    out.decision_reason = row.string(13);
    out.cleared = row.time(14);
    return out;
}

bool is_cheque_number(std::string_view text) {
    return !text.empty() && text.size() <= kMaxChequeNumber && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
    });
}

Status check_new(const NewWithdrawal& made) {
    const bool is_cheque = made.means == Withdrawal::Means::kByCheque;
    if (is_cheque && !is_cheque_number(made.cheque_number))
        return Error(ErrorCode::kInvalid, "A cheque has a number of 1 to 24 letters and digits.");
    if (!is_cheque && !made.cheque_number.empty()) return Error(ErrorCode::kInvalid, "Cash has no cheque number.");
    if (!is_plain_line(made.payee, wire::kMaxNameCharacters))
        return Error(ErrorCode::kInvalid, "A payee is one line of 1 to 120 characters.");
    return check_trust_reason(made.reason);
}

int state_number(const WithdrawalFilter& filter) { return filter.state ? static_cast<int>(*filter.state) : 0; }

}  // namespace

const char* name_of(Withdrawal::Means means) { return means == Withdrawal::Means::kInCash ? "cash" : "cheque"; }

const char* name_of(Withdrawal::State state) {
    constexpr const char* kNames[] = {"waiting", "paid", "refused", "voided"};
    return kNames[static_cast<std::size_t>(state) - 1];
}

Status Withdrawals::make(Work& work, const NewWithdrawal& made) {
    TRY(check_new(made));
    const bool is_cheque = made.means == Withdrawal::Means::kByCheque;
    const bool waits = TRY(read_trust_policy(work.db())).needs_second(made.amount.amount());
    const Charge charge{
        made.id,
        made.resident,
        made.amount,
        is_cheque ? kPayableCheques : kCash,
        {TransferKind::kSendMoney, is_cheque ? "withdrawal_cheque" : "withdrawal_cash", made.payee, {}}};
    if (waits)
        TRY(ledger_.hold(work, charge, work.now() + kWithdrawalHoldTime));
    else
        TRY(ledger_.charge(work, charge));
    const auto state = waits ? Withdrawal::State::kWaiting : Withdrawal::State::kPaid;
    std::optional<std::string> number;
    if (is_cheque) number = made.cheque_number;
    Status kept = work.db().run(
        "INSERT INTO withdrawal (id, resident, cents, means, cheque_number, payee, reason, state, made_ms, made_by, "
        "decided_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        made.id, made.resident, made.amount, static_cast<int>(made.means), number, made.payee, made.reason,
        static_cast<int>(state), work.now(), work.actor().staff_id(), waits ? Timestamp() : work.now());
    if (!kept.ok() && database::violation(kept.error()))
        return Error(ErrorCode::kConflict, "This cheque number was used before.", "cheque_used");
    TRY(kept);
    return work.audit(waits ? record::Event::kHoldPlaced : record::Event::kTransferPosted, made.id,
                      is_cheque ? "withdrawal_cheque" : "withdrawal_cash");
}

Result<Withdrawal> Withdrawals::waiting(Work& work, const TransferId& id) {
    auto found = TRY(find(work.db(), id));
    if (!found) return Error(ErrorCode::kNotFound, "There is no such withdrawal.");
    if (found->state != Withdrawal::State::kWaiting)
        return Error(ErrorCode::kConflict, "This withdrawal was decided before.", "already_decided");
    return std::move(*found);
}

Status Withdrawals::decide(Work& work, const Withdrawal& withdrawal, Withdrawal::State state, std::string_view reason) {
    return work.db().run(
        "UPDATE withdrawal SET state = $2, decided_ms = $3, decided_by = $4, decision_reason = $5 WHERE id = $1",
        withdrawal.id, static_cast<int>(state), work.now(), work.actor().staff_id(), reason);
}

Status Withdrawals::approve(Work& work, const TransferId& id) {
    const Withdrawal found = TRY(waiting(work, id));
    TRY(check_second_person(work, found.made_by));
    TRY(ledger_.post(work, id));
    TRY(decide(work, found, Withdrawal::State::kPaid, {}));
    return work.audit(record::Event::kHoldPosted, id, "withdrawal");
}

Status Withdrawals::refuse(Work& work, const TransferId& id, std::string_view reason) {
    TRY(check_trust_reason(reason));
    const Withdrawal found = TRY(waiting(work, id));
    TRY(ledger_.void_if_open(work, id));
    TRY(decide(work, found, Withdrawal::State::kRefused, reason));
    return work.audit(record::Event::kHoldVoided, id, "withdrawal");
}

Status Withdrawals::clear(Work& work, const TransferId& id) {
    const auto found = TRY(find(work.db(), id));
    if (!found) return Error(ErrorCode::kNotFound, "There is no such withdrawal.");
    if (found->means != Withdrawal::Means::kByCheque || found->state != Withdrawal::State::kPaid)
        return Error(ErrorCode::kConflict, "Only a cheque that was paid out is cleared.");
    if (found->cleared.is_set()) return Error(ErrorCode::kConflict, "It was cleared before.", "already_cleared");
    TRY(ledger_.settle(work, work.make_id<TransferId>(), kPayableCheques, kCash,
                       TRY(PositiveCents::from(found->amount))));
    TRY(work.db().run("UPDATE withdrawal SET cleared_ms = $2 WHERE id = $1", id, work.now()));
    return work.audit(record::Event::kTransferPosted, id, "cheque_cleared");
}

Result<std::optional<Withdrawal>> Withdrawals::find(database::Connection& connection, const TransferId& id) {
    return connection.first(
        std::string(kWithdrawalColumns) + "FROM withdrawal w JOIN resident r ON r.id = w.resident WHERE w.id = $1",
        &read_withdrawal, id);
}

Result<std::vector<Withdrawal>> Withdrawals::list(database::Connection& connection, const WithdrawalFilter& filter,
                                                  int limit, int offset) {
    std::vector<Withdrawal> all;
    TRY(connection.each(
        std::string(kWithdrawalColumns) + kMatchingWithdrawals + "ORDER BY w.made_ms DESC, w.id LIMIT $3 OFFSET $4",
        [&](const database::Row& row) { all.push_back(read_withdrawal(row)); }, state_number(filter), filter.resident,
        std::clamp(limit, 1, kTrustPage), offset));
    return all;
}

Result<std::int64_t> Withdrawals::count(database::Connection& connection, const WithdrawalFilter& filter) {
    return connection.number(std::string("SELECT count(*) ") + kMatchingWithdrawals, state_number(filter),
                             filter.resident);
}

}  // namespace dayroom::facility
