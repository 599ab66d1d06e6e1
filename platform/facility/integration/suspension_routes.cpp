// Messaging suspended for a resident, a unit or the facility.
#include "platform/facility/integration/scope_body.h"
#include "platform/facility/integration/staff_api.h"

namespace dayroom::facility {
namespace {

using http::Method;
using nlohmann::json;

Result<json> suspension_view(StaffCall& call, const StoredSuspension& suspension) {
    json shown = {{"id", suspension.id.to_string()},
                  {"reason", suspension.reason},
                  {"from_ms", suspension.from.ms()},
                  {"until_ms", suspension.until.is_set() ? json(suspension.until.ms()) : json(nullptr)},
                  {"ended_ms", suspension.ended.is_set() ? json(suspension.ended.ms()) : json(nullptr)}};
    shown.update(TRY(scope_view(call.db, suspension.scope)));
    return shown;
}

Result<ApiAnswer> list_suspensions(StaffCall& call) {
    TRY(call.body.done());
    json all = json::array();
    const bool over = call.query_text("over") == "true";
    for (const auto& each : TRY(call.services.suspensions.list(call.db, over, call.services.clock.now())))
        all.push_back(TRY(suspension_view(call, each)));
    return ApiAnswer{{{"suspensions", all}}};
}

Result<ApiAnswer> suspend_messaging(StaffCall& call) {
    NewSuspension suspension;
    suspension.id = SuspensionId::make(call.services.clock, call.services.random);
    suspension.scope = TRY(read_scope(call));
    suspension.reason = call.body.text("reason", kMaxSuspensionReason);
    suspension.until = Timestamp::from_ms(call.body.optional_integer("until_ms", 0, wire::kMaxTimestampMs, 0));
    TRY(call.body.done());
    TRY(call.services.writer->run(call.caller.actor(),
                                  [&](Work& work) { return call.services.suspensions.begin(work, suspension); }));
    return ApiAnswer{{{"id", suspension.id.to_string()}, {"state", "in_force"}}, 201};
}

Result<ApiAnswer> end_suspension(StaffCall& call) {
    const SuspensionId id = TRY(call.path_id<SuspensionId>(0));
    TRY(call.body.done());
    TRY(call.services.writer->run(call.caller.actor(),
                                  [&](Work& work) { return call.services.suspensions.end(work, id); }));
    return ApiAnswer{{{"id", id.to_string()}, {"state", "over"}}};
}

}  // namespace

void add_suspension_routes(http::Router& router, StaffApi& api) {
    add_api_route(router, api, Method::kGet, "/api/v1/suspensions", "reviewer auditor", &list_suspensions);
    add_api_route(router, api, Method::kPost, "/api/v1/suspensions", "reviewer", &suspend_messaging);
    add_api_route(router, api, Method::kPost, "/api/v1/suspensions/{id}/end", "reviewer", &end_suspension);
}

}  // namespace dayroom::facility
