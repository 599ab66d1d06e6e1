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

void tell_standing(Work& work, const ResidentId& resident) {
    work.touch(Scope::resident(resident), RecordKind::kVisitStanding, fourth_companion_of(resident));
}

}  // namespace

Status suspend_visits(Work& work, const ResidentId& resident, const VisitSuspension& suspension) {
    TRY(check_resident(work, resident));
    TRY(check_reason(suspension.reason));
    if (suspension.until.is_set() && suspension.until <= work.now())
        return Error(ErrorCode::kInvalid, "The end of a suspension lies ahead.");
    TRY(work.db().run(
        "INSERT INTO visit_suspension (resident, until_ms, reason, made_ms, made_by) VALUES ($1, $2, $3, $4, $5) ON "
        "CONFLICT (resident) DO UPDATE SET until_ms = excluded.until_ms, reason = excluded.reason, made_ms = "
        "excluded.made_ms, made_by = excluded.made_by",
        resident, suspension.until, suspension.reason, work.now(), work.actor().staff_id()));
    tell_standing(work, resident);
    return work.audit(record::Event::kVisitChanged, resident, "suspended");
}

Status lift_visit_suspension(Work& work, const ResidentId& resident) {
    TRY(check_resident(work, resident));
    TRY(work.db().run("DELETE FROM visit_suspension WHERE resident = $1", resident));
    if (work.db().changes() == 0) return {};
    tell_standing(work, resident);
    return work.audit(record::Event::kVisitChanged, resident, "allowed");
}

Result<std::optional<VisitSuspension>> visit_suspension_of(database::Connection& connection,
                                                           const ResidentId& resident) {
    return connection.first(
        "SELECT until_ms, reason FROM visit_suspension WHERE resident = $1",
        [](const database::Row& row) {
            return VisitSuspension{row.time(0), row.string(1)};
        },
        resident);
}

Result<bool> is_visit_suspended(database::Connection& connection, const ResidentId& resident, Timestamp at) {
    const auto found = TRY(visit_suspension_of(connection, resident));
    return found && (!found->until.is_set() || at < found->until);
}

Result<std::vector<SuspendedFromVisits>> visit_suspensions(database::Connection& connection, Timestamp at, int limit,
                                                           int offset) {
    std::vector<SuspendedFromVisits> all;
    TRY(connection.each(
        "SELECT s.resident, r.number, r.given_name, r.family_name, u.name, s.until_ms, s.reason, s.made_ms, "
        "COALESCE(a.name, ''), (SELECT count(*) FROM visit v WHERE v.resident = s.resident AND v.state IN (1, 2)) FROM "
        "visit_suspension s JOIN resident r ON r.id = s.resident JOIN housing_unit u ON u.id = r.unit LEFT JOIN "
        "staff_account a ON a.id = s.made_by WHERE r.state = 1 AND (s.until_ms = 0 OR s.until_ms > $1) ORDER BY "
        "s.made_ms DESC, s.resident LIMIT $2 OFFSET $3",
        [&](const database::Row& row) {
            all.push_back({row.id<ResidentId>(0),
                           row.string(1),
                           row.string(2) + " " + row.string(3),
                           row.string(4),
                           {row.time(5), row.string(6)},
                           row.time(7),
                           row.string(8),
                           static_cast<int>(row.integer(9))});
        },
        at, std::clamp(limit, 1, kVisitSuspensionPage), std::max(offset, 0)));
    return all;
}

Status set_may_visit(Work& work, const ContactId& contact, bool may_visit) {
    auto resident = TRY(work.db().first(
        "UPDATE contact SET may_visit = $2 WHERE id = $1 AND state <> 5 RETURNING resident",
        [](const database::Row& row) { return row.id<ResidentId>(0); }, contact, may_visit));
    if (!resident) return Error(ErrorCode::kNotFound, "There is no such contact.");
    work.touch(Scope::resident(*resident), RecordKind::kContact, contact);
    return work.audit(record::Event::kVisitChanged, contact, may_visit ? "may_visit" : "may_not_visit");
}

Result<bool> may_visit(database::Connection& connection, const ContactId& contact) {
    return TRY(connection.number("SELECT count(*) FROM contact WHERE id = $1 AND may_visit = 1", contact)) > 0;
}

Result<std::vector<PossibleVisitor>> possible_visitors(database::Connection& connection, const ResidentId& resident) {
    std::vector<PossibleVisitor> all;
    TRY(connection.each(
        "SELECT c.id, c.name, c.relationship, c.state, c.may_visit, (SELECT count(*) FROM visit v WHERE v.contact = "
        "c.id AND v.state IN (1, 2)) FROM contact c WHERE c.resident = $1 AND c.state <> 5 ORDER BY c.may_visit DESC, "
        "c.name, c.id",
        [&](const database::Row& row) {
            all.push_back({row.id<ContactId>(0), row.string(1), row.string(2),
                           static_cast<wire::Contact::State>(row.integer(3)), row.flag(4),
                           static_cast<int>(row.integer(5))});
        },
        resident));
    return all;
}

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
