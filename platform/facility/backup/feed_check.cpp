#include "platform/facility/backup/feed_check.h"

#include <map>

#include "platform/facility/feed/changes.h"
#include "platform/facility/schema/hub_database.h"

namespace dayroom::facility {
namespace {

using Heads = std::map<std::int64_t, FeedHead>;  // by feed_scope.no

Result<Heads> heads_of(database::Connection& connection) {
    Heads heads;
    TRY(connection.each("SELECT no, head, newest FROM feed_scope", [&](const database::Row& row) {
        heads[row.integer(0)] = {row.sequence(1), row.integer(2)};
    }));
    return heads;
}

/// Empty when every scope of the backup goes on above all numbers that it used.
Result<std::string> compare(database::Connection& backup, database::Connection& restored) {
    if (TRY(read_identity(backup)).epoch == TRY(read_identity(restored)).epoch)
        return std::string("the restored hub has the backup's epoch");
    const Heads now = TRY(heads_of(restored));
    for (const auto& [scope, before] : TRY(heads_of(backup))) {
        const auto after = now.find(scope);
        if (after == now.end()) return "scope " + std::to_string(scope) + " of the feed is missing";
        if (after->second.seq <= before.seq)
            return "scope " + std::to_string(scope) + " of the feed would use numbers again";
    }
    return std::string();
}

/// Empty when every change follows the one before it in its scope, up to the head that the scope says.
Result<std::string> follow(database::Connection& restored) {
    const std::int64_t lost = TRY(restored.number(
        "SELECT count(*) FROM feed_scope s LEFT JOIN feed_change c ON c.no = s.newest WHERE s.newest <> 0 AND "
        "(c.no IS NULL OR c.scope <> s.no OR c.seq <> s.head)"));
    if (lost > 0) return std::to_string(lost) + " scopes of the feed lost their last change";
    const std::int64_t broken =
        TRY(restored.number("SELECT count(*) FROM feed_change c JOIN feed_change b ON b.no = c.before "
                            "WHERE b.scope <> c.scope OR b.seq + 1 <> c.seq"));
    if (broken > 0) return std::to_string(broken) + " changes of the feed do not follow the one before";
    return std::string();
}

}  // namespace

Result<std::string> find_feed_fault(database::Connection& backup, database::Connection& restored) {
    std::string fault = TRY(compare(backup, restored));
    return fault.empty() ? follow(restored) : Result<std::string>(std::move(fault));
}

}  // namespace dayroom::facility
