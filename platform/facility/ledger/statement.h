// A resident's transactions for staff and for export: the same lines that the terminal shows.
#pragma once

#include <string>
#include <vector>

#include "platform/database/connection.h"
#include "platform/facility/feed/scope.h"
#include "platform/facility/ledger/types.h"

namespace dayroom::facility {

inline constexpr int kStatementPageLines = 200;

struct StatementLine {
    TransferId id;
    wire::Transaction transaction;
};
struct StatementPage {
    std::vector<StatementLine> lines;  // newest first
    std::int64_t next = 0;             // hand it back for the page after this; 0: no more
};
/// `before`: 0 for the newest page. `limit`: 1 to kStatementPageLines.
Result<StatementPage> read_statement(database::Connection& connection, const ResidentId& resident, std::int64_t before,
                                     int limit);

/// transfer.no of every line of the resident that was made, charged or released since the transfer numbered `since`;
/// there may be older ones among them. What else belongs to a line (parts, ends, what takes them back) is found from
/// it.
Result<std::vector<std::int64_t>> lines_since(database::Connection& connection, const ResidentId& resident,
                                              std::int64_t since);

}  // namespace dayroom::facility
