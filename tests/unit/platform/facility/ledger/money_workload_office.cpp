// What the office does with somebody's money over the counter: withdrawals and what becomes of them, charges of the
// facility's own kinds, debts that are amended or forgiven.
#include "tests/unit/platform/facility/ledger/money_workload.h"

namespace dayroom::test {

using namespace facility;

void MoneyWorkload::withdraw() {
    const std::int64_t cents = amount();
    const bool by_cheque = random_.below(2) == 0;
    NewWithdrawal made{make_id<Booking>(), person_.id,   must(PositiveCents::of(cents)), Withdrawal::Means::kInCash, "",
                       "M. Vega",          "for the bus"};
    if (by_cheque) {
        made.means = Withdrawal::Means::kByCheque;
        made.cheque_number = "C" + person_.id.to_string().substr(28) + std::to_string(withdrawn_.size());
    }
    const bool should = paper_.can_spend() >= cents;
    if (!staff("a withdrawal", should, [&](Work& work) { return withdrawals_.make(work, made); })) return;
    paper_.spendable -= cents;
    withdrawn_.push_back({made.id, cents, by_cheque});
}

void MoneyWorkload::clear_or_void_withdrawal() {
    if (withdrawn_.empty()) return;
    Withdrawn& one = withdrawn_[random_.below(withdrawn_.size())];
    if (random_.below(2) == 0) {
        const bool should = one.by_cheque && one.stands;
        if (staff("a cheque that the bank paid", should, [&](Work& work) { return withdrawals_.clear(work, one.id); }))
            one.stands = false;
        return;
    }
    const Booking back = make_id<Booking>();
    const auto take_back = [&](Work& work) { return voids_.make(work, back, person_.id, one.id, "entered wrongly"); };
    if (!staff("a void", one.stands, take_back)) return;
    one.stands = false;
    paper_.spendable += one.cents;
}

void MoneyWorkload::charge_of_kind() {
    SiteCharge charge;
    charge.kind = kHaircut;
    charge.reason = "on Monday";
    charge.residents = {person_.id};
    const Booking nobody;
    Booking id = nobody;
    PaperBooking booking;
    booking.spendable = -kHaircutCents;
    booking.is_charge = true;
    const auto job = [&](Work& work) -> Status {
        const SiteChargeReport report = TRY(site_charges_.charge(work, charge, false));
        id = report.lines.front().transfer.value_or(nobody);
        return {};
    };
    // It has no id of its own that would tell a second time from the first.
    if (staff("a charge of the facility", paper_.book(booking), job, true)) paper_.bookings[id] = booking;
}

void MoneyWorkload::forgive_debt() {
    if (debt_ids_.empty()) return;
    const std::size_t number = random_.below(debt_ids_.size());
    PaperDebt& debt = paper_.debts[number];
    const auto job = [&](Work& work) { return hub_.obligations.forgive(work, debt_ids_[number], "a hardship"); };
    if (!staff("a debt forgiven", debt.owed > 0, job)) return;
    debt.owed = 0;
    debt.fulfilled = true;
}

void MoneyWorkload::amend_debt() {
    if (debt_ids_.empty()) return;
    const std::size_t number = random_.below(debt_ids_.size());
    PaperDebt& debt = paper_.debts[number];
    if (!debt.of_court || debt.fulfilled) return;
    const std::int64_t whole = static_cast<std::int64_t>(random_.below(2'500)) + 1;
    const std::int64_t change = whole - debt.whole;
    const auto job = [&](Work& work) -> Status {
        return hub_.obligations.amend(work, debt_ids_[number], TRY(PositiveCents::of(whole)), "as the court says now");
    };
    if (!staff("a debt amended", change != 0 && debt.owed + change >= 0, job)) return;
    debt.whole = whole;
    debt.owed += change;
    debt.fulfilled = debt.owed == 0;
}

}  // namespace dayroom::test
