#include "platform/facility/visits/visit_plan.h"

#include <algorithm>
#include <map>
#include <set>

#include "platform/facility/feed/facility_record.h"
#include "platform/facility/visits/visit_plan_check.h"
#include "platform/rules/calendar.h"

namespace dayroom::facility {
namespace {

Status read_resource_parts(database::Connection& connection, std::map<std::string, VisitResource*>& by_id) {
    const auto of = [&](const database::Row& row) -> VisitResource* {
        const auto found = by_id.find(row.id<VisitResourceId>(0).raw());
        return found == by_id.end() ? nullptr : found->second;
    };
    TRY(connection.each(
        "SELECT resource, weekdays, from_minute, to_minute FROM visit_hours ORDER BY resource, weekdays, from_minute",
        [&](const database::Row& row) {
            if (VisitResource* each = of(row)) each->hours.push_back({row.small(1), row.small(2), row.small(3)});
        }));
    TRY(connection.each("SELECT resource, unit FROM visit_resource_unit ORDER BY resource, unit",
                        [&](const database::Row& row) {
                            if (VisitResource* each = of(row)) each->units.push_back(row.id<UnitId>(1));
                        }));
    return connection.each(
        "SELECT n.resource, r.code FROM visit_neighbour n JOIN visit_resource r ON r.id = n.other WHERE r.active = 1 "
        "ORDER BY n.resource, r.code",
        [&](const database::Row& row) {
            if (VisitResource* each = of(row)) each->neighbours.push_back(row.string(1));
        });
}

/// Their ids by code; a code that was there before keeps its own.
Result<std::map<std::string, VisitResourceId>> put_resources(Work& work, const VisitPlan& plan) {
    std::map<std::string, VisitResourceId> ids;
    TRY(work.db().each("SELECT code, id FROM visit_resource",
                       [&](const database::Row& row) { ids.emplace(row.string(0), row.id<VisitResourceId>(1)); }));
    for (const char* table : {"visit_hours", "visit_resource_unit", "visit_neighbour"})
        TRY(work.db().run(std::string("DELETE FROM ") + table));
    TRY(work.db().run("UPDATE visit_resource SET active = 0"));
    for (const VisitResource& each : plan.resources) {
        const auto [at, is_new] = ids.try_emplace(each.code);
        if (is_new) at->second = work.make_id<VisitResourceId>();
        TRY(work.db().run(
            "INSERT INTO visit_resource (id, code, name, device, room, active) VALUES ($1, $2, $3, $4, $5, 1) "
            "ON CONFLICT (id) DO UPDATE SET name = excluded.name, device = excluded.device, room = excluded.room, "
            "active = 1",
            at->second, each.code, each.name, each.device, each.room));
    }
    return ids;
}

Status put_resource_parts(Work& work, const VisitPlan& plan, const std::map<std::string, VisitResourceId>& ids) {
    std::set<std::pair<std::string, std::string>> near;
    for (const VisitResource& each : plan.resources) {
        const VisitResourceId& id = ids.at(each.code);
        for (const rules::WallHours& hours : each.hours) {
            TRY(work.db().run(
                "INSERT INTO visit_hours (resource, weekdays, from_minute, to_minute) VALUES ($1, $2, $3, $4)", id,
                hours.weekdays, hours.from_minute, hours.to_minute));
        }
        for (const UnitId& unit : each.units)
            TRY(work.db().run("INSERT INTO visit_resource_unit (resource, unit) VALUES ($1, $2)", id, unit));
        for (const std::string& other : each.neighbours) {
            near.emplace(each.code, other);
            near.emplace(other, each.code);
        }
    }
    for (const auto& [one, other] : near) {
        TRY(work.db().run("INSERT INTO visit_neighbour (resource, other) VALUES ($1, $2)", ids.at(one), ids.at(other)));
    }
    return {};
}

Status touch_all_days(Work& work) {
    return work.db().each("SELECT unit, id FROM visit_day", [&](const database::Row& row) {
        work.touch(Scope::unit(row.id<UnitId>(0)), RecordKind::kVisitDay, row.id<ThingId>(1));
    });
}

std::int64_t number_of(std::chrono::local_days date) { return date.time_since_epoch().count(); }

}  // namespace

Result<wire::VisitTerms> read_visit_terms(database::Connection& connection) {
    wire::VisitTerms terms;
    TRY(connection.each("SELECT body FROM visit_terms WHERE one = 1", [&](const database::Row& row) -> Status {
        const ByteView body = row.bytes(0);
        if (!terms.ParseFromArray(body.data(), static_cast<int>(body.size())))
            return Error(ErrorCode::kCorrupt, "the stored terms of visits cannot be read");
        return {};
    }));
    return terms;
}

Result<VisitPlan> read_visit_plan(database::Connection& connection) {
    VisitPlan plan;
    plan.terms = TRY(read_visit_terms(connection));
    TRY(connection.each("SELECT id, code, name, device, room FROM visit_resource WHERE active = 1 ORDER BY code",
                        [&](const database::Row& row) {
                            VisitResource& each = plan.resources.emplace_back();
                            each.id = row.id<VisitResourceId>(0);
                            each.code = row.string(1);
                            each.name = row.string(2);
                            each.device = row.optional_id<DeviceId>(3);
                            each.room = row.string(4);
                        }));
    std::map<std::string, VisitResource*> by_id;
    for (VisitResource& each : plan.resources) by_id.emplace(each.id.raw(), &each);
    TRY(read_resource_parts(connection, by_id));
    TRY(connection.each("SELECT date FROM visit_closed_date ORDER BY date",
                        [&](const database::Row& row) { plan.closed.emplace_back(std::chrono::days(row.small(0))); }));
    return plan;
}

Status set_visit_plan(Work& work, const VisitPlan& plan) {
    TRY(check_visit_plan(work, plan));
    const ThingId id = fourth_companion_of(work.facility());
    wire::Record record;
    *record.mutable_visit_terms() = plan.terms;
    TRY(work.db().run(
        "INSERT INTO visit_terms (one, body) VALUES (1, $1) ON CONFLICT (one) DO UPDATE SET body = excluded.body",
        database::blob(plan.terms.SerializeAsString())));
    TRY(put_resource_parts(work, plan, TRY(put_resources(work, plan))));
    TRY(work.db().run("DELETE FROM visit_closed_date"));
    for (const std::chrono::local_days date : plan.closed)
        TRY(work.db().run("INSERT INTO visit_closed_date (date) VALUES ($1)", number_of(date)));
    TRY(work.release(Scope::facility(work.facility()), RecordKind::kVisitTerms, id, std::move(record)));
    TRY(tick_visit_days(work));
    TRY(touch_all_days(work));
    return work.audit(record::Event::kVisitChanged, id, "terms");
}

Result<int> tick_visit_days(Work& work) {
    const wire::VisitTerms terms = TRY(read_visit_terms(work.db()));
    const rules::VisitRules rules = rules::visit_rules_of(terms);
    const std::string zone = TRY(read_facility(work.db())).time_zone();
    const std::int64_t first = number_of(rules::local_date(work.now(), zone));
    const std::int64_t last = rules.offered() ? first + rules.ahead_days : first - 1;
    int changed = 0;
    TRY(work.db().each(
        "DELETE FROM visit_day WHERE date < $1 OR date > $2 RETURNING unit, id",
        [&](const database::Row& row) {
            work.touch(Scope::unit(row.id<UnitId>(0)), RecordKind::kVisitDay, row.id<ThingId>(1), true);
            ++changed;
        },
        first, last));
    std::vector<UnitId> units;
    TRY(work.db().each("SELECT id FROM housing_unit",
                       [&](const database::Row& row) { units.push_back(row.id<UnitId>(0)); }));
    for (const UnitId& unit : units) {
        const std::int64_t there = TRY(work.db().number("SELECT count(*) FROM visit_day WHERE unit = $1", unit));
        if (there == last - first + 1) continue;
        for (std::int64_t date = first; date <= last; ++date) {
            const ThingId id = work.make_id<ThingId>();
            TRY(work.db().run(
                "INSERT INTO visit_day (id, unit, date) VALUES ($1, $2, $3) ON CONFLICT (unit, date) DO NOTHING", id,
                unit, date));
            if (work.db().changes() != 1) continue;
            work.touch(Scope::unit(unit), RecordKind::kVisitDay, id);
            ++changed;
        }
    }
    return changed;
}

Status touch_visit_day(Work& work, Timestamp at, const std::string& time_zone) {
    return work.db().each(
        "SELECT unit, id FROM visit_day WHERE date = $1",
        [&](const database::Row& row) {
            work.touch(Scope::unit(row.id<UnitId>(0)), RecordKind::kVisitDay, row.id<ThingId>(1));
        },
        number_of(rules::local_date(at, time_zone)));
}

}  // namespace dayroom::facility
