#include "platform/facility/trust_office/voids.h"

#include <algorithm>

#include "platform/facility/trust_office/withdrawals.h"

namespace dayroom::facility {
namespace {

constexpr const char* kVoidColumns =
    "SELECT v.id, v.transfer, v.resident, r.number, v.cents, v.reason, v.state, v.made_ms, v.made_by, v.decided_ms, "
    "v.decided_by, v.decision_reason, t.at_ms, t.kind, t.reason_code, t.reason_detail ";
constexpr const char* kMatchingVoids =
    "FROM money_void v JOIN resident r ON r.id = v.resident JOIN transfer t ON t.id = v.transfer WHERE ($1 = 0 OR "
    "v.state = $1) "
    "AND ($2 IS NULL OR v.resident = $2) ";

MoneyVoid read_void(const database::Row& row) {
    MoneyVoid out;
    out.id = row.id<TransferId>(0);
    out.transfer = row.id<TransferId>(1);
    out.resident = row.id<ResidentId>(2);
    out.resident_number = row.string(3);
    out.amount = row.cents(4);
    out.reason = row.string(5);
    out.state = static_cast<MoneyVoid::State>(row.integer(6));
    out.made = row.time(7);
    out.made_by = row.optional_id<ThingId>(8);
    out.decided = row.time(9);
    out.decided_by = row.optional_id<ThingId>(10);
    out.decision_reason = row.string(11);
    out.line = {row.time(12), static_cast<TransferKind>(row.integer(13)), row.string(14), row.string(15)};
    return out;
}

int state_number(const VoidFilter& filter) { return filter.state ? static_cast<int>(*filter.state) : 0; }

/// A line of a statement, as whether it may be taken back depends on it.
struct StatementEntry {
    std::optional<ResidentId> resident;
    bool is_hold = false;
    bool is_posted = true;  // of a hold
    TransferKind kind = TransferKind::kAdjustment;
    bool corrects = false;
    std::int64_t amount = 0;  // of a posted hold: what was taken
    bool is_withdrawal = false;
    bool is_call = false;
    bool is_cleared = false;
    bool is_sent = false;  // in a package that another facility may have taken in
};

Result<StatementEntry> find_entry(database::Connection& connection, const TransferId& id) {
    const auto found = TRY(connection.first(
        "SELECT t.resident, t.phase, coalesce(h.state, 0), t.kind, t.corrects IS NOT NULL, "
        "CASE WHEN h.state = 2 THEN h.taken ELSE t.amount END, w.id IS NOT NULL, coalesce(w.cleared_ms, 0), s.id IS "
        "NOT NULL, t.reason_code = 'phone_call' "
        "FROM transfer t LEFT JOIN hold h ON h.transfer = t.no LEFT JOIN withdrawal w ON w.id = t.id "
        "LEFT JOIN package_sent s ON s.id = t.id WHERE t.id = $1",
        [](const database::Row& row) {
            StatementEntry entry;
            entry.resident = row.optional_id<ResidentId>(0);
            entry.is_hold = row.integer(1) == 2;
            entry.is_posted = row.integer(2) == static_cast<int>(HoldState::kPosted);
            entry.kind = static_cast<TransferKind>(row.integer(3));
            entry.corrects = row.flag(4);
            entry.amount = row.integer(5);
            entry.is_withdrawal = row.flag(6);
            entry.is_cleared = row.integer(7) != 0;
            entry.is_sent = row.flag(8);
            entry.is_call = row.flag(9);
            return entry;
        },
        id));
    if (!found) return Error(ErrorCode::kNotFound, "There is no such line in this resident's statement.");
    return *found;
}

Status check_voidable(const StatementEntry& entry) {
    const auto no = [](const char* why) { return Error(ErrorCode::kConflict, why, "not_voidable"); };
    if (entry.is_hold && !entry.is_posted) return no("A hold that was not charged is released, not taken back.");
    if (entry.corrects || entry.kind == TransferKind::kRefund)
        return no("What takes something back is not taken back itself: enter it anew.");
    if (entry.kind == TransferKind::kVisit) return no("What a visit costs follows from the visit.");
    if (entry.is_call) return no("A call is given back at the phone account.");
    if (entry.kind == TransferKind::kCommissary) return no("An order is refunded at the commissary.");
    if (entry.kind == TransferKind::kSendMoney && !entry.is_withdrawal)
        return no("Money that the resident sent out is not taken back here.");
    if (entry.is_sent) return no("Money that went to another facility is not taken back here.");
    if (entry.is_cleared) return Error(ErrorCode::kConflict, "The bank paid this cheque.", "cheque_cleared");
    return {};
}

}  // namespace

const char* name_of(MoneyVoid::State state) {
    constexpr const char* kNames[] = {"waiting", "done", "refused"};
    return kNames[static_cast<std::size_t>(state) - 1];
}

Status Voids::make(Work& work, const TransferId& id, const ResidentId& resident, const TransferId& transfer,
                   std::string_view reason) {
    TRY(check_trust_reason(reason));
    const StatementEntry entry = TRY(find_entry(work.db(), transfer));
    if (entry.resident != resident)
        return Error(ErrorCode::kNotFound, "There is no such line in this resident's statement.");
    const auto before = TRY(work.db().first(
        "SELECT state FROM money_void WHERE transfer = $1 AND state IN (1, 2)",
        [](const database::Row& row) { return static_cast<MoneyVoid::State>(row.integer(0)); }, transfer));
    if (before == MoneyVoid::State::kWaiting)
        return Error(ErrorCode::kConflict, "This waits for a second person already.", "void_waits");
    if (before) return Error(ErrorCode::kConflict, "This was taken back before.", "corrected_before");
    TRY(check_voidable(entry));
    const bool waits = TRY(read_trust_policy(work.db())).needs_second(Cents::of(entry.amount));
    MoneyVoid made;
    made.id = id;
    made.transfer = transfer;
    made.resident = resident;
    made.reason = std::string(reason);
    if (!waits) TRY(take_back(work, made));
    TRY(work.db().run(
        "INSERT INTO money_void (id, transfer, resident, cents, reason, state, made_ms, made_by, decided_ms) VALUES "
        "($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        id, transfer, resident, entry.amount, reason,
        static_cast<int>(waits ? MoneyVoid::State::kWaiting : MoneyVoid::State::kDone), work.now(),
        work.actor().staff_id(), waits ? Timestamp() : work.now()));
    return work.audit(record::Event::kTransferPosted, id, waits ? "void_waits" : "void");
}

Status Voids::take_back(Work& work, const MoneyVoid& made) {
    TRY(ledger_.correct(work, made.id, made.transfer, {TransferKind::kAdjustment, "void", made.reason, {}}));
    return work.db().run("UPDATE withdrawal SET state = $2 WHERE id = $1", made.transfer,
                         static_cast<int>(Withdrawal::State::kVoided));
}

Result<MoneyVoid> Voids::waiting(Work& work, const TransferId& id) {
    auto found = TRY(find(work.db(), id));
    if (!found) return Error(ErrorCode::kNotFound, "There is no such void.");
    if (found->state != MoneyVoid::State::kWaiting)
        return Error(ErrorCode::kConflict, "This void was decided before.", "already_decided");
    return std::move(*found);
}

Status Voids::decide(Work& work, const TransferId& id, MoneyVoid::State state, std::string_view reason) {
    return work.db().run(
        "UPDATE money_void SET state = $2, decided_ms = $3, decided_by = $4, decision_reason = $5 WHERE id = $1", id,
        static_cast<int>(state), work.now(), work.actor().staff_id(), reason);
}

Status Voids::approve(Work& work, const TransferId& id) {
    const MoneyVoid found = TRY(waiting(work, id));
    TRY(check_second_person(work, found.made_by));
    // Since it was made the bank may have paid the cheque.
    TRY(check_voidable(TRY(find_entry(work.db(), found.transfer))));
    TRY(take_back(work, found));
    TRY(decide(work, id, MoneyVoid::State::kDone, {}));
    return work.audit(record::Event::kTransferPosted, id, "void");
}

Status Voids::refuse(Work& work, const TransferId& id, std::string_view reason) {
    TRY(check_trust_reason(reason));
    TRY(waiting(work, id));
    TRY(decide(work, id, MoneyVoid::State::kRefused, reason));
    return work.audit(record::Event::kTransferPosted, id, "void_refused", record::Outcome::kRefused);
}

Result<std::optional<MoneyVoid>> Voids::find(database::Connection& connection, const TransferId& id) {
    return connection.first(std::string(kVoidColumns) +
                                "FROM money_void v JOIN resident r ON r.id = v.resident JOIN transfer t ON t.id = "
                                "v.transfer WHERE v.id = $1",
                            &read_void, id);
}

Result<std::vector<MoneyVoid>> Voids::list(database::Connection& connection, const VoidFilter& filter, int limit,
                                           int offset) {
    std::vector<MoneyVoid> all;
    TRY(connection.each(
        std::string(kVoidColumns) + kMatchingVoids + "ORDER BY v.made_ms DESC, v.id LIMIT $3 OFFSET $4",
        [&](const database::Row& row) { all.push_back(read_void(row)); }, state_number(filter), filter.resident,
        std::clamp(limit, 1, kTrustPage), offset));
    return all;
}

Result<std::int64_t> Voids::count(database::Connection& connection, const VoidFilter& filter) {
    return connection.number(std::string("SELECT count(*) ") + kMatchingVoids, state_number(filter), filter.resident);
}

}  // namespace dayroom::facility
