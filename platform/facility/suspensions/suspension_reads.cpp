#include <algorithm>

#include "platform/facility/suspensions/suspensions.h"

namespace dayroom::facility {
namespace {

/// Visits that stand in the time of suspension s, of whom and with whom it is.
constexpr const char* kBooked =
    "CASE WHEN s.what = 2 THEN (SELECT count(*) FROM visit v JOIN resident r ON r.id = v.resident WHERE v.state IN (1, "
    "2) AND v.to_ms > s.from_ms AND (s.until_ms = 0 OR v.from_ms < s.until_ms) AND (s.contact IS NULL OR v.contact = "
    "s.contact) AND (s.scope_kind = 1 OR (s.scope_kind = 2 AND s.scope_id = r.unit) OR (s.scope_kind = 4 AND "
    "s.scope_id = r.id))) ELSE 0 END";

std::string suspension_columns() {
    return std::string(
               "SELECT s.id, s.what, s.scope_kind, s.scope_id, s.contact, s.reason, s.made_ms, s.from_ms, s.until_ms, "
               "s.ended_ms, s.notice, coalesce(c.name, ''), coalesce(a.name, ''), ") +
           kBooked +
           " FROM suspension s LEFT JOIN contact c ON c.id = s.contact LEFT JOIN staff_account a ON a.id = s.made_by ";
}

StoredSuspension read_suspension(const database::Row& row) {
    StoredSuspension out;
    out.id = row.id<SuspensionId>(0);
    out.what = static_cast<SuspendedThing>(row.integer(1));
    out.scope = {static_cast<Scope::Kind>(row.integer(2)), row.id<ThingId>(3)};
    out.visitor = row.optional_id<ContactId>(4);
    out.reason = row.string(5);
    out.made = row.time(6);
    out.from = row.time(7);
    out.until = row.time(8);
    out.ended = row.time(9);
    out.notice = row.optional_id<NoticeId>(10);
    out.visitor_name = row.string(11);
    out.by = row.string(12);
    out.booked = row.small(13);
    return out;
}

}  // namespace

Result<std::optional<StoredSuspension>> Suspensions::find(database::Connection& connection, const SuspensionId& id) {
    return connection.first(suspension_columns() + "WHERE s.id = $1", &read_suspension, id);
}

Result<std::vector<StoredSuspension>> Suspensions::list(database::Connection& connection,
                                                        const SuspensionFilter& filter) {
    std::vector<StoredSuspension> all;
    TRY(connection.each(
        suspension_columns() +
            "WHERE s.what = $1 AND ($2 = 1 OR (s.ended_ms = 0 AND (s.until_ms = 0 OR s.until_ms > $3))) AND ($4 IS "
            "NULL OR EXISTS (SELECT 1 FROM resident p WHERE p.id = $4 AND (s.scope_kind = 1 OR (s.scope_kind = 2 AND "
            "s.scope_id = p.unit) OR (s.scope_kind = 4 AND s.scope_id = p.id)))) ORDER BY s.made_ms DESC, s.id LIMIT "
            "$5 OFFSET $6",
        [&](const database::Row& row) { all.push_back(read_suspension(row)); }, static_cast<int>(filter.what),
        filter.with_over, filter.now, filter.resident, std::clamp(filter.limit, 1, kSuspensionPage),
        std::max(filter.offset, 0)));
    return all;
}

Result<std::vector<StoredSuspension>> Suspensions::list(database::Connection& connection, bool with_over,
                                                        Timestamp now) {
    SuspensionFilter filter;
    filter.with_over = with_over;
    filter.now = now;
    return list(connection, filter);
}

}  // namespace dayroom::facility
