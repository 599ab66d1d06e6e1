// The end of an account: what somebody who left still has is paid out, debts first where the facility says so, and
// nothing can be spent from it any more, also not by staff. All of it in one commit. Money that comes later, or that a
// void of the pay-out brings back (trust_office/voids.h), is paid out by another call; the earlier pay-out stays on
// record and says when it was taken back. Source: domain.md "Money", docs/features/leaving.md.
//
// Writes: the writer thread. Errors: kNotFound; kInvalid for a reference or a code that may not be; kTooLarge past
// kMaxReleasePays; kConflict "not_released", "still_leaving" (leaving.h has not ended everything), "still_held"
// (something else holds money), "nothing_to_pay" (it is closed, and empty), "amount_changed" (it is not what was
// expected); the ledger's.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/facility/ledger/obligations.h"

namespace dayroom::facility {

/// Stored: never renumber.
enum class PayOutMethod : std::uint8_t { kByCheque = 1, kByCard = 2, kByCash = 3, kToFacility = 4 };
/// "cheque", "card", "cash", "facility".
const char* name_of(PayOutMethod method);
/// kInvalid for anything else; kToFacility is not paid by hand.
Result<PayOutMethod> pay_out_method(std::string_view name);

inline constexpr std::size_t kMaxPayOutReference = 80;  // code points
inline constexpr std::size_t kMaxReleasePays = 32;
/// Where money is that goes to another facility, until it was sent there.
inline constexpr const char* kPayableFacility = "payable/other_facility";

struct PaidObligation {
    ObligationId obligation;
    std::string code;
    Cents cents;
};
struct PayOutPlan {
    std::vector<PaidObligation> first;  // debts of the release policy, as far as the money goes
    Cents rest;                         // for the person, or for the other facility; may be zero
};
struct PayOutOrder {
    TransferId id;  // of the transfer that pays it
    ResidentId resident;
    PayOutMethod method = PayOutMethod::kByCheque;
    std::string reference;            // the cheque's number, the card's last digits
    std::optional<Cents> expected{};  // what whoever pays was shown: another rest is refused
};
struct PaidOut {
    TransferId id;
    Timestamp at;
    Cents cents;
    PayOutMethod method = PayOutMethod::kByCheque;
    std::string reference;
    Timestamp taken_back{};  // by a void: the money is in the account again, to be paid out anew
};

class PayOuts {
public:
    PayOuts(Ledger& ledger, Obligations& obligations) : ledger_(ledger), obligations_(obligations) {}

    /// Codes of obligations that are paid first, in this order. At most kMaxReleasePays.
    static Status set_pays_first(Work& work, const std::vector<std::string>& codes);
    static Result<std::vector<std::string>> pays_first(database::Connection& connection);

    /// What pay() would do now, changing nothing.
    Result<PayOutPlan> plan(database::Connection& connection, const ResidentId& resident);
    /// Does it: savings and phone money come to spendable, the debts of the plan are paid, the rest leaves the books,
    /// and the accounts are closed.
    Result<PayOutPlan> pay(Work& work, const PayOutOrder& order);
    /// Newest first, those that were taken back among them.
    static Result<std::vector<PaidOut>> list(database::Connection& connection, const ResidentId& resident);

private:
    Status gather(Work& work, const ResidentId& resident, const BalanceSheet& before);
    Status pay_rest(Work& work, const PayOutOrder& order, Cents rest);
    Ledger& ledger_;
    Obligations& obligations_;
};

}  // namespace dayroom::facility
