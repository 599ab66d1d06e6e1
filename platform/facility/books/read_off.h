// Reads the transfers off the ledger once, in their order: what flowed on each day, for a chart; every entry of the
// house account "cash", for comparison with the bank's statement; and what each month put onto and took off the
// accounts of what the house owes to others (payables.h). Nothing of the ledger changes by it.
//
// Writes: the writer thread. Days are those of the facility's clocks.
#pragma once

#include <string>
#include <vector>

#include "platform/facility/feed/work.h"
#include "platform/facility/ledger/types.h"

namespace dayroom::facility {

/// Transfers in one commit: about 10 ms of the writer.
inline constexpr int kReadOffChunk = 2'000;

/// The next transfers, at most `limit`, oldest first; how many there were. Fewer than `limit`: none is left.
Result<int> read_off(Work& work, int limit);

/// Into and out of all residents' accounts of one day, by what it was for. Moves between a person's own accounts do not
/// count, nor do debts and credits.
struct DayFlow {
    std::string day;  // "2026-11-20"
    TransferKind kind = TransferKind::kAdjustment;
    Cents in;
    Cents out;
    std::int64_t entries = 0;
};
inline constexpr int kMaxFlowDays = 400;
/// By day, then kind; `from` and `to`: days, both of them in it.
Result<std::vector<DayFlow>> flows(database::Connection& connection, const std::string& from, const std::string& to);

}  // namespace dayroom::facility
