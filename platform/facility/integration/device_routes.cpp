// Facility IT looks after terminals.
#include <future>

#include "platform/facility/alarms/alarm_events.h"
#include "platform/facility/integration/device_view.h"
#include "platform/facility/integration/staff_api.h"
#include "platform/facility/moderation/review_queue.h"

namespace dayroom::facility {
namespace {

using http::Method;
using nlohmann::json;

constexpr int kMaxAlarmsListed = 200;

Result<ApiAnswer> list_devices(StaffCall& call) {
    TRY(call.body.done());
    const auto devices = TRY(call.services.devices.list(call.db));
    const Timestamp now = call.services.clock.now();
    json shown = fleet_view(devices, look_at_fleet(devices, now));
    for (std::size_t at = 0; at < devices.size(); ++at) {
        const auto known = call.services.registry.find(devices[at].id);
        const bool has_next = known && known->next && !devices[at].revoked;
        shown["devices"][at]["next_certificate_not_after_ms"] = has_next ? known->next->not_after.ms() : 0;
    }
    shown["looked_ms"] = now.ms();
    return ApiAnswer{std::move(shown)};
}

Result<ApiAnswer> list_alarms(StaffCall& call) {
    const std::int64_t after = TRY(call.query_number("after", 0, INT64_MAX, 0));
    TRY(call.body.done());
    return ApiAnswer{TRY(alarm_page(call.db, after, kMaxAlarmsListed))};
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
    add_api_route(router, api, Method::kGet, "/api/v1/alarms", "it auditor", &list_alarms);
    add_api_route(router, api, Method::kGet, "/api/v1/metrics", "it auditor", &metrics);
    add_api_route(router, api, Method::kPost, "/api/v1/devices/{id}/revoke", "it", &revoke);
}

}  // namespace dayroom::facility
