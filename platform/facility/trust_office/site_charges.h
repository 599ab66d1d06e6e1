// What the facility charges for, and charging it: one resident, a list of them, or everybody of a housing unit. Each
// kind says what it costs and whether it may be owed: then too little money makes it the facility's own obligation of
// the kind's code (ledger/obligations.h), else it is refused.
//
// All are charged in one transaction, or none when one is refused: unless the caller asks for the valid ones.
//
// Writes: the writer thread. A check reads, on any connection.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "platform/facility/feed/own_names.h"
#include "platform/facility/ledger/obligations.h"
#include "platform/facility/trust_office/trust_policy.h"

namespace dayroom::facility {

inline constexpr std::size_t kMaxChargeKinds = 100;
inline constexpr std::size_t kMaxChargedResidents = 500;  // at a time

struct ChargeKind {
    std::string code;  // the money goes to revenue/<code>
    Names names;       // English always
    Cents cents;       // zero: said with each charge
    bool may_be_owed = false;
};
/// In their order. Any connection.
Result<std::vector<ChargeKind>> read_charge_kinds(database::Connection& connection);
/// In place of all before; what was charged before keeps its names. Debts whose names are others now go to their
/// terminals again. kInvalid, kTooLarge.
Status set_charge_kinds(Work& work, const std::vector<ChargeKind>& kinds);

struct SiteCharge {
    std::string kind;
    std::optional<PositiveCents> cents{};  // of a kind that says none
    std::string reason{};                  // shown to the resident
    std::vector<ResidentId> residents{};
    std::optional<UnitId> unit{};  // instead: everybody who is there now
};
struct SiteChargeLine {
    enum class State { kCharged, kOwed, kRefused };
    ResidentId resident{};
    std::string resident_number{};
    State state = State::kCharged;
    std::string problem{};
    std::optional<TransferId> transfer{};
};
const char* name_of(SiteChargeLine::State state);  // "charged", "owed", "refused"
struct SiteChargeReport {
    std::vector<SiteChargeLine> lines;
    int charged = 0;
    int owed = 0;
    int refused = 0;
    Cents charged_cents;
    Cents owed_cents;
};

class SiteCharges {
public:
    SiteCharges(Ledger& ledger, Obligations& obligations) : ledger_(ledger), obligations_(obligations) {}

    /// What charge() would do. kNotFound for a kind or unit that is none; kInvalid, kTooLarge for a charge that may not
    /// be at all.
    static Result<SiteChargeReport> check(database::Connection& connection, const SiteCharge& charge);
    /// kInvalid when one is refused and not `valid_lines`.
    Result<SiteChargeReport> charge(Work& work, const SiteCharge& charge, bool valid_lines);

private:
    Status charge_one(Work& work, const ChargeKind& kind, PositiveCents cents, const std::string& reason,
                      SiteChargeLine& line);
    Ledger& ledger_;
    Obligations& obligations_;
};

}  // namespace dayroom::facility
