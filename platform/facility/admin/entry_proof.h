// The part of a tie-out that needs every transfer: one read of them all, in their order, with a running balance for
// each account. Memory: about 100 bytes an account, whatever the number of transfers.
#pragma once

#include "platform/facility/admin/tie_out.h"

namespace dayroom::facility {

/// Adds to `report`: transfers, entries, accounts, through; the control totals with the four sums of residents and
/// house; the differences "unit", "balance_after", "balance", "unit_sum" and "roll_up". kTooLarge: amounts that go past
/// 64 bits together, which no ledger writes.
Status prove_entries(database::Connection& connection, TieOutReport& report);
/// Unless there are kMaxDifferences already.
void add_difference(TieOutReport& report, TieOutDifference difference);

}  // namespace dayroom::facility
