// Money that the office pays out of a resident's spendable: cash over the counter, or a cheque with its number to
// somebody. Under the two-person rule the money is held until somebody else agrees.
//
//   (made) → PAID, or WAITING → PAID | REFUSED;  PAID → VOIDED by a void (voids.h)
//
// A cheque is charged to payable/cheques; that the bank paid it moves it on to cash. A cheque's number is used once,
// but for one that was refused.
//
// Writes: the writer thread. Errors: the ledger's; kNotFound; kConflict "cheque_used", "already_decided",
// "already_cleared"; kDenied "same_person".
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "platform/facility/ledger/ledger.h"
#include "platform/facility/trust_office/trust_policy.h"

namespace dayroom::facility {

inline constexpr const char* kPayableCheques = "payable/cheques";
inline constexpr std::size_t kMaxChequeNumber = 24;  // letters and digits

struct Withdrawal {
    /// Stored: never renumber.
    enum class Means : std::uint8_t { kInCash = 1, kByCheque = 2 };
    enum class State : std::uint8_t { kWaiting = 1, kPaid = 2, kRefused = 3, kVoided = 4 };
    TransferId id{};
    ResidentId resident{};
    std::string resident_number{};
    Cents amount{};
    Means means = Means::kInCash;
    std::string cheque_number{};  // of a cheque
    std::string payee{};
    std::string reason{};
    State state = State::kWaiting;
    Timestamp made{};
    std::optional<ThingId> made_by{};
    Timestamp decided{};  // unset while it waits
    std::optional<ThingId> decided_by{};
    std::string decision_reason{};
    Timestamp cleared{};  // the bank paid the cheque
};
const char* name_of(Withdrawal::Means means);  // "cash", "cheque"
const char* name_of(Withdrawal::State state);  // "waiting", "paid", "refused", "voided"

struct NewWithdrawal {
    TransferId id;
    ResidentId resident;
    PositiveCents amount;
    Withdrawal::Means means = Withdrawal::Means::kInCash;
    std::string cheque_number;
    std::string payee;
    std::string reason;
};
struct WithdrawalFilter {
    std::optional<Withdrawal::State> state{};
    std::optional<ResidentId> resident{};
};

class Withdrawals {
public:
    explicit Withdrawals(Ledger& ledger) : ledger_(ledger) {}

    Status make(Work& work, const NewWithdrawal& made);
    Status approve(Work& work, const TransferId& id);
    Status refuse(Work& work, const TransferId& id, std::string_view reason);
    /// The bank paid the cheque. kConflict for cash and for what was not paid.
    Status clear(Work& work, const TransferId& id);

    // ---- reads, on any connection; newest first
    static Result<std::optional<Withdrawal>> find(database::Connection& connection, const TransferId& id);
    static Result<std::vector<Withdrawal>> list(database::Connection& connection, const WithdrawalFilter& filter,
                                                int limit, int offset);
    static Result<std::int64_t> count(database::Connection& connection, const WithdrawalFilter& filter);

private:
    Result<Withdrawal> waiting(Work& work, const TransferId& id);
    Status decide(Work& work, const Withdrawal& withdrawal, Withdrawal::State state, std::string_view reason);
    Ledger& ledger_;
};

}  // namespace dayroom::facility
