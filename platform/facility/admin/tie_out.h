// Proof of the books: balances are recomputed from the entries of all transfers and from holds, and compared with what
// is stored, transfer by transfer too; so are deposits, what ended each hold, commissary orders with their refunds, and
// roll-ups. Runs beside a serving hub, on a consistent read; its time grows with the ledger (docs/performance.md).
// Source: design.md §4 "Tie-out". Thread: any, a connection each; record_tie_out() the writer's.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "platform/database/connection.h"
#include "platform/facility/feed/work.h"
#include "platform/facility/ledger/types.h"

namespace dayroom::facility {

struct TieOutDifference {
    // Of the ledger: "balance", "held", "balance_after", "unit", "unit_sum", "hold_end", "deposit", "roll_up"; of the
    // commissary: "order_hold", "order_no_hold", "order_replaced", "order_lines", "order_refund"; of the phone
    // account: "phone_call", "phone_charge", "phone_batch", "phone_refund".
    // A visit without its hold, a hold of visits without its visit: "visit_hold", "visit_no_hold", "visit_charge",
    // "visit_refund".
    std::string what;
    std::int64_t account = 0;   // account.no; 0: of the whole
    std::int64_t transfer = 0;  // transfer.no; 0: none
    std::int64_t stored = 0;    // the units, states or phases that `what` compares
    std::int64_t computed = 0;  // from the entries
};
/// What all accounts of one kind hold together. Residents' accounts by kind; the house by the first word of the code.
struct ControlTotal {
    std::string kind;  // "spendable", "savings", "phone", "credits", "obligation"; "cash", "revenue", "payable", …
    std::int64_t unit = 1;  // as account.unit: 1 cents, 2 credits
    std::int64_t accounts = 0;
    std::int64_t stored = 0;    // of the house: the roll-ups, and what came since
    std::int64_t computed = 0;  // from all entries
};
struct TieOutReport {
    Timestamp at;
    std::int64_t duration_ms = 0;
    std::int64_t through = 0;  // last transfer.no
    std::int64_t accounts = 0;
    std::int64_t transfers = 0;
    std::int64_t entries = 0;
    std::int64_t open_holds = 0;
    std::int64_t resident_cents = 0;  // control totals: what all residents have together
    std::int64_t house_cents = 0;     // minus that
    std::int64_t resident_credits = 0;
    std::int64_t house_credits = 0;
    std::vector<ControlTotal> control;          // by unit and kind
    std::vector<TieOutDifference> differences;  // at most kMaxDifferences
    bool ties() const { return differences.empty(); }
    /// Lines for a terminal or the log; no personal data.
    std::string text() const;
};
inline constexpr std::size_t kMaxDifferences = 1'000;

/// Errors: the database's; kTooLarge as prove_entries() (entry_proof.h). A difference is no error.
Result<TieOutReport> tie_out(database::Connection& connection, const Clock& clock);
/// Keeps the report, and stops spending from every account with a difference; accounts that tie again are set free.
Status record_tie_out(Work& work, const TieOutReport& report);

// ---- what was kept, on any connection
struct KeptTieOut {
    Timestamp at;
    std::string day;  // "2026-11-20", on the facility's clocks
    std::int64_t through = 0;
    std::int64_t entries = 0;
    std::int64_t differences = 0;
    std::int64_t duration_ms = 0;
    std::string report;
};
inline constexpr int kTieOutPage = 400;
/// Newest first; `before`: only older ones. `limit`: 1 to kTieOutPage.
Result<std::vector<KeptTieOut>> kept_tie_outs(database::Connection& connection, std::optional<Timestamp> before,
                                              int limit);
Result<std::optional<KeptTieOut>> kept_tie_out(database::Connection& connection, Timestamp at);
Result<std::vector<ControlTotal>> kept_control(database::Connection& connection, Timestamp at);
/// A difference with the account named as staff know it.
struct NamedDifference {
    TieOutDifference difference;
    std::string kind;  // as ControlTotal::kind; empty: of the whole
    /// Of stored and computed: as account.unit; 0: neither cents nor credits, but a number of something else.
    std::int64_t unit = 0;
    std::string code;  // of a house account, or of the obligation
    std::optional<ResidentId> resident;
    std::string resident_number;
    std::optional<TransferId> transfer;
};
Result<std::vector<NamedDifference>> name_differences(database::Connection& connection,
                                                      const std::vector<TieOutDifference>& differences);
Result<std::vector<NamedDifference>> kept_differences(database::Connection& connection, Timestamp at);

}  // namespace dayroom::facility
