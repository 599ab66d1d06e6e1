// What a resident has spent today and may spend at most (ledger/spend_brake.h decides): as kept, with what has come
// into force since.
#pragma once

#include <algorithm>

#include "platform/base/id.h"
#include "platform/base/time.h"
#include "platform/database/connection.h"

namespace dayroom::facility {

/// Cents, as they count at the time that was asked about.
struct CountedSpending {
    std::int64_t facility = 0;  // the most for everybody; 0: none
    std::int64_t chosen = 0;    // by the resident; 0: none
    std::int64_t next = 0;      // instead of chosen, from next_from on
    Timestamp next_from;        // unset: nothing is coming
    Timestamp counted_from;     // unset: nothing was ever counted
    Timestamp day_ends;         // of the day that `spent` is about
    std::int64_t spent = 0;

    std::int64_t in_force() const {
        if (chosen == 0 || facility == 0) return std::max(chosen, facility);
        return std::min(chosen, facility);
    }
    std::int64_t left() const { return std::max<std::int64_t>(in_force() - spent, 0); }
};
/// Any connection.
Result<CountedSpending> read_counted_spending(database::Connection& connection, const ResidentId& resident,
                                              Timestamp now);

}  // namespace dayroom::facility
