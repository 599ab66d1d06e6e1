// What one resident has to go to.
#include <algorithm>

#include "platform/facility/schedule/schedules.h"
#include "platform/wire/schedule_limits.h"

namespace dayroom::facility {
namespace {

constexpr int kMostInPage = 500;

Result<wire::Appointment> read_appointment(ByteView body) {
    wire::Appointment appointment;
    if (!appointment.ParseFromArray(body.data(), static_cast<int>(body.size())))
        return Error(ErrorCode::kCorrupt, "a stored appointment cannot be read");
    return appointment;
}

Timestamp end_of(const wire::Appointment& appointment) {
    return Timestamp::from_ms(std::max(appointment.from_ms(), appointment.to_ms()));
}

}  // namespace

Status Schedules::add(Work& work, const AppointmentId& id, const ResidentId& resident,
                      const wire::Appointment& appointment) {
    if (appointment.to_ms() != 0 && appointment.to_ms() <= appointment.from_ms())
        return Error(ErrorCode::kInvalid, "an appointment ends after it begins");
    if (end_of(appointment) <= work.now()) return Error(ErrorCode::kInvalid, "an appointment that is over");
    if (TRY(work.db().number("SELECT count(*) FROM resident WHERE id = $1 AND state = 1", resident)) == 0)
        return Error(ErrorCode::kNotFound, "no such resident here");
    TRY(
        work.db().run("INSERT INTO appointment (id, resident, from_ms, over_ms, state, by_role, body) VALUES ($1, $2, "
                      "$3, $4, 1, $5, $6)",
                      id, resident, appointment.from_ms(), end_of(appointment), work.actor().role,
                      database::blob(appointment.SerializeAsString())));
    if (TRY(work.db().number("SELECT count(*) FROM appointment WHERE resident = $1 AND state = 1", resident)) >
        wire::kMaxAppointments)
        return Error(ErrorCode::kTooLarge, "more than 200 appointments of one resident");
    work.touch(Scope::resident(resident), RecordKind::kAppointment, id);
    return work.audit(record::Event::kPolicyChanged, id, "appointment");
}

Status Schedules::cancel(Work& work, const AppointmentId& id) {
    std::optional<StoredAppointment> found;
    TRY(work.db().each(
        "SELECT resident, body FROM appointment WHERE id = $1",
        [&](const database::Row& row) -> Status {
            found.emplace().resident = row.id<ResidentId>(0);
            found->appointment = TRY(read_appointment(row.bytes(1)));
            return {};
        },
        id));
    if (!found) return Error(ErrorCode::kNotFound, "no such appointment");
    if (found->appointment.cancelled() || end_of(found->appointment) <= work.now())
        return Error(ErrorCode::kConflict, "the appointment is cancelled, or over");
    found->appointment.set_cancelled(true);
    TRY(work.db().run("UPDATE appointment SET body = $2 WHERE id = $1", id,
                      database::blob(found->appointment.SerializeAsString())));
    work.touch(Scope::resident(found->resident), RecordKind::kAppointment, id);
    return work.audit(record::Event::kPolicyChanged, id, "appointment_cancelled");
}

Result<std::vector<StoredAppointment>> Schedules::appointments(database::Connection& connection,
                                                               const AppointmentQuery& query) {
    std::vector<StoredAppointment> all;
    TRY(connection.each(
        "SELECT a.id, a.resident, r.number, r.given_name, r.family_name, u.name, a.body, a.by_role "
        "FROM appointment a JOIN resident r ON r.id = a.resident JOIN housing_unit u ON u.id = r.unit "
        "WHERE a.from_ms >= $1 AND a.from_ms < $2 AND ($3 = 0 OR a.resident = $4) AND ($5 = 0 OR r.unit = $6) "
        "ORDER BY a.from_ms, a.id LIMIT $7 OFFSET $8",
        [&](const database::Row& row) -> Status {
            all.push_back({row.id<AppointmentId>(0), row.id<ResidentId>(1), row.string(2),
                           row.string(3) + " " + row.string(4), row.string(5), TRY(read_appointment(row.bytes(6))),
                           row.string(7)});
            return {};
        },
        query.from, query.to, query.resident.has_value(), query.resident.value_or(ResidentId()), query.unit.has_value(),
        query.unit.value_or(UnitId()), std::clamp(query.limit, 1, kMostInPage), std::max(query.offset, 0)));
    return all;
}

Result<int> Schedules::tick(Work& work, int limit) {
    std::vector<std::pair<AppointmentId, ResidentId>> over;
    TRY(work.db().each(
        "SELECT id, resident FROM appointment WHERE state = 1 AND over_ms <= $1 ORDER BY over_ms LIMIT $2",
        [&](const database::Row& row) { over.emplace_back(row.id<AppointmentId>(0), row.id<ResidentId>(1)); },
        work.now() - kAppointmentKept, limit));
    for (const auto& [id, resident] : over) {
        TRY(work.db().run("UPDATE appointment SET state = 2 WHERE id = $1", id));
        work.touch(Scope::resident(resident), RecordKind::kAppointment, id, true);
    }
    return static_cast<int>(over.size());
}

}  // namespace dayroom::facility
