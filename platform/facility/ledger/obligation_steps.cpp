#include "platform/facility/ledger/obligation_steps.h"

#include <algorithm>
#include <array>

namespace dayroom::facility {

const char* name_of(ObligationChange change) {
    constexpr std::array<const char*, 10> kNames = {
        "set",           "charged",   "amount",  "paid",     "payment_undone",
        "charge_undone", "suspended", "resumed", "forgiven", "priority"};
    return kNames[static_cast<std::size_t>(change) - 1];
}

Status note_obligation(Work& work, std::int64_t account, ObligationChange what, std::int64_t change,
                       std::string_view reason) {
    struct Found {
        ObligationId id;
        ResidentId resident;
        std::int64_t owed;
    };
    const auto found = TRY(work.db().first(
        "SELECT o.id, o.resident, -a.balance FROM obligation o JOIN account a ON a.no = o.account WHERE o.account = $1",
        [](const database::Row& row) {
            return Found{row.id<ObligationId>(0), row.id<ResidentId>(1), row.integer(2)};
        },
        account));
    if (!found) return {};
    // One that a charge's undoing has brought to nothing waits for the next charge.
    const bool fulfils =
        what == ObligationChange::kPaid || what == ObligationChange::kAmount || what == ObligationChange::kForgiven;
    if (found->owed == 0 && fulfils) TRY(work.db().run("UPDATE obligation SET state = 3 WHERE id = $1", found->id));
    // What wakes a fulfilled one leaves it as it was: one that was suspended is still.
    if (found->owed > 0)
        TRY(work.db().run(
            "UPDATE obligation SET state = CASE (SELECT what FROM obligation_step WHERE obligation = $1 AND what IN "
            "(7, 8) ORDER BY position DESC LIMIT 1) WHEN 7 THEN 2 ELSE 1 END WHERE id = $1 AND state = 3",
            found->id));
    TRY(work.db().run(
        "INSERT INTO obligation_step (obligation, position, at_ms, what, change, owed, through, reason, by_id) VALUES "
        "($1, (SELECT coalesce(max(position), 0) + 1 FROM obligation_step WHERE obligation = $1), $2, $3, $4, $5, "
        "(SELECT coalesce(max(no), 0) FROM transfer), $6, $7)",
        found->id, work.now(), static_cast<int>(what), change, found->owed, reason, work.actor().staff_id()));
    work.touch(Scope::resident(found->resident), RecordKind::kObligation, found->id);
    return {};
}

Result<std::vector<ObligationStep>> read_obligation_steps(database::Connection& connection, const ObligationId& id) {
    std::vector<ObligationStep> steps;
    TRY(connection.each(
        "SELECT at_ms, what, change, owed, through, reason, by_id FROM obligation_step WHERE obligation = $1 "
        "ORDER BY position DESC LIMIT $2",
        [&](const database::Row& row) {
            steps.push_back({row.time(0), static_cast<ObligationChange>(row.integer(1)), row.cents(2), row.cents(3),
                             row.integer(4), row.string(5), row.optional_id<ThingId>(6)});
        },
        id, kMaxObligationSteps));
    std::reverse(steps.begin(), steps.end());
    return steps;
}

}  // namespace dayroom::facility
