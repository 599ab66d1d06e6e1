#include "platform/facility/feed/audit.h"

#include <vector>

namespace dayroom::facility {

Status drain_audit_queue(database::Connection& connection, int limit) {
    std::vector<record::Entry> entries;
    std::int64_t last = 0;
    TRY(connection.each(
        "SELECT no, at_ms, event, outcome, actor, actor_id, subject, code FROM audit_queue ORDER BY no LIMIT $1",
        [&](const database::Row& row) {
            last = row.integer(0);
            record::Entry& entry = entries.emplace_back();
            entry.at = row.time(1);
            entry.event = static_cast<record::Event>(row.integer(2));
            entry.outcome = static_cast<record::Outcome>(row.integer(3));
            entry.actor_kind = row.string(4);
            entry.actor_id = Bytes(row.bytes(5).begin(), row.bytes(5).end());
            entry.subject_id = Bytes(row.bytes(6).begin(), row.bytes(6).end());
            entry.code = row.string(7);
        },
        limit));
    if (entries.empty()) return {};
    record::AuditLog log(connection);
    for (const record::Entry& entry : entries) TRY(log.append(entry));
    return connection.run("DELETE FROM audit_queue WHERE no <= $1", last);
}

}  // namespace dayroom::facility
