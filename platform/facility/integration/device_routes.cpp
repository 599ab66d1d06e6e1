// Facility IT looks after terminals.
#include "platform/facility/integration/staff_api.h"
#include "platform/facility/integration/views.h"

namespace dayroom::facility {
namespace {

using http::Method;
using nlohmann::json;

Result<ApiAnswer> list(StaffCall& call) {
    TRY(call.body.done());
    json all = json::array();
    for (const ListedDevice& device : TRY(call.services.devices.list(call.db))) all.push_back(view(device));
    return ApiAnswer{{{"devices", all}}};
}

/// Durable, then known to every request, then every open long-poll looks again: the revoked one is ended.
Result<ApiAnswer> revoke(StaffCall& call) {
    const DeviceId id = TRY(call.path_id<DeviceId>(0));
    const std::string why = call.body.optional_text("reason", kMaxRevokeReason);
    TRY(call.body.done());
    TRY(call.services.writer->run(call.caller.actor(),
                                  [&](Work& work) { return call.services.devices.revoke(work, id, why); }));
    call.services.registry.set_revoked(id);
    const Scope scope = Scope::device(id);
    call.services.notifier.notify({&scope, 1});
    return ApiAnswer{{{"id", id.to_string()}, {"state", "revoked"}}};
}

}  // namespace

void add_device_routes(http::Router& router, StaffApi& api) {
    add_api_route(router, api, Method::kGet, "/api/v1/devices", "it auditor", &list);
    add_api_route(router, api, Method::kPost, "/api/v1/devices/{id}/revoke", "it", &revoke);
}

}  // namespace dayroom::facility
