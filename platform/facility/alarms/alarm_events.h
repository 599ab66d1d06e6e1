// What needs somebody, as it begins and ends: alarms of terminals (devices/fleet.h) and of the hub itself, as one list
// by number, written when a look at the facility finds another state than the look before. Who is told of it
// (webhooks/) or asks keeps the number of the last event that it has worked on. docs/operations/alarms.md.
#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "platform/facility/devices/fleet.h"

namespace dayroom::facility {

struct StandingAlarm {
    ThingId subject;    // the terminal; the facility for one of the hub itself
    std::string alarm;  // "silent", "books_differ"
    auto operator<=>(const StandingAlarm&) const = default;
};
/// What one look has found.
struct AlarmLook {
    std::vector<StandingAlarm> standing;
    /// A hub that was just started has heard from nobody: who is silent it knows kSilentAfter later. Until then what
    /// was silent stays so, and nothing else becomes it.
    bool silence_known = true;
};
/// `hub_alarms`: of the hub itself, by name.
AlarmLook look_at_alarms(const std::vector<ListedDevice>& devices, Timestamp now,
                         const std::vector<std::string>& hub_alarms, const FacilityId& facility, bool silence_known);

/// Whether note_alarms() would write anything. Any connection.
Result<bool> alarms_moved(database::Connection& connection, const AlarmLook& look);
/// Events for what began and what is over since the look before, and wakes whoever tells of them. How many.
Result<int> note_alarms(Work& work, const AlarmLook& look);

struct AlarmEvent {
    std::int64_t no = 0;
    ThingId subject;
    std::string alarm;
    bool began = true;
    Timestamp at;
};
/// At most `limit` after number `after`, oldest first. Any connection.
Result<std::vector<AlarmEvent>> alarm_events(database::Connection& connection, std::int64_t after, int limit);
/// The same as it is handed out: {"topic":"alarms","epoch":"…","events":[{"no":3,"kind":"alarm_began",
/// "alarm":"silent","of":"terminal","id":"…","at_ms":…}],"next_after":3}.
Result<nlohmann::json> alarm_page(database::Connection& connection, std::int64_t after, int limit);

}  // namespace dayroom::facility
