#include "platform/facility/admin/facility_setup.h"

#include "platform/base/utf8.h"
#include "platform/wire/limits.h"
#include "platform/wire/policy.h"

namespace dayroom::facility {
namespace {

Status check_facility(const wire::Facility& body) {
    if (body.name().empty() || body.time_zone().empty() || body.languages_size() == 0) {
        return Error(ErrorCode::kInvalid, "a facility has a name, a time zone and at least one language");
    }
    return {};
}

/// What IT has signed is changed by signing again.
Status check_against_signed(Work& work, const wire::Facility& body) {
    std::optional<wire::PolicyBundle> live;
    TRY(work.db().each("SELECT bundle FROM policy_bundle WHERE state = 2", [&](const database::Row& row) -> Status {
        wire::RootSigned envelope;
        const ByteView bytes = row.bytes(0);
        if (!envelope.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())))
            return Error(ErrorCode::kCorrupt, "the policy in force cannot be read");
        live = TRY(wire::parse_policy(as_bytes(envelope.payload())));
        return {};
    }));
    if (!live) return {};
    wire::Facility signed_so = body;
    for (const wire::PolicyLimit& limit : live->limits()) wire::set_limit(*signed_so.mutable_policy(), limit);
    wire::apply_terminal_rules(*live, signed_so);
    if (signed_so.SerializeAsString() == body.SerializeAsString()) return {};
    return Error(ErrorCode::kConflict,
                 "The signed policy " + std::to_string(live->version()) +
                     " says this: change it there, sign it again and import it.",
                 "policy_signed");
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
    TRY(check_against_signed(work, body));
    return set_facility_as_signed(work, body);
}

Status set_facility_as_signed(Work& work, const wire::Facility& body) {
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
