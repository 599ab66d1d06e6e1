// Proof of the books: balances are recomputed from the entries of all transfers and from holds, and compared with what
// is stored, transfer by transfer too. Runs beside a serving hub, on a consistent read. Source: design.md §4 "Tie-out".
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "platform/database/connection.h"
#include "platform/facility/feed/work.h"

namespace dayroom::facility {

struct TieOutDifference {
    std::string what;  // "balance", "held", "balance_after", "unit", "unit_sum", "hold_end", "deposit", "roll_up"
    std::int64_t account = 0;   // account.no; 0: of the whole
    std::int64_t transfer = 0;  // transfer.no; 0: none
    std::int64_t stored = 0;
    std::int64_t computed = 0;
};
struct TieOutReport {
    Timestamp at;
    std::int64_t through = 0;  // last transfer.no
    std::int64_t accounts = 0;
    std::int64_t transfers = 0;
    std::int64_t entries = 0;
    std::int64_t open_holds = 0;
    std::int64_t resident_cents = 0;  // control totals: what all residents have together
    std::int64_t house_cents = 0;     // minus that
    std::int64_t resident_credits = 0;
    std::int64_t house_credits = 0;
    std::vector<TieOutDifference> differences;  // at most kMaxDifferences
    bool ties() const { return differences.empty(); }
    /// Lines for a terminal or the log; no personal data.
    std::string text() const;
};
inline constexpr std::size_t kMaxDifferences = 1'000;

Result<TieOutReport> tie_out(database::Connection& connection, Timestamp at);
/// Keeps the report, and stops spending from every account with a difference; accounts that tie again are set free.
Status record_tie_out(Work& work, const TieOutReport& report);

}  // namespace dayroom::facility
