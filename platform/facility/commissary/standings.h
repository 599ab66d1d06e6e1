// What each resident may order: spending classes of the facility, and what staff have set for one person. It travels in
// the resident's own feed.
//
// Writes: the writer thread.
#pragma once

#include <optional>
#include <vector>

#include "platform/facility/commissary/types.h"
#include "platform/facility/feed/work.h"
#include "platform/rules/order_limits.h"

namespace dayroom::facility {

inline constexpr std::size_t kMaxSpendingClasses = 100;

class Standings {
public:
    /// In place of all classes before; at most one is the default. Who has no class and no default has a limit of 0:
    /// nothing but exempt items. kConflict when a class that somebody has is left out.
    static Status set_classes(Work& work, const std::vector<SpendingClass>& classes);
    static Result<std::vector<SpendingClass>> classes(database::Connection& connection);

    /// In place of what was set for this person before. kNotFound for an unknown resident or class; kInvalid for a
    /// code that is none.
    static Status restrict(Work& work, const ResidentId& resident, const Restrictions& restrictions);
    static Result<Restrictions> restrictions(database::Connection& connection, const ResidentId& resident);

    /// For the hub's clock: discipline whose time is over ends.
    static Status tick(Work& work, int limit);

    /// What this person may have in the week of that window, beside what other orders than `except` hold already.
    static Result<rules::OrderAllowance> allowance(Work& work, const ResidentId& resident, const OrderWindowId& window,
                                                   const std::optional<OrderId>& except);
    /// Says that it changed.
    static void touch(Work& work, const ResidentId& resident);
};

}  // namespace dayroom::facility
