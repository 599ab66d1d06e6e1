// Money that the house holds for somebody else and that goes to them: a court's share of deposits (payable/<code>),
// what residents sent out (payable/outgoing_money), another facility's (payable/other_facility), the provider's fees,
// the commissary's vendor. And what somebody owes the house and pays (receivable/other_facility). A remittance moves it
// out of cash, or into cash, with the number of the cheque or of the bank's transfer, so that the bank's line finds it.
// Never more than is there; what waits for a second person is taken off already.
//
//   (made) → DONE, or WAITING → DONE | REFUSED;  DONE → VOIDED by a transfer the other way that names it
//
// Which way an account goes, its balance says: what was credited more than debited is owed by the house. So a payable
// from which a deposit's share was taken back after it was paid is taken in. Cheques to residents' payees have their
// own way (withdrawals.h).
//
// Two people: as withdrawals. A void of such a sum is made by somebody else than who made the remittance.
//
// Writes: the writer thread. Errors: the ledger's; kInvalid; kNotFound; kConflict "more_than_owed", "reference_used",
// "already_decided", "not_voidable", "bank_matched"; kDenied "same_person".
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "platform/facility/ledger/ledger.h"
#include "platform/facility/trust_office/trust_policy.h"

namespace dayroom::facility {

inline constexpr std::size_t kMaxRemittanceReference = 80;  // code points; one line

struct Remittance {
    /// Stored: never renumber.
    enum class Direction : std::uint8_t { kPay = 1, kTakeIn = 2 };
    enum class State : std::uint8_t { kWaiting = 1, kDone = 2, kRefused = 3, kVoided = 4 };
    TransferId id{};
    std::string account{};  // code of the house account
    Direction direction = Direction::kPay;
    Cents amount{};
    std::string counterparty{};  // to whom, or from whom
    std::string reference{};
    State state = State::kWaiting;
    Timestamp made{};
    std::optional<ThingId> made_by{};
    Timestamp decided{};  // unset while it waits
    std::optional<ThingId> decided_by{};
    std::string decision_reason{};  // when it was refused or voided
    Timestamp voided{};
    std::optional<ThingId> voided_by{};
    // Read along, empty where there is none: names of accounts or tokens,
    std::string made_by_name{};
    std::string decided_by_name{};
    std::string voided_by_name{};
    std::optional<ThingId> bank_line{};  // and the bank's line that shows it, as of the last read_off()
    std::string bank_day{};
};
const char* name_of(Remittance::Direction direction);  // "pay", "take_in"
const char* name_of(Remittance::State state);          // "waiting", "done", "refused", "voided"

struct NewRemittance {
    TransferId id;
    std::string account;
    Remittance::Direction direction = Remittance::Direction::kPay;
    PositiveCents amount;
    std::string counterparty;
    std::string reference;  // once for an account, but for one that was refused or voided
};
struct RemittanceFilter {
    std::optional<Remittance::State> state{};
    std::string account{};  // empty: all
};

/// Whether the account of this code is one that is remitted.
bool is_remitted(std::string_view account);

class Remittances {
public:
    explicit Remittances(Ledger& ledger) : ledger_(ledger) {}

    Status make(Work& work, const NewRemittance& made);
    Status approve(Work& work, const TransferId& id);
    Status refuse(Work& work, const TransferId& id, std::string_view reason);
    /// Not one that a line of the bank shows: "bank_matched".
    Status take_back(Work& work, const TransferId& id, std::string_view reason);

    // ---- reads, on any connection; newest first
    static Result<std::optional<Remittance>> find(database::Connection& connection, const TransferId& id);
    static Result<std::vector<Remittance>> list(database::Connection& connection, const RemittanceFilter& filter,
                                                int limit, int offset);
    static Result<std::int64_t> count(database::Connection& connection, const RemittanceFilter& filter);

private:
    Result<Remittance> known(Work& work, const TransferId& id, Remittance::State state);
    /// What is there to go this way, with what waits.
    Result<std::int64_t> owed(Work& work, const std::string& account, Remittance::Direction direction);
    Status settle(Work& work, const TransferId& id, const std::string& account, Remittance::Direction direction,
                  PositiveCents amount);
    Ledger& ledger_;
};

}  // namespace dayroom::facility
