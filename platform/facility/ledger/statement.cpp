#include "platform/facility/ledger/statement.h"

#include <algorithm>

#include "platform/facility/feed/changes.h"
#include "platform/facility/feed/records.h"

namespace dayroom::facility {

Result<StatementPage> read_statement(database::Connection& connection, const ResidentId& resident, std::int64_t before,
                                     int limit) {
    limit = std::clamp(limit, 1, kStatementPageLines);
    struct Line {
        std::int64_t no;
        TransferId id;
    };
    std::vector<Line> lines;
    TRY(connection.each(
        "SELECT no, id FROM transfer WHERE id IN " + things_of_resident(RecordKind::kTransaction, 1) +
            " AND no < $2 ORDER BY no DESC LIMIT $3",
        [&](const database::Row& row) {
            lines.push_back({row.integer(0), row.id<TransferId>(1)});
        },
        resident, before > 0 ? before : INT64_MAX, limit));
    StatementPage page;
    for (const Line& line : lines) {
        auto transaction = TRY(load_transaction(connection, line.id));
        if (transaction) page.lines.push_back({line.id, std::move(*transaction)});
    }
    if (lines.size() == static_cast<std::size_t>(limit)) page.next = lines.back().no;
    return page;
}

}  // namespace dayroom::facility
