// What staff do with somebody's money.
#include <algorithm>

#include "tests/unit/platform/facility/ledger/money_workload.h"

namespace dayroom::test {

using namespace facility;

void MoneyWorkload::deposit() {
    const std::int64_t fee = random_.below(2) == 0 ? 295 : 0;
    const std::int64_t gross = (static_cast<std::int64_t>(random_.below(100)) + 1) * 20 + fee;
    const Deposit deposit{make_id<Booking>(), person_.id, must(PositiveCents::of(gross)), Cents::of(fee), "family", ""};
    PaperBooking booking = paper_.deposit(gross, fee);
    if (!staff("a deposit", true, [&](Work& work) { return hub_.deposits.deposit(work, deposit); })) return;
    paper_.book(booking);
    paper_.paid(booking);
    paper_.bookings[deposit.id] = booking;
}

void MoneyWorkload::charge() {
    const Charge one = charge_of(amount());
    PaperBooking booking;
    booking.spendable = -one.amount.units();
    booking.is_charge = true;
    const bool should = paper_.book(booking);
    staff("a charge", should, [&](Work& work) { return hub_.ledger.charge(work, one); });
    if (should) paper_.bookings[one.id] = booking;
}

void MoneyWorkload::pay_in() {
    const Charge one = charge_of(static_cast<std::int64_t>(random_.below(900)) + 1);
    PaperBooking booking;
    booking.spendable = one.amount.units();
    staff("a wage", paper_.book(booking), [&](Work& work) { return hub_.ledger.pay(work, one); });
    paper_.bookings[one.id] = booking;
}

void MoneyWorkload::hold() {
    const Charge one = charge_of(amount());
    const Timestamp until =
        hub_.clock.now() + (alone_ && random_.below(3) == 0 ? Milliseconds(kHour) : Milliseconds(10'000 * kHour));
    const bool should = paper_.can_spend() >= one.amount.units();
    if (!staff("a hold", should, [&](Work& work) { return hub_.ledger.hold(work, one, until); })) return;
    paper_.holds[one.id] = {one.amount.units(), false, true, until.ms()};
    plain_holds_.push_back(one.id);
}

void MoneyWorkload::end_hold() {
    const Booking id = any_hold();
    if (id.is_nil()) return;
    PaperHold& hold = paper_.holds[id];
    if (random_.below(3) == 0) {
        const bool was_open = hold.open;
        hold.open = false;
        staff("a release", was_open, [&](Work& work) { return hub_.ledger.void_hold(work, id); });
        return;
    }
    const std::int64_t part = random_.below(2) == 0 ? hold.units : static_cast<std::int64_t>(random_.below(600)) + 1;
    const bool should = hold.open && part <= hold.units;
    if (should) {
        hold.open = false;
        PaperBooking booking;
        (hold.of_credits ? booking.credits : booking.spendable) = -part;
        booking.is_charge = !hold.of_credits;
        paper_.book(booking);
        if (!hold.of_credits) paper_.bookings[id] = booking;
    }
    staff("a hold's charge", should, [&](Work& work) { return hub_.ledger.post_part(work, id, part); });
}

void MoneyWorkload::grant_or_use_credits() {
    const CreditCharge one{make_id<Booking>(), person_.id,
                           must(PositiveCredits::of(static_cast<std::int64_t>(random_.below(30)) + 1)),
                           reason(TransferKind::kMessageCredits)};
    if (random_.below(2) == 0) {
        paper_.credits += one.amount.units();
        staff("a grant", true, [&](Work& work) { return hub_.ledger.grant_credits(work, one); });
        return;
    }
    const Timestamp until = hub_.clock.now() + Milliseconds(10'000 * kHour);
    const bool should = paper_.can_use_credits() >= one.amount.units();
    if (!staff("a hold of credits", should, [&](Work& work) { return hub_.ledger.hold_credits(work, one, until); }))
        return;
    paper_.holds[one.id] = {one.amount.units(), true, true, until.ms()};
    plain_holds_.push_back(one.id);
}

void MoneyWorkload::set_debt() {
    const ObligationId id = make_id<ObligationId>();
    const std::int64_t owed = static_cast<std::int64_t>(random_.below(2'000)) + 1;
    const bool by_rule = random_.below(2) == 0;
    paper_.debts.push_back({owed, true, true, false, owed, by_rule});
    debt_ids_.push_back(id);
    staff("a debt", true, [&](Work& work) -> Status {
        return hub_.obligations.set(work, id, person_.id, by_rule ? "court_debt" : fine_, "a judgment",
                                    TRY(PositiveCents::of(owed)));
    });
}

void MoneyWorkload::charge_debt() {
    const Charge one = charge_of(static_cast<std::int64_t>(random_.below(400)) + 1);
    std::size_t number = 0;
    for (; number < paper_.debts.size(); ++number) {
        const PaperDebt& debt = paper_.debts[number];
        if (!debt.of_court && debt.active && !debt.fulfilled) break;
    }
    staff("a charge that is owed", true, [&](Work& work) { return hub_.obligations.charge(work, one, "hygiene"); });
    if (number == paper_.debts.size()) {
        paper_.debts.push_back({0, false, true, false});
        ObligationId newest;
        const Job find = [&](Work& work) -> Status {  // the hub gives it its id
            for (const Obligation& each : TRY(hub_.obligations.of(work.db(), person_.id))) {
                if (std::find(debt_ids_.begin(), debt_ids_.end(), each.id) == debt_ids_.end()) newest = each.id;
            }
            return {};
        };
        try_until_known([&] { return hub_.run(find); });
        debt_ids_.push_back(newest);
    }
    PaperBooking booking;
    booking.debts[number] = one.amount.units();
    booking.is_charge = true;
    paper_.book(booking);
    paper_.bookings[one.id] = booking;
}

void MoneyWorkload::pay_debt() {
    if (debt_ids_.empty()) return;
    const std::size_t number = random_.below(debt_ids_.size());
    const PaperDebt& debt = paper_.debts[number];
    const std::int64_t cents = random_.below(2) == 0 && debt.owed > 0 ? debt.owed : amount();
    PaperBooking booking;
    booking.spendable = -cents;
    booking.fines = debt.by_rule ? 0 : cents;
    booking.debts[number] = -cents;
    const bool should = paper_.book(booking);
    const Booking id = make_id<Booking>();
    staff("a debt's payment", should, [&](Work& work) -> Status {
        return hub_.obligations.pay(work, id, debt_ids_[number], TRY(PositiveCents::of(cents)));
    });
    if (!should) return;
    paper_.paid(booking);
    paper_.bookings[id] = booking;
}

void MoneyWorkload::switch_debt() {
    if (debt_ids_.empty()) return;
    const std::size_t number = random_.below(debt_ids_.size());
    const bool active = random_.below(2) == 0;
    const bool should = !paper_.debts[number].fulfilled;
    if (should) paper_.debts[number].active = active;
    const auto job = [&](Work& work) { return hub_.obligations.set_active(work, debt_ids_[number], active); };
    staff("a debt's switch", should, job, true);
}

void MoneyWorkload::undo() {
    const Booking what = any_booking(false);
    if (what.is_nil()) return;
    const Booking id = make_id<Booking>();
    staff("a correction", paper_.undo(paper_.bookings[what]),
          [&](Work& work) { return hub_.ledger.correct(work, id, what, reason()); });
}

void MoneyWorkload::give_back() {
    const Booking what = any_booking(random_.below(4) != 0);
    if (what.is_nil()) return;
    PaperBooking& booking = paper_.bookings[what];
    const std::int64_t part = static_cast<std::int64_t>(random_.below(300)) + 1;
    const Booking id = make_id<Booking>();
    staff("a part given back", paper_.give_back(booking, part), [&](Work& work) -> Status {
        return hub_.ledger.give_back_part(work, id, what, TRY(PositiveCents::of(part)), reason(TransferKind::kRefund));
    });
}

}  // namespace dayroom::test
