// What happens at which hour: the week of a housing unit with dates on which it is different, and what one resident has
// to go to. Hours are those of the clock on the wall (rules/schedule.h); a schedule is data, sealed and fed to the
// unit.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "platform/facility/feed/work.h"

namespace dayroom::facility {

using AppointmentId = Id<struct AppointmentTag>;

/// An appointment that is over leaves the terminals after so long; the hub keeps it.
inline constexpr Milliseconds kAppointmentKept = std::chrono::hours(24 * 7);

struct StoredSchedule {
    wire::Schedule schedule;
    int revision = 0;  // 0: the unit has none
    Timestamp changed;
    std::string by_role;
};

struct StoredAppointment {
    AppointmentId id;
    ResidentId resident;
    std::string resident_number;
    std::string resident_name;
    std::string unit;
    wire::Appointment appointment;
    std::string by_role;
};

struct AppointmentQuery {
    std::optional<ResidentId> resident = {};
    std::optional<UnitId> unit = {};  // of those who live there now
    Timestamp from;
    Timestamp to;  // the first moment after
    int limit = 100;
    int offset = 0;
};

class Schedules {
public:
    /// Instead of what the unit had. kConflict "changed_since" unless `replaces` is the revision in force. kInvalid: an
    /// entry without hours, of no weekday, or one date twice. kNotFound: no such unit.
    Status put(Work& work, const UnitId& unit, int replaces, const wire::Schedule& schedule);
    Result<StoredSchedule> find(database::Connection& connection, const UnitId& unit);

    /// kInvalid when it ends before it begins, or is over; kNotFound: the resident is not here; kTooLarge beyond
    /// wire::kMaxAppointments.
    Status add(Work& work, const AppointmentId& id, const ResidentId& resident, const wire::Appointment& appointment);
    /// It stays on the calendar, as cancelled. kConflict when it is already, or is over.
    Status cancel(Work& work, const AppointmentId& id);
    /// By time.
    Result<std::vector<StoredAppointment>> appointments(database::Connection& connection,
                                                        const AppointmentQuery& query);
    /// Takes from the terminals what has long been over, at most `limit`; how many.
    Result<int> tick(Work& work, int limit);
};

}  // namespace dayroom::facility
