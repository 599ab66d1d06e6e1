#include "platform/facility/visits/visit_people.h"

#include <algorithm>

#include "platform/facility/feed/plain_text.h"
#include "platform/wire/limits.h"

namespace dayroom::facility {
namespace {

Error nobody() { return Error(ErrorCode::kNotFound, "There is no such resident."); }

Status check_resident(Work& work, const ResidentId& resident) {
    const std::int64_t known = TRY(work.db().number("SELECT count(*) FROM resident WHERE id = $1", resident));
    return known == 1 ? Status() : Status(nobody());
}

Status check_reason(std::string_view reason) {
    if (is_plain_line(reason, wire::kMaxLineCharacters)) return {};
    return Error(ErrorCode::kInvalid, "A reason is one line of 1 to 400 characters.");
}

}  // namespace

Status separate(Work& work, const ResidentId& one, const ResidentId& other, std::string_view reason) {
    TRY(check_reason(reason));
    if (one == other) return Error(ErrorCode::kInvalid, "Two people are kept apart.");
    TRY(check_resident(work, one));
    TRY(check_resident(work, other));
    Status made =
        work.db().run("INSERT INTO separation (one, other, reason, made_ms, made_by) VALUES ($1, $2, $3, $4, $5)",
                      std::min(one, other), std::max(one, other), reason, work.now(), work.actor().staff_id());
    if (!made.ok()) {
        if (!database::violation(made.error())) return made;
        return Error(ErrorCode::kConflict, "These two are kept apart already.", "separated_before");
    }
    return work.audit(record::Event::kSeparationChanged, one, "added");
}

Status end_separation(Work& work, const ResidentId& one, const ResidentId& other) {
    TRY(work.db().run("DELETE FROM separation WHERE one = $1 AND other = $2", std::min(one, other),
                      std::max(one, other)));
    if (work.db().changes() == 0) return Error(ErrorCode::kNotFound, "These two are not kept apart.");
    return work.audit(record::Event::kSeparationChanged, one, "removed");
}

Result<std::vector<Separation>> separations(database::Connection& connection, const std::optional<ResidentId>& resident,
                                            int limit, int offset) {
    std::vector<Separation> all;
    TRY(connection.each(
        "SELECT s.one, s.other, a.number, b.number, a.given_name, a.family_name, b.given_name, b.family_name, "
        "s.reason, "
        "s.made_ms, COALESCE(m.name, '') FROM separation s JOIN resident a ON a.id = s.one JOIN resident b ON b.id = "
        "s.other LEFT JOIN staff_account m ON m.id = s.made_by WHERE $1 IS NULL OR s.one = $1 OR s.other = $1 ORDER BY "
        "s.made_ms DESC, s.one, s.other LIMIT $2 OFFSET $3",
        [&](const database::Row& row) {
            all.push_back({row.id<ResidentId>(0), row.id<ResidentId>(1), row.string(2), row.string(3),
                           row.string(4) + " " + row.string(5), row.string(6) + " " + row.string(7), row.string(8),
                           row.time(9), row.string(10)});
        },
        resident, std::clamp(limit, 1, kSeparationPage), std::max(offset, 0)));
    return all;
}

Result<int> count_separation_conflicts(database::Connection& connection, const ResidentId& one,
                                       const ResidentId& other) {
    const std::int64_t found = TRY(connection.number(
        "SELECT count(DISTINCT x.visit) FROM visit_cell x JOIN visit_cell y ON y.cell = x.cell JOIN visit_resource a "
        "ON "
        "a.id = x.resource JOIN visit_resource b ON b.id = y.resource WHERE x.resident = $1 AND y.resident = $2 AND "
        "((a.room <> '' AND a.room = b.room) OR EXISTS (SELECT 1 FROM visit_neighbour n WHERE n.resource = a.id AND "
        "n.other = b.id))",
        one, other));
    return static_cast<int>(found);
}

}  // namespace dayroom::facility
