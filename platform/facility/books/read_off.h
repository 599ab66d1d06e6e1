// Reads the transfers off the ledger once, in their order: what flowed on each day, for a chart; every entry of the
// house account "cash", for comparison with the bank's statement; what each month put onto and took off the accounts of
// what the house owes to others (payables.h); and which numbers the transfers of a day have, so that nobody has to look
// for them through the whole ledger. Nothing of the ledger changes by it.
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

/// The last transfer that was read off; 0: none.
Result<std::int64_t> read_off_through(database::Connection& connection);
/// Numbers of transfers, both of them in it. `first` above `last`: none.
struct TransferRange {
    std::int64_t first = 0;
    std::int64_t last = -1;
};
/// Of those that were read off, every one that is dated on these days is in it, and others when a clock was set back.
/// `from` and `to`: days, both of them in it.
Result<TransferRange> transfers_dated(database::Connection& connection, const std::string& from, const std::string& to);

/// Every transfer that is dated on `day` or later has this number or a higher one.
Result<std::int64_t> first_transfer_from(database::Connection& connection, const std::string& day);

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
