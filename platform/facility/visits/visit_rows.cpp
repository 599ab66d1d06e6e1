#include "platform/facility/visits/visit_rows.h"

#include <algorithm>

#include "platform/facility/feed/decline.h"
#include "platform/facility/feed/records.h"

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

/// $1 … $4: from, to (0: any), resident (NULL: any), only open ones.
constexpr const char* kWhere =
    "WHERE ($1 = 0 OR v.to_ms > $1) AND ($2 = 0 OR v.from_ms < $2) AND ($3 IS NULL OR v.resident = $3) AND "
    "($4 = 0 OR v.state IN (1, 2)) ";

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
        std::string(kMore) + kWhere + "ORDER BY v.from_ms, v.place, v.id LIMIT $5 OFFSET $6",
        [&](const database::Row& row) { all.push_back(read_more(row)); }, filter.from, filter.to, filter.resident,
        filter.only_open, std::clamp(filter.limit, 1, kVisitPage), std::max(filter.offset, 0)));
    for (StoredVisit& each : all) TRY(read_body(connection, each));
    return all;
}

Result<std::int64_t> Visits::count(database::Connection& connection, const VisitFilter& filter) {
    return connection.number(std::string("SELECT count(*) FROM visit v ") + kWhere, filter.from, filter.to,
                             filter.resident, filter.only_open);
}

}  // namespace dayroom::facility
