#include "platform/facility/ledger/statement.h"

#include <algorithm>
#include <array>
#include <functional>
#include <map>

#include "platform/facility/feed/records.h"

namespace dayroom::facility {

namespace {

struct Line {
    std::int64_t no = 0;
    TransferId id;
    bool at_once = false;  // posted in the moment it was made: its only change is its beginning
};

constexpr std::size_t kSomeHolds = 8;

/// The transfers of the resident's changes that tell of one, the latest change first, for as long as `goes_on` says so.
Status walk_back(database::Connection& connection, const ResidentId& resident,
                 const std::function<bool(const Line&)>& goes_on) {
    const std::array<database::Value, 2> bound{resident, static_cast<int>(RecordKind::kTransaction)};
    return connection.each_bound(
        "WITH RECURSIVE back (kind, id, before) AS ("
        "SELECT c.kind, c.id, c.before FROM feed_scope s JOIN feed_change c ON c.no = s.newest "
        "WHERE s.kind = 4 AND s.id = $1 "
        "UNION ALL SELECT c.kind, c.id, c.before FROM back b JOIN feed_change c ON c.no = b.before) "
        "SELECT t.no, t.id, t.phase FROM back b CROSS JOIN transfer t WHERE b.kind = $2 AND t.id = b.id",
        [&](const database::Row& row) -> Result<bool> {
            return goes_on({row.integer(0), row.id<TransferId>(1), row.integer(2) == 1});
        },
        bound);
}

}  // namespace

// Changes and transfers are both numbered as they are made. So what a walk has not come to yet is older than the last
// transfer posted at once that it met; a hold may be met long after its beginning, when it ends.
Result<StatementPage> read_statement(database::Connection& connection, const ResidentId& resident, std::int64_t before,
                                     int limit) {
    const auto wanted = static_cast<std::size_t>(std::clamp(limit, 1, kStatementPageLines));
    std::map<std::int64_t, TransferId, std::greater<>> known;
    for (std::int64_t steps = static_cast<std::int64_t>(wanted + wanted / 2 + kSomeHolds);; steps *= 4) {
        std::vector<Line> walked;
        TRY(walk_back(connection, resident, [&](const Line& line) {
            walked.push_back(line);
            return static_cast<std::int64_t>(walked.size()) < steps;
        }));
        const bool is_all = static_cast<std::int64_t>(walked.size()) < steps;
        std::int64_t certain_from = is_all ? 0 : INT64_MAX;
        known.clear();
        for (const Line& line : walked) {
            if (line.at_once) certain_from = std::min(certain_from, line.no);
            if (before == 0 || line.no < before) known.emplace(line.no, line.id);
        }
        known.erase(known.upper_bound(certain_from), known.end());
        if (is_all || known.size() >= wanted) break;
    }
    StatementPage page;
    for (const auto& [no, id] : known) {
        if (page.lines.size() == wanted) break;
        auto transaction = TRY(load_transaction(connection, id));
        if (!transaction) continue;
        page.lines.push_back({id, std::move(*transaction)});
        page.next = no;
    }
    if (page.lines.size() < wanted) page.next = 0;
    return page;
}

Result<std::vector<std::int64_t>> lines_since(database::Connection& connection, const ResidentId& resident,
                                              std::int64_t since) {
    std::vector<std::int64_t> lines;
    TRY(walk_back(connection, resident, [&](const Line& line) {
        lines.push_back(line.no);
        return !line.at_once || line.no >= since;
    }));
    return lines;
}

}  // namespace dayroom::facility
