// Which week an order counts in: that of its window's cut-off, on the facility's clocks. What a resident may order is
// limited by these weeks, over all windows and units.
#pragma once

#include "platform/database/connection.h"
#include "platform/facility/feed/scope.h"
#include "platform/rules/week.h"

namespace dayroom::facility {

/// kNotFound for a window that is none. Any connection.
Result<rules::LocalWeek> week_of_window(database::Connection& connection, const ThingId& window);
/// The week that `at` lies in.
Result<rules::LocalWeek> order_week(database::Connection& connection, Timestamp at);

}  // namespace dayroom::facility
