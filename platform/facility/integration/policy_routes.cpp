// Facility IT looks at the signed policy, puts it into force, or stops it. It comes in on the hub's own machine.
#include "platform/facility/integration/policy_view.h"
#include "platform/facility/integration/staff_api.h"
#include "platform/wire/limits.h"

namespace dayroom::facility {
namespace {

using http::Method;

Result<ApiAnswer> look_at_policy(StaffCall& call) {
    TRY(call.body.done());
    const auto policies = TRY(call.services.policies.list(call.db));
    return ApiAnswer{signed_policy_view(policies, TRY(call.services.devices.list(call.db)))};
}

/// Which one is meant is said: another may have come in since the page was drawn.
Status check_staged(Work& work, Services& services, std::int64_t version) {
    const auto staged = TRY(services.policies.find(work.db(), PolicyState::kStaged));
    if (staged && staged->version == version) return {};
    return Error(ErrorCode::kConflict, "Another policy is being tried out, or none.", "changed_since");
}

Result<ApiAnswer> promote_policy(StaffCall& call) {
    const auto version = call.body.integer("version", 1, wire::kMaxPolicyVersion);
    const bool anyway = call.body.optional_flag("anyway");
    TRY(call.body.done());
    Services& services = call.services;
    TRY(services.writer->run(call.caller.actor(), [&](Work& work) -> Status {
        TRY(check_staged(work, services, version));
        return services.policies.promote(work, anyway);
    }));
    return ApiAnswer{{{"version", version}, {"state", name_of(PolicyState::kLive)}}};
}

Result<ApiAnswer> halt_policy(StaffCall& call) {
    const auto version = call.body.integer("version", 1, wire::kMaxPolicyVersion);
    TRY(call.body.done());
    Services& services = call.services;
    TRY(services.writer->run(call.caller.actor(), [&](Work& work) -> Status {
        TRY(check_staged(work, services, version));
        return services.policies.halt(work, "staff");
    }));
    return ApiAnswer{{{"version", version}, {"state", name_of(PolicyState::kHalted)}}};
}

}  // namespace

void add_policy_routes(http::Router& router, StaffApi& api) {
    add_api_route(router, api, Method::kGet, "/api/v1/policy", "it auditor", &look_at_policy);
    add_api_route(router, api, Method::kPost, "/api/v1/policy/promote", "it", &promote_policy);
    add_api_route(router, api, Method::kPost, "/api/v1/policy/halt", "it", &halt_policy);
}

}  // namespace dayroom::facility
