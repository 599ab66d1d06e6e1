// Corrections: new transfers the other way, each naming the one it undoes. Nothing is ever changed or deleted.
#include <vector>

#include "platform/facility/ledger/movement.h"
#include "platform/facility/ledger/obligation_steps.h"

namespace dayroom::facility {
namespace {

constexpr const char* kPastColumns =
    "SELECT t.no, t.phase, t.debit, t.credit, t.unit, t.amount, t.resident, d.transfer IS NOT NULL, t.kind FROM "
    "transfer t "
    "LEFT JOIN deposit d ON d.transfer = t.no ";

/// Between two accounts of the house: nobody's statement shows it.
Result<bool> is_settlement(Work& work, std::int64_t debit, std::int64_t credit) {
    return TRY(work.db().number("SELECT count(*) FROM account WHERE no IN ($1, $2) AND kind = 10", debit, credit)) == 2;
}

}  // namespace

Result<Ledger::Past> Ledger::find_past(Work& work, const TransferId& id) {
    const auto read = [](const database::Row& row) {
        Past past;
        past.no = row.integer(0);
        past.phase = static_cast<Phase>(row.integer(1));
        past.debit = row.integer(2);
        past.credit = row.integer(3);
        past.unit = static_cast<Unit>(row.integer(4));
        past.amount = row.integer(5);
        past.line = row.optional_id<ResidentId>(6);
        past.is_deposit = row.flag(7);
        past.sold_credits =
            past.unit == Unit::kCents && row.integer(8) == static_cast<int>(TransferKind::kMessageCredits);
        return past;
    };
    auto past = TRY(work.db().first(std::string(kPastColumns) + "WHERE t.id = $1", read, id));
    if (!past) return Error(ErrorCode::kNotFound, "no such transfer");
    if (past->phase == Phase::kPosted) return *past;
    if (past->phase != Phase::kPending) return Error(ErrorCode::kInvalid, "correct the hold, not what ended it");
    auto posted =
        TRY(work.db().first(std::string(kPastColumns) + "WHERE t.pending = $1 AND t.phase = 3", read, past->no));
    if (!posted) return Error(ErrorCode::kInvalid, "a hold that was not charged is voided, not corrected");
    posted->line = past->line;
    return *posted;
}

// Takes the money back from where it went first: CHECK funds refuses when it is gone.
Status Ledger::reverse(Work& work, const TransferId& id, const Past& past, const Reason& reason, bool is_line) {
    const auto debit = TRY(change_account(work, past.credit, -past.amount));
    const auto credit = TRY(change_account(work, past.debit, past.amount));
    // A charge that was owed and is taken back is no longer part of the whole sum.
    TRY(work.db().run("UPDATE obligation SET set_total = set_total - $2 WHERE account = $1", past.debit, past.amount));
    Movement m;
    m.id = id;
    m.debit = past.credit;
    m.credit = past.debit;
    m.unit = past.unit;
    m.amount = past.amount;
    m.reason = &reason;
    if (debit) m.debit_after = debit->balance;
    if (credit) m.credit_after = credit->balance;
    m.corrects = past.no;
    if (is_line && past.line) {
        m.line = past.line;
        m.available_after = TRY(change(work, *past.line, AccountKind::kSpendable, 0, 0)).available();
    }
    auto no = write(work, m);
    if (!no.ok()) {
        if (no.error().code == ErrorCode::kConflict)
            return Error(ErrorCode::kConflict, "corrected before", "corrected_before");
        return no.take_error();
    }
    TRY(note_obligation(work, past.credit, ObligationChange::kPaymentUndone, past.amount, reason.detail));
    TRY(note_obligation(work, past.debit, ObligationChange::kChargeUndone, -past.amount, reason.detail));
    if (is_line && past.line) tell(work, *past.line, id);
    return {};
}

Status Ledger::give_back_part(Work& work, const TransferId& id, const TransferId& charge, PositiveCents part,
                              const Reason& reason) {
    Past past = TRY(find_past(work, charge));
    const bool to_house =
        TRY(work.db().number("SELECT count(*) FROM account WHERE no = $1 AND kind = 10", past.credit)) > 0;
    const bool has_parts = TRY(work.db().number("SELECT count(*) FROM transfer WHERE part_of = $1", past.no)) > 0;
    if (!past.line || !to_house || has_parts || past.is_deposit || past.sold_credits || past.unit != Unit::kCents)
        return Error(ErrorCode::kInvalid, "a part is given back of a charge only");
    if (part.units() > past.amount) return Error(ErrorCode::kInvalid, "more than was charged");
    past.amount = part.units();
    return reverse(work, id, past, reason, true);
}

Status Ledger::correct(Work& work, const TransferId& id, const TransferId& corrected, const Reason& reason) {
    const Past past = TRY(find_past(work, corrected));
    if (!past.line && !TRY(is_settlement(work, past.debit, past.credit)))
        return Error(ErrorCode::kInvalid, "only a line of a statement or a settlement is corrected");
    // Its parts come back first, the last one first; then the whole: a deposit's deductions, the debt that a payment
    // to a court has lowered.
    std::vector<TransferId> parts;
    TRY(work.db().each(
        "SELECT id FROM transfer WHERE part_of = $1 ORDER BY no DESC",
        [&](const database::Row& row) { parts.push_back(row.id<TransferId>(0)); }, past.no));
    for (const TransferId& part : parts) {
        TRY(reverse(work, work.make_id<TransferId>(), TRY(find_past(work, part)), reason, false));
    }
    if (past.sold_credits) {
        const TransferId credits = id_as<TransferId>(companion_of(corrected));
        TRY(reverse(work, work.make_id<TransferId>(), TRY(find_past(work, credits)), reason, false));
    }
    return reverse(work, id, past, reason, true);
}

}  // namespace dayroom::facility
