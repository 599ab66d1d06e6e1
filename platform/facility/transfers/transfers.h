// Money that a resident moves: between their own accounts, and out of the facility.
//
// Own accounts: from spendable to the phone account or to savings, at once. Nothing comes back out of them this way.
// Out: to an approved contact, or towards release costs. The amount and the fee are held at once; staff pay it after
// the cooling-off time of the policy, or refuse it with their reason. Until it is paid or refused the resident may take
// it back. Every end but payment releases amount and fee.
//
//   WAITING → PAID | REFUSED (by staff) | TAKEN_BACK (by the resident)
//
// Writes: the writer thread. Errors: the ledger's; kDenied "send_money_off", "contact_not_approved"; kConflict
// "price_changed", "already_decided", "cooling_off" and when the id was used before.
// Source: design.md §4, docs/features/money.md.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/facility/contacts/contacts.h"
#include "platform/facility/ledger/ledger.h"
#include "platform/facility/ledger/prices.h"
#include "platform/facility/notices/notices.h"

namespace dayroom::facility {

inline constexpr const char* kSendMoneyPrice = "send_money";               // the fee; a facility without it takes none
inline constexpr const char* kPayableOutgoing = "payable/outgoing_money";  // paid by the facility, outside the ledger
inline constexpr Milliseconds kOutgoingHoldTime = std::chrono::hours(24 * 400);
inline constexpr std::size_t kMaxRefusalReason = 400;  // code points
inline constexpr int kMaxOutgoingList = 500;

struct OutgoingMoney {
    /// Stored: never renumber.
    enum class State : std::uint8_t { kWaiting = 1, kPaid = 2, kRefused = 3, kTakenBack = 4 };
    TransferId id;
    ResidentId resident;
    std::string resident_number;
    wire::SendMoney::Purpose purpose = wire::SendMoney::PURPOSE_UNSPECIFIED;
    std::optional<ContactId> contact;
    std::string contact_name;
    std::string contact_address;
    Cents amount;
    Cents fee;
    std::string note;
    std::string receipt_code;
    State state = State::kWaiting;
    Timestamp sent;
    Timestamp payable_from;
    Timestamp decided{};
    std::string reason;  // refused: staff's words
};
/// "waiting", "paid", "refused", "taken_back".
const char* name_of(OutgoingMoney::State state);

class Transfers {
public:
    Transfers(Ledger& ledger, Contacts& contacts, Prices& prices, Notices& notices)
        : ledger_(ledger), contacts_(contacts), prices_(prices), notices_(notices) {}

    // ---- the resident, through commands
    Status move(Work& work, const ResidentId& resident, const wire::MoveMoney& body);
    Status send(Work& work, const ResidentId& resident, const wire::SendMoney& body, Timestamp made);
    Status take_back(Work& work, const ResidentId& resident, const TransferId& id);

    // ---- staff
    /// The money leaves: both holds are charged. kConflict "cooling_off" before payable_from; kDenied
    /// "contact_not_approved" when the contact no longer is.
    Status pay(Work& work, const TransferId& id);
    /// Everything goes back, and a notice tells the resident why.
    Status refuse(Work& work, const TransferId& id, std::string_view reason);

    // ---- reads, on any connection
    Result<std::optional<OutgoingMoney>> find(database::Connection& connection, const TransferId& id);
    /// Waiting: what can be paid first comes first. Else newest first.
    Result<std::vector<OutgoingMoney>> list(database::Connection& connection, OutgoingMoney::State state, int limit);

private:
    Result<OutgoingMoney> waiting(Work& work, const TransferId& id);
    Status decide(Work& work, const OutgoingMoney& money, OutgoingMoney::State state, std::string_view reason);
    Status release(Work& work, const OutgoingMoney& money);

    Ledger& ledger_;
    Contacts& contacts_;
    Prices& prices_;
    Notices& notices_;
};

}  // namespace dayroom::facility
