// Facility IT looks after terminals.
#include <future>

#include "platform/facility/integration/staff_api.h"
#include "platform/facility/integration/views.h"

namespace dayroom::facility {
namespace {

using http::Method;
using nlohmann::json;

Result<ApiAnswer> list_devices(StaffCall& call) {
    TRY(call.body.done());
    json all = json::array();
    for (const ListedDevice& device : TRY(call.services.devices.list(call.db))) {
        const auto known = call.services.registry.find(device.id);
        const bool has_next = known && known->next && !device.revoked;
        all.push_back(view(device));
        all.back()["next_certificate_not_after_ms"] = has_next ? known->next->not_after.ms() : 0;
    }
    return ApiAnswer{{{"devices", all}}};
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
    add_api_route(router, api, Method::kPost, "/api/v1/devices/{id}/revoke", "it", &revoke);
}

}  // namespace dayroom::facility
