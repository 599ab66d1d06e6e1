// Facility IT looks after terminals.
#include <future>

#include "platform/facility/devices/fleet.h"
#include "platform/facility/integration/staff_api.h"
#include "platform/facility/integration/views.h"
#include "platform/facility/moderation/review_queue.h"

namespace dayroom::facility {
namespace {

using http::Method;
using nlohmann::json;

json fleet_json(const Fleet& fleet) {
    json alarms = json::object();
    for (const DeviceAlarm alarm : kDeviceAlarms) {
        const auto found = fleet.counts.find(alarm);
        alarms[std::string(name_of(alarm))] = found == fleet.counts.end() ? 0 : found->second;
    }
    return {{"active", fleet.active},   {"revoked", fleet.revoked}, {"troubled", fleet.troubled},
            {"waiting", fleet.waiting}, {"version", fleet.version}, {"alarms", alarms}};
}

Result<ApiAnswer> list_devices(StaffCall& call) {
    TRY(call.body.done());
    const auto devices = TRY(call.services.devices.list(call.db));
    const Timestamp now = call.services.clock.now();
    const Fleet fleet = look_at_fleet(devices, now);
    json all = json::array();
    for (std::size_t at = 0; at < devices.size(); ++at) {
        const ListedDevice& device = devices[at];
        const auto known = call.services.registry.find(device.id);
        const bool has_next = known && known->next && !device.revoked;
        json shown = view(device);
        shown["next_certificate_not_after_ms"] = has_next ? known->next->not_after.ms() : 0;
        shown["alarms"] = json::array();
        for (const DeviceAlarm alarm : fleet.alarms[at]) shown["alarms"].push_back(name_of(alarm));
        all.push_back(std::move(shown));
    }
    return ApiAnswer{{{"devices", std::move(all)}, {"fleet", fleet_json(fleet)}, {"looked_ms", now.ms()}}};
}

Result<ApiAnswer> metrics(StaffCall& call) {
    TRY(call.body.done());
    ApiAnswer answer;
    const Timestamp now = call.services.clock.now();
    const std::int64_t late = TRY(ReviewQueue::count_late(call.db, now));
    answer.metrics =
        "# HELP dayroom_review_late Items of the review that wait beyond their deadline.\n"
        "# TYPE dayroom_review_late gauge\ndayroom_review_late " +
        std::to_string(late) + "\n" + fleet_metrics(TRY(call.services.devices.list(call.db)), now);
    return answer;
}

/// Durable, then known to every request, and only then are long-polls woken (the writer wakes after its completions):
/// the revoked terminal's own looks again and is ended.
Status revoke_and_tell(StaffCall& call, const DeviceId& id, const std::string& why) {
    Services& services = call.services;
    std::promise<Status> promise;
    auto outcome = promise.get_future();
    const auto job = [&services, id, why](Work& work) { return services.devices.revoke(work, id, why); };
    TRY(services.writer->submit(call.caller.actor(), job, [&services, &promise, id](Status done) {
        if (done.ok()) services.registry.set_revoked(id);
        promise.set_value(std::move(done));
    }));
    return outcome.get();
}

Result<ApiAnswer> revoke(StaffCall& call) {
    const DeviceId id = TRY(call.path_id<DeviceId>(0));
    const std::string why = call.body.optional_text("reason", kMaxRevokeReason);
    TRY(call.body.done());
    TRY(revoke_and_tell(call, id, why));
    return ApiAnswer{{{"id", id.to_string()}, {"state", "revoked"}}};
}

}  // namespace

void add_device_routes(http::Router& router, StaffApi& api) {
    add_api_route(router, api, Method::kGet, "/api/v1/devices", "it auditor", &list_devices);
    add_api_route(router, api, Method::kGet, "/api/v1/metrics", "it auditor", &metrics);
    add_api_route(router, api, Method::kPost, "/api/v1/devices/{id}/revoke", "it", &revoke);
}

}  // namespace dayroom::facility
