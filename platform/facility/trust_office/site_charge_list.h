// Site charges that were made, newest first: one for each resident who was charged (site_charges.h). One that was taken
// back (voids.h) stays, and says so.
//
// Any connection.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "platform/database/connection.h"
#include "platform/facility/ledger/types.h"
#include "platform/facility/trust_office/trust_policy.h"

namespace dayroom::facility {

inline constexpr std::int64_t kMaxSiteChargeOffset = 1'000'000;  // further back: choose the days

struct MadeSiteCharge {
    enum class State { kMade, kVoidWaits, kVoided };
    TransferId transfer{};
    std::string kind{};
    std::string kind_name{};  // in English, as it is called now; empty: unknown
    ResidentId resident{};
    std::string resident_number{};
    Cents amount{};
    bool owed = false;  // there was too little money: it became an obligation
    std::string reason{};
    State state = State::kMade;
    Timestamp made{};
    std::optional<ThingId> made_by{};
};
const char* name_of(MadeSiteCharge::State state);  // "made", "void_waits", "voided"

struct SiteChargeFilter {
    std::string kind{};                    // empty: all
    std::optional<ResidentId> resident{};  // nothing: everybody
    std::string from = "0000-00-00";       // days of the facility, both in it
    std::string to = "9999-99-99";
};

/// `limit`: 1 to kTrustPage.
Result<std::vector<MadeSiteCharge>> read_site_charges(database::Connection& connection, const SiteChargeFilter& filter,
                                                      int limit, std::int64_t offset);

/// Of all that match, but for those that were taken back.
struct SiteChargeTotals {
    std::int64_t count = 0;  // with those taken back
    Cents charged;
    Cents owed;
};
Result<SiteChargeTotals> total_site_charges(database::Connection& connection, const SiteChargeFilter& filter);

}  // namespace dayroom::facility
