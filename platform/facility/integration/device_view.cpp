#include "platform/facility/integration/device_view.h"

#include "platform/wire/terminal_list.h"

namespace dayroom::facility {
namespace {

using nlohmann::json;

json device_view(const ListedDevice& device) {
    const json health = {{"seen_ms", device.health.seen.ms()},
                         {"version", device.health.version},
                         {"assurance", device.health.assurance},
                         {"outbox_depth", device.health.outbox_depth},
                         {"uptime_s", device.health.uptime_s},
                         {"clock_ahead_ms", device.health.clock_ahead.count()},
                         {"faults", device.health.faults},
                         {"audit_sequence", device.health.audit_sequence},
                         {"serviced_ms", device.health.serviced.ms()},
                         {"serviced_by", device.health.serviced_by},
                         {"tested_ms", device.health.tested.ms()},
                         {"tests_passed", device.health.tests_passed},
                         {"tests_failed", device.health.tests_failed},
                         {"tests_skipped", device.health.tests_skipped},
                         {"failed_tests", device.health.failed_tests},
                         {"policy_version", device.health.policy_version},
                         {"image_version", device.health.image_version},
                         {"image_state", device.health.image_state}};
    return {{"id", device.id.to_string()},
            {"name", device.name},
            {"unit_id", device.unit.to_string()},
            {"unit", device.unit_name},
            {"kind", device.kind},
            {"serial", device.serial},
            {"attested", device.attested},
            {"attested_why", device.attested_why},
            {"attested_maker", device.attested_maker},
            {"box_key", to_hex(device.box_key)},
            {"state", device.revoked ? "revoked" : "active"},
            {"revoked_why", device.revoked_why},
            {"revoked_ms", device.revoked_at.ms()},
            {"enrolled_ms", device.enrolled.ms()},
            {"certificate_not_after_ms", device.certificate_not_after.ms()},
            {"health", health}};
}

json totals_view(const Fleet& fleet) {
    json alarms = json::object();
    for (const DeviceAlarm alarm : kDeviceAlarms) {
        const auto found = fleet.counts.find(alarm);
        alarms[std::string(name_of(alarm))] = found == fleet.counts.end() ? 0 : found->second;
    }
    return {{"active", fleet.active},   {"revoked", fleet.revoked}, {"troubled", fleet.troubled},
            {"waiting", fleet.waiting}, {"version", fleet.version}, {"alarms", alarms}};
}

}  // namespace

json fleet_view(const std::vector<ListedDevice>& devices, const Fleet& fleet) {
    json all = json::array();
    for (std::size_t at = 0; at < devices.size(); ++at) {
        json& shown = all.emplace_back(device_view(devices[at]));
        shown["alarms"] = json::array();
        for (const DeviceAlarm alarm : fleet.alarms[at]) shown["alarms"].push_back(name_of(alarm));
    }
    return {{"devices", std::move(all)}, {"fleet", totals_view(fleet)}};
}

std::string terminal_list(const std::vector<ListedDevice>& devices, const DeviceRegistry& registry,
                          const FacilityId& facility, Timestamp now) {
    json all = json::array();
    for (const ListedDevice& device : devices) {
        const auto known = registry.find(device.id);
        if (!known) continue;
        all.push_back({{"id", device.id.to_string()},
                       {"name", device.name},
                       {"unit", device.unit_name},
                       {"kind", device.kind},
                       {"serial", device.serial},
                       {"state", device.revoked ? "revoked" : "active"},
                       {"enrolled_ms", device.enrolled.ms()},
                       {"revoked_ms", device.revoked_at.ms()},
                       {"signing_key", to_hex(known->signing_key.bytes())},
                       {"box_key", to_hex(device.box_key)}});
    }
    return json{{"format", wire::kTerminalListFormat},
                {"facility_id", facility.to_string()},
                {"made_ms", now.ms()},
                {"devices", std::move(all)}}
        .dump();
}

}  // namespace dayroom::facility
