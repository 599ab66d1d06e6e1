// Debts that a court or the facility set. Each has an account of its own whose balance is minus what is still owed, and
// a history (obligation_steps.h). They stay on record for ever. Of one code the lower priority is paid first, then the
// older one. Source: design.md §4, domain.md "Money".
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
    Cents set_total{};  // the whole sum, as it was set, added to and amended
    Cents forgiven{};
    int priority = kUsualPriority;

    static constexpr int kUsualPriority = 100;
    static constexpr int kMaxPriority = 999;
    Cents paid() const { return Cents::of(set_total.units() - forgiven.units() - owed.units()); }
};
inline constexpr std::size_t kMaxObligationReason = 400;  // code points

/// Writes: the writer thread. Errors: the ledger's; kNotFound for no such obligation or resident; kInvalid for a code,
/// legal basis, priority (1 to 999) or reason (one line of 1 to 400 code points) that may not be.
class Obligations {
public:
    explicit Obligations(Ledger& ledger) : ledger_(ledger) {}

    /// Set by a court or another authority.
    Status set(Work& work, const ObligationId& id, const ResidentId& resident, std::string_view code,
               std::string_view legal_basis, PositiveCents owed, int priority = Obligation::kUsualPriority);
    /// A charge that the resident cannot pay now (co-pay, hygiene): goes onto the facility's own obligation of code
    /// `code`, which is opened when there is none that is active. Shown in the statement as owed, spendable does not
    /// change.
    Status charge(Work& work, const Charge& charge, std::string_view code);
    /// Takes `amount` from spendable against it; kInvalid above what is owed.
    Status pay(Work& work, const TransferId& id, const ObligationId& obligation, PositiveCents amount);
    /// Active ⇄ inactive; no step when it is that already. A fulfilled one stays so: kConflict.
    Status set_active(Work& work, const ObligationId& id, bool active, std::string_view reason = {});
    /// The order was amended: `whole` is its sum now. kConflict "already_paid" below what was paid and forgiven, and
    /// for a fulfilled one that nothing is added to.
    Status amend(Work& work, const ObligationId& id, PositiveCents whole, std::string_view reason);
    /// What is still owed is owed no more. kConflict when nothing is.
    Status forgive(Work& work, const ObligationId& id, std::string_view reason);
    Status set_priority(Work& work, const ObligationId& id, int priority);

    // ---- reads, on any connection
    static Result<std::optional<Obligation>> find(database::Connection& connection, const ObligationId& id);
    /// In the order in which they are paid.
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
    Result<Obligation> known(Work& work, const ObligationId& id);
    Result<std::int64_t> account_of(Work& work, const ObligationId& id);
    /// `units` more (minus: less) is owed, against memo/obligations or, when it is the facility's own,
    /// revenue/forgiven. Its account.
    Result<std::int64_t> adjust(Work& work, const Obligation& obligation, std::int64_t units, const Reason& reason);
    Ledger& ledger_;
};

}  // namespace dayroom::facility
