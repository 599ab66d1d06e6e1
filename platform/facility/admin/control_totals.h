// The control totals of a tie-out, and what kinds of account are called in them.
#pragma once

#include "platform/facility/admin/tie_out.h"

namespace dayroom::facility {

/// "spendable" for account.kind 1; of the house the first word of its code: "revenue" of "revenue/charges".
std::string control_kind(std::int64_t kind, std::string_view code);

/// One read of all entries. Fills report.control and the four sums of residents and house.
Status add_control_totals(database::Connection& connection, TieOutReport& report);

}  // namespace dayroom::facility
