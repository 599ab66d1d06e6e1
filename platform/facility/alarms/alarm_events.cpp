#include "platform/facility/alarms/alarm_events.h"

#include <algorithm>
#include <set>

#include "platform/facility/schema/hub_database.h"

namespace dayroom::facility {
namespace {

template <typename Tag>
ThingId thing_of(const Id<Tag>& id) {
    return ThingId::from_bytes(id.bytes()).value_or(ThingId());
}

struct AlarmChanges {
    std::vector<StandingAlarm> began;
    std::vector<StandingAlarm> over;
};

Result<AlarmChanges> changes_since(database::Connection& connection, const AlarmLook& look) {
    const auto unknown = [&](const StandingAlarm& each) {
        return !look.silence_known && each.alarm == name_of(DeviceAlarm::kSilent);
    };
    std::set<StandingAlarm> now(look.standing.begin(), look.standing.end());
    std::erase_if(now, unknown);
    AlarmChanges changes;
    TRY(connection.each("SELECT subject, alarm FROM alarm_standing ORDER BY subject, alarm",
                        [&](const database::Row& row) {
                            StandingAlarm before{row.id<ThingId>(0), row.string(1)};
                            if (now.erase(before) == 0 && !unknown(before)) changes.over.push_back(std::move(before));
                        }));
    changes.began.assign(now.begin(), now.end());
    return changes;
}

Status put_event(Work& work, const StandingAlarm& of, bool began) {
    return work.db().run("INSERT INTO alarm_event (subject, alarm, began, at_ms) VALUES ($1, $2, $3, $4)", of.subject,
                         of.alarm, began ? 1 : 0, work.now());
}

}  // namespace

AlarmLook look_at_alarms(const std::vector<ListedDevice>& devices, Timestamp now,
                         const std::vector<std::string>& hub_alarms, const FacilityId& facility, bool silence_known) {
    AlarmLook look;
    look.silence_known = silence_known;
    for (const std::string& alarm : hub_alarms) look.standing.push_back({thing_of(facility), alarm});
    const Fleet fleet = look_at_fleet(devices, now);
    for (std::size_t at = 0; at < devices.size(); ++at)
        for (const DeviceAlarm alarm : fleet.alarms[at])
            look.standing.push_back({thing_of(devices[at].id), std::string(name_of(alarm))});
    return look;
}

Result<bool> alarms_moved(database::Connection& connection, const AlarmLook& look) {
    const AlarmChanges changes = TRY(changes_since(connection, look));
    return !changes.began.empty() || !changes.over.empty();
}

Result<int> note_alarms(Work& work, const AlarmLook& look) {
    const AlarmChanges changes = TRY(changes_since(work.db(), look));
    for (const StandingAlarm& each : changes.over) {
        TRY(work.db().run("DELETE FROM alarm_standing WHERE subject = $1 AND alarm = $2", each.subject, each.alarm));
        TRY(put_event(work, each, false));
    }
    for (const StandingAlarm& each : changes.began) {
        TRY(work.db().run("INSERT INTO alarm_standing (subject, alarm, since_ms) VALUES ($1, $2, $3)", each.subject,
                          each.alarm, work.now()));
        TRY(put_event(work, each, true));
    }
    const std::size_t many = changes.began.size() + changes.over.size();
    if (many > 0) work.wake(Scope::network());
    return static_cast<int>(many);
}

Result<std::vector<AlarmEvent>> alarm_events(database::Connection& connection, std::int64_t after, int limit) {
    std::vector<AlarmEvent> all;
    TRY(connection.each(
        "SELECT no, subject, alarm, began, at_ms FROM alarm_event WHERE no > $1 ORDER BY no LIMIT $2",
        [&](const database::Row& row) {
            all.push_back({row.integer(0), row.id<ThingId>(1), row.string(2), row.flag(3), row.time(4)});
        },
        after, limit));
    return all;
}

Result<nlohmann::json> alarm_page(database::Connection& connection, std::int64_t after, int limit) {
    const HubIdentity hub = TRY(read_identity(connection));
    nlohmann::json list = nlohmann::json::array();
    for (const AlarmEvent& event : TRY(alarm_events(connection, after, limit))) {
        after = event.no;
        list.push_back({{"no", event.no},
                        {"kind", event.began ? "alarm_began" : "alarm_over"},
                        {"alarm", event.alarm},
                        {"of", event.subject == thing_of(hub.facility) ? "hub" : "terminal"},
                        {"id", event.subject.to_string()},
                        {"at_ms", event.at.ms()}});
    }
    return nlohmann::json{
        {"topic", "alarms"}, {"epoch", hub.epoch.to_string()}, {"events", std::move(list)}, {"next_after", after}};
}

}  // namespace dayroom::facility
