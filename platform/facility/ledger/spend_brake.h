// The most that a resident may spend a day, by their own choice or the facility's: whichever is less. A brake is there
// for the moment when somebody stands behind the person at the screen, so it is quick to pull and slow to let go: less
// counts at once, more or none from the next day on.
//
// Spending is what a resident does with money from spendable: fees, orders, credits, the phone account, money sent out.
// Not a co-pay, which never blocks asking, and not what goes to savings, which stays theirs. A hold counts on the day
// it is made; what is released on the same day counts no more. Days are those of the facility's clocks. Counting begins
// when a brake is in force. A day that has begun to count goes on to its end, also when the clock is set back.
//
// Source: design.md §4, domain.md "Shared and hostile place". Writes: the writer thread.
#pragma once

#include "platform/facility/feed/work.h"
#include "platform/money/money.h"

namespace dayroom::facility {

/// The resident's own choice; zero: none. Tells the resident's feed.
Status choose_spend_brake(Work& work, const ResidentId& resident, Cents daily);

/// For the ledger: `cents` are about to be spent. kDenied "spend_brake" when that is more than is left today.
Status count_spending(Work& work, const ResidentId& resident, std::int64_t cents);
/// For the ledger: `cents` that were reserved at `spent_at` are free again.
Status uncount_spending(Work& work, const ResidentId& resident, std::int64_t cents, Timestamp spent_at);

}  // namespace dayroom::facility
