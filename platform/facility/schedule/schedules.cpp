#include "platform/facility/schedule/schedules.h"

#include <set>

#include "platform/rules/schedule.h"

namespace dayroom::facility {
namespace {

Status check_hours(const wire::Schedule::Entry& entry, bool of_week) {
    const rules::WallHours hours{entry.weekdays(), entry.from_minute(), entry.to_minute()};
    const bool weekdays =
        of_week ? entry.weekdays() > 0 && entry.weekdays() <= rules::kEveryWeekday : entry.weekdays() == 0;
    if (!weekdays || !rules::is_valid(hours))
        return Error(ErrorCode::kInvalid, "an entry of a schedule has weekdays, and ends after it begins, by midnight");
    return {};
}

Status check_whole(const wire::Schedule& schedule) {
    for (const auto& entry : schedule.entries()) TRY(check_hours(entry, true));
    std::set<int> dates;
    for (const auto& day : schedule.days()) {
        if (!dates.insert(day.date()).second) return Error(ErrorCode::kInvalid, "a date stands in a schedule once");
        for (const auto& entry : day.entries()) TRY(check_hours(entry, false));
    }
    return {};
}

}  // namespace

Status Schedules::put(Work& work, const UnitId& unit, int replaces, const wire::Schedule& schedule) {
    TRY(check_whole(schedule));
    if (TRY(work.db().number("SELECT count(*) FROM housing_unit WHERE id = $1", unit)) == 0)
        return Error(ErrorCode::kNotFound, "no such unit");
    if (TRY(find(work.db(), unit)).revision != replaces)
        return Error(ErrorCode::kConflict, "another schedule is in force", "changed_since");
    TRY(work.db().run(
        "INSERT INTO unit_schedule (unit, revision, changed_ms, by_role, body) VALUES ($1, $2, $3, $4, $5) "
        "ON CONFLICT (unit) DO UPDATE SET revision = excluded.revision, changed_ms = excluded.changed_ms, "
        "by_role = excluded.by_role, body = excluded.body",
        unit, replaces + 1, work.now(), work.actor().role, database::blob(schedule.SerializeAsString())));
    wire::Record record;
    *record.mutable_schedule() = schedule;
    TRY(work.release(Scope::unit(unit), RecordKind::kSchedule, companion_of(unit), std::move(record)));
    return work.audit(record::Event::kPolicyChanged, unit, "schedule");
}

Result<StoredSchedule> Schedules::find(database::Connection& connection, const UnitId& unit) {
    StoredSchedule found;
    TRY(connection.each(
        "SELECT revision, changed_ms, by_role, body FROM unit_schedule WHERE unit = $1",
        [&](const database::Row& row) -> Status {
            found.revision = row.small(0);
            found.changed = row.time(1);
            found.by_role = row.string(2);
            const ByteView body = row.bytes(3);
            if (!found.schedule.ParseFromArray(body.data(), static_cast<int>(body.size())))
                return Error(ErrorCode::kCorrupt, "a stored schedule cannot be read");
            return {};
        },
        unit));
    return found;
}

}  // namespace dayroom::facility
