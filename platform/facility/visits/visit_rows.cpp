#include "platform/facility/visits/visit_rows.h"

#include <algorithm>

#include "platform/facility/feed/decline.h"
#include "platform/facility/feed/records.h"
#include "platform/wire/visit_limits.h"

namespace dayroom::facility {
namespace {

constexpr const char* kMore =
    "SELECT v.id, v.resident, v.hold, v.missed_refund_points, v.began_ms, v.ended_ms, r.number, r.given_name, "
    "r.family_name FROM visit v JOIN resident r ON r.id = v.resident ";

StoredVisit read_more(const database::Row& row) {
    StoredVisit stored;
    stored.id = row.id<VisitId>(0);
    stored.resident = row.id<ResidentId>(1);
    stored.hold = row.optional_id<TransferId>(2);
    stored.missed_refund_points = row.small(3);
    stored.began = row.time(4);
    stored.ended = row.time(5);
    stored.resident_number = row.string(6);
    stored.resident_name = row.string(7) + " " + row.string(8);
    return stored;
}

Status read_body(database::Connection& connection, StoredVisit& stored) {
    auto body = TRY(load_visit(connection, thing(stored.id)));
    if (!body) return Error(ErrorCode::kCorrupt, "a visit that is gone");
    stored.visit = std::move(*body);
    stored.contact = TRY(ContactId::from_bytes(std::string_view(stored.visit.contact_id())));
    stored.resource = TRY(VisitResourceId::from_bytes(std::string_view(stored.visit.resource_id())));
    return {};
}

/// No visit is longer: so the index of beginnings finds those that touch a time.
constexpr Milliseconds kLongest = std::chrono::minutes(wire::kMaxVisitMinutes);
constexpr std::int64_t kForEver = INT64_MAX;

/// $1 … $5: from, so much earlier, to, resident, only open ones.
std::string where_of(const VisitFilter& filter) {
    return std::string("WHERE v.from_ms > $2 AND v.to_ms > $1 AND v.from_ms < $3 AND ") +
           (filter.resident ? "v.resident = $4" : "$4 IS NULL") + " AND ($5 = 0 OR v.state IN (1, 2)) ";
}
std::int64_t until_of(const VisitFilter& filter) { return filter.to.is_set() ? filter.to.ms() : kForEver; }

}  // namespace

Error visit_conflict(const char* code, const char* detail) { return Error(ErrorCode::kConflict, detail, code); }

Status free_cells(Work& work, const VisitId& id) {
    return work.db().run("DELETE FROM visit_cell WHERE visit = $1", id);
}

Status take_cells(Work& work, const StoredVisit& visit) {
    const std::int64_t last = (visit.visit.to_ms() - 1) / kVisitCellMs;
    for (std::int64_t cell = visit.visit.from_ms() / kVisitCellMs; cell <= last; ++cell) {
        Status taken = work.db().run("INSERT INTO visit_cell (resource, cell, resident, visit) VALUES ($1, $2, $3, $4)",
                                     visit.resource, cell, visit.resident, visit.id);
        if (taken.ok()) continue;
        const auto broken = database::violation(taken.error());
        if (!broken) return taken;
        const std::int64_t own = TRY(work.db().number(
            "SELECT count(*) FROM visit_cell WHERE resident = $1 AND cell = $2", visit.resident, cell));
        if (own > 0) return visit_conflict(decline::kVisitOverlap, "another visit of the same person");
        return visit_conflict(decline::kSlotTaken, "this place is taken then");
    }
    return {};
}

rules::VisitPromise StoredVisit::promise() const {
    rules::VisitPromise out;
    out.change_until = Timestamp::from_ms(visit.change_until_ms());
    out.full_refund_until = Timestamp::from_ms(visit.full_refund_until_ms());
    out.late_refund_points = visit.late_refund_points();
    out.check_in_from = Timestamp::from_ms(visit.check_in_from_ms());
    out.check_in_until = Timestamp::from_ms(visit.check_in_until_ms());
    out.remind_from = Timestamp::from_ms(visit.remind_from_ms());
    return out;
}

Result<std::optional<StoredVisit>> Visits::find(database::Connection& connection, const VisitId& id) {
    auto found = TRY(connection.first(std::string(kMore) + "WHERE v.id = $1", read_more, id));
    if (found) TRY(read_body(connection, *found));
    return found;
}

Result<std::vector<StoredVisit>> Visits::list(database::Connection& connection, const VisitFilter& filter) {
    std::vector<StoredVisit> all;
    TRY(connection.each(
        kMore + where_of(filter) + "ORDER BY v.from_ms, v.place, v.id LIMIT $6 OFFSET $7",
        [&](const database::Row& row) { all.push_back(read_more(row)); }, filter.from, filter.from - kLongest,
        until_of(filter), filter.resident, filter.only_open, std::clamp(filter.limit, 1, kVisitPage),
        std::max(filter.offset, 0)));
    for (StoredVisit& each : all) TRY(read_body(connection, each));
    return all;
}

Result<std::int64_t> Visits::count(database::Connection& connection, const VisitFilter& filter) {
    return connection.number("SELECT count(*) FROM visit v " + where_of(filter), filter.from, filter.from - kLongest,
                             until_of(filter), filter.resident, filter.only_open);
}

}  // namespace dayroom::facility
