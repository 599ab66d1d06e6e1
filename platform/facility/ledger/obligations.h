// Debts that a court or the facility set. Each has an account of its own whose balance is minus what is still owed.
// They stay on record for ever. Source: design.md §4, domain.md "Money".
#pragma once

#include <string>
#include <vector>

#include "platform/facility/ledger/ledger.h"

namespace dayroom::facility {

struct Obligation {
    enum class State : std::uint8_t { kActive = 1, kInactive = 2, kFulfilled = 3 };
    ObligationId id;
    ResidentId resident;
    std::string code;  // "court_debt": deduction rules of the same code pay it
    std::string legal_basis;
    State state = State::kActive;
    bool of_court = true;  // set from outside: payments go on to payable/<code>
    Cents owed;
    Timestamp made;
};

class Obligations {
public:
    explicit Obligations(Ledger& ledger) : ledger_(ledger) {}

    /// Set by a court or another authority.
    Status set(Work& work, const ObligationId& id, const ResidentId& resident, std::string_view code,
               std::string_view legal_basis, PositiveCents owed);
    /// A charge that the resident cannot pay now (co-pay, hygiene): goes onto the facility's own obligation of code
    /// `code`, which is opened when there is none that is active. Shown in the statement as owed, spendable does not
    /// change.
    Status charge(Work& work, const Charge& charge, std::string_view code);
    /// Takes `amount` from spendable against it; kInvalid above what is owed.
    Status pay(Work& work, const TransferId& id, const ObligationId& obligation, PositiveCents amount);
    /// Active ⇄ inactive. A fulfilled one stays so: kConflict.
    Status set_active(Work& work, const ObligationId& id, bool active);
    Result<std::vector<Obligation>> of(database::Connection& connection, const ResidentId& resident);

private:
    friend class Deposits;
    struct Payment {
        TransferId id;
        ResidentId resident;
        const Obligation* obligation = nullptr;
        std::int64_t units = 0;
        Reason reason;
        bool line = false;                    // of the statement
        std::optional<std::int64_t> part_of;  // transfer.no of a deposit
    };
    Status book_payment(Work& work, const Payment& payment);
    Ledger& ledger_;
};

}  // namespace dayroom::facility
