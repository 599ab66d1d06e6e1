// Facility IT brings the signed policy in, looks at it, puts it into force, or stops it.
#include "platform/facility/integration/policy_view.h"
#include "platform/facility/integration/staff_api.h"
#include "platform/wire/limits.h"

namespace dayroom::facility {
namespace {

using http::Method;

constexpr std::size_t kMaxBroughtText = wire::kMaxPolicyBytes * 4 / 3 + 64;
constexpr std::size_t kMaxCanaryName = 200;  // bytes
constexpr int kUsualWatchHours = 24;
constexpr int kMostWatchHours = 14 * 24;

Result<ApiAnswer> look_at_policy(StaffCall& call) {
    TRY(call.body.done());
    const auto policies = TRY(call.services.policies.list(call.db));
    return ApiAnswer{signed_policy_view(policies, TRY(call.services.devices.list(call.db)))};
}

/// As IT signed it, to be tried out first: who brings it in is believed nothing about it.
Result<ApiAnswer> bring_policy(StaffCall& call) {
    Services& services = call.services;
    const std::string file = call.body.text("file", kMaxBroughtText);
    const auto names = call.body.optional_list("canaries", kMaxCanaries, kMaxCanaryName);
    Policies::Wish wish;
    const int hours = static_cast<int>(call.body.optional_integer("watch_hours", 0, kMostWatchHours, kUsualWatchHours));
    wish.watch = std::chrono::hours(hours);
    TRY(call.body.done());
    const auto bundle = TRY(wire::read_policy_file(file));
    const auto& root = services.enrollment_keys.root;
    // A refusal of the file, not of whoever brings it.
    if (!wire::open_policy(bundle, root, services.context.facility).ok())
        return Error(ErrorCode::kInvalid, "It is not signed for this facility, or its signature does not match.",
                     "policy_foreign");
    wish.canaries = TRY(find_canaries(TRY(services.devices.list(call.db)), names));
    const auto version = TRY(services.writer->make(
        call.caller.actor(), [&](Work& work) { return services.policies.stage(work, bundle, root, wish); }));
    return ApiAnswer{
        {{"version", version}, {"state", name_of(PolicyState::kStaged)}, {"canaries", wish.canaries.size()}}, 201};
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
    add_api_route(router, api, Method::kPost, "/api/v1/policy", "it", &bring_policy, kMaxBroughtText * 2);
    add_api_route(router, api, Method::kPost, "/api/v1/policy/promote", "it", &promote_policy);
    add_api_route(router, api, Method::kPost, "/api/v1/policy/halt", "it", &halt_policy);
}

}  // namespace dayroom::facility
