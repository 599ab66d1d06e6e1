#include "platform/facility/admin/facility_setup.h"

#include "platform/base/utf8.h"
#include "platform/wire/limits.h"

namespace dayroom::facility {
namespace {

Status check_facility(const wire::Facility& body) {
    if (body.name().empty() || body.time_zone().empty() || body.languages_size() == 0) {
        return Error(ErrorCode::kInvalid, "a facility has a name, a time zone and at least one language");
    }
    return {};
}

}  // namespace

Status create_facility(database::Connection& connection, const FacilityId& id, const wire::Facility& body,
                       const Clock& clock, Random& random) {
    TRY(check_facility(body));
    const std::string bytes = body.SerializeAsString();
    Status made = connection.run(
        "INSERT INTO facility (one, id, epoch, daily_brake, body, made_ms) VALUES (1, $1, $2, $3, $4, $5)", id,
        Epoch::make(clock, random), body.policy().daily_brake_cents(), database::blob(bytes), clock.now());
    if (!made.ok() && database::violation(made.error())) {
        return Error(ErrorCode::kConflict, "this database holds a facility already");
    }
    return made;
}

Status set_facility(Work& work, const wire::Facility& body) {
    TRY(check_facility(body));
    const std::string bytes = body.SerializeAsString();
    TRY(work.db().run("UPDATE facility SET body = $1, daily_brake = $2 WHERE one = 1", database::blob(bytes),
                      body.policy().daily_brake_cents()));
    wire::Record record;
    *record.mutable_facility() = body;
    TRY(work.release(Scope::facility(work.facility()), RecordKind::kFacility, thing(work.facility()),
                     std::move(record)));
    return work.audit(record::Event::kPolicyChanged, work.facility(), "facility");
}

Status put_unit(Work& work, const HousingUnit& unit) {
    if (unit.name.empty() || utf8::sanitize(unit.name, wire::kMaxNameCharacters) != unit.name) {
        return Error(ErrorCode::kInvalid, "a housing unit has a name of at most 120 plain characters");
    }
    Status stored = work.db().run(
        "INSERT INTO housing_unit (id, name, nearest_working) VALUES ($1, $2, $3) ON CONFLICT (id) DO UPDATE SET "
        "name = excluded.name, nearest_working = excluded.nearest_working",
        unit.id, unit.name, unit.nearest_working);
    if (!stored.ok()) {
        if (!database::violation(stored.error())) return stored;
        return Error(ErrorCode::kConflict, "another housing unit has this name");
    }
    work.touch(Scope::unit(unit.id), RecordKind::kUnit, unit.id);
    return work.audit(record::Event::kPolicyChanged, unit.id, "housing_unit");
}

Result<std::vector<HousingUnit>> read_units(database::Connection& connection) {
    std::vector<HousingUnit> units;
    TRY(connection.each("SELECT id, name, nearest_working FROM housing_unit ORDER BY name",
                        [&](const database::Row& row) {
                            units.push_back({row.id<UnitId>(0), row.string(1), row.string(2)});
                        }));
    return units;
}

}  // namespace dayroom::facility
