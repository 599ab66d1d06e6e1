// What the routes about the books have in common: days and months in queries, and how totals are shown.
#pragma once

#include "platform/facility/admin/tie_out.h"
#include "platform/facility/integration/staff_api.h"
#include "platform/rules/calendar.h"

namespace dayroom::facility {

/// "from" and "to" of the query: days, both in it. kInvalid: missing, no days, or more than `most` of them.
struct DayRange {
    std::string from;
    std::string to;
};
Result<DayRange> query_days(const StaffCall& call, int most);
/// Members `key` of the query that may be left out: then the widest day.
Result<std::string> query_day(const StaffCall& call, std::string_view key, const std::string& otherwise);

/// Ties out now and keeps the result; a difference is in the log, in health, and stops spending there. Takes seconds.
Result<TieOutReport> prove_books(StaffCall& call);

nlohmann::json view(const std::vector<ControlTotal>& control);
/// What is not read off the ledger yet is (books/read_off.h), so that flows and cash entries are those of now.
Status read_off_now(StaffCall& call);

}  // namespace dayroom::facility
