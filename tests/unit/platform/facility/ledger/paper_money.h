// One person's money as somebody with pencil and paper would keep it: a few pots, and a list of bookings that say what
// went into which. No ledger, no accounts, no database. Written without a look at the hub's own way.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <vector>

#include "platform/facility/ledger/types.h"

namespace dayroom::test {

struct PaperDebt {
    std::int64_t owed = 0;
    bool of_court = true;
    bool active = true;
    bool fulfilled = false;
    std::int64_t whole = 0;  // of a court: the sum of its order
    bool by_rule = true;     // of a court: deposits pay it; else it is a fine, paid only by hand
};

/// What changed: in the pots, and in the debts by their number.
struct PaperBooking {
    std::int64_t spendable = 0;
    std::int64_t savings = 0;
    std::int64_t phone = 0;
    std::int64_t credits = 0;
    std::int64_t fines = 0;                     // kept for whoever is owed the fines
    std::map<std::size_t, std::int64_t> debts;  // what is owed more (or less, below zero)
    bool undone = false;                        // wholly or in part
    bool is_charge = false;                     // a part of it may be given back
};

struct PaperHold {
    std::int64_t units = 0;
    bool of_credits = false;
    bool open = true;
    std::int64_t until = 0;  // ms
};

class PaperMoney {
public:
    std::int64_t spendable = 0;  // with what is held
    std::int64_t savings = 0;
    std::int64_t phone = 0;
    std::int64_t credits = 0;  // with what is held
    std::int64_t fines = 0;    // kept for whoever is owed the fines; below zero: they have had more
    std::vector<PaperDebt> debts;
    std::map<TransferId, PaperBooking> bookings;
    std::map<TransferId, PaperHold> holds;

    std::int64_t held(bool of_credits) const {
        std::int64_t sum = 0;
        for (const auto& [id, hold] : holds) sum += hold.open && hold.of_credits == of_credits ? hold.units : 0;
        return sum;
    }
    std::int64_t can_spend() const { return spendable - held(false); }
    std::int64_t can_use_credits() const { return credits - held(true); }
    std::int64_t owed() const {
        std::int64_t sum = 0;
        for (const PaperDebt& debt : debts) sum += debt.active ? debt.owed : 0;
        return sum;
    }

    /// Books it if every pot has it; whether.
    bool book(const PaperBooking& booking) {
        if (can_spend() + booking.spendable < 0 || savings + booking.savings < 0 || phone + booking.phone < 0 ||
            can_use_credits() + booking.credits < 0)
            return false;
        for (const auto& [number, more] : booking.debts) {
            if (debts[number].owed + more < 0) return false;
        }
        spendable += booking.spendable;
        savings += booking.savings;
        phone += booking.phone;
        credits += booking.credits;
        fines += booking.fines;
        for (const auto& [number, more] : booking.debts) debts[number].owed += more;
        return true;
    }
    /// A tenth into savings, a fifth to the court for as long as it is owed, a twentieth to the victims' fund; the fee
    /// first. What the tenth, the fifth and the twentieth are taken of is a multiple of 20.
    PaperBooking deposit(std::int64_t gross, std::int64_t fee) const {
        const std::int64_t arrived = gross - fee;
        PaperBooking booking;
        booking.savings = arrived / 10;
        std::int64_t court = 0;
        for (const PaperDebt& debt : debts) court += is_paid_by_rule(debt) ? debt.owed : 0;
        court = std::min(court, arrived / 5);
        booking.spendable = arrived - booking.savings - court - arrived / 20;
        for (std::size_t i = 0; i < debts.size() && court > 0; ++i) {
            if (!is_paid_by_rule(debts[i]) || debts[i].owed == 0) continue;
            const std::int64_t paid = std::min(court, debts[i].owed);
            booking.debts[i] = -paid;
            court -= paid;
        }
        return booking;
    }
    /// A debt that a payment has brought to nothing is done; a payment that is undone wakes it, and it is
    /// suspended as before.
    void paid(const PaperBooking& booking) {
        for (const auto& [number, more] : booking.debts) {
            if (debts[number].owed == 0) debts[number].fulfilled = true;
        }
    }
    /// Gives back a part of a charge, to where it was taken from: the money, or the debt that it was put on; whether.
    bool give_back(PaperBooking& booking, std::int64_t part) {
        PaperBooking back;
        const bool was_owed = !booking.debts.empty();
        const std::int64_t all = was_owed ? booking.debts.begin()->second : -booking.spendable;
        if (was_owed) back.debts[booking.debts.begin()->first] = -part;
        if (!was_owed) back.spendable = part;
        if (!booking.is_charge || booking.undone || part > all || !book(back)) return false;
        booking.undone = true;
        return true;
    }
    /// Takes it all back; whether.
    bool undo(PaperBooking& booking) {
        PaperBooking back{
            -booking.spendable, -booking.savings, -booking.phone, -booking.credits, -booking.fines, {}, false, false};
        for (const auto& [number, more] : booking.debts) back.debts[number] = -more;
        if (booking.undone || !book(back)) return false;
        booking.undone = true;
        for (const auto& [number, more] : back.debts) {
            if (more < 0 || !debts[number].fulfilled) continue;
            debts[number].fulfilled = false;
        }
        return true;
    }

private:
    static bool is_paid_by_rule(const PaperDebt& debt) {
        return debt.of_court && debt.by_rule && debt.active && !debt.fulfilled;
    }
};

}  // namespace dayroom::test
