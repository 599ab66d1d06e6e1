#include "platform/facility/integration/policy_view.h"

#include <algorithm>
#include <map>

namespace dayroom::facility {

using nlohmann::json;

json signed_policy_view(const std::vector<StoredPolicy>& policies, const std::vector<ListedDevice>& devices) {
    json all = json::array();
    for (const StoredPolicy& policy : policies) {
        json canaries = json::array();
        for (const ListedDevice& device : devices) {
            if (std::find(policy.canaries.begin(), policy.canaries.end(), device.id) == policy.canaries.end()) continue;
            canaries.push_back({{"id", device.id.to_string()},
                                {"name", device.name},
                                {"unit", device.unit_name},
                                {"policy_version", device.health.policy_version}});
        }
        all.push_back({{"version", policy.version},
                       {"state", name_of(policy.state)},
                       {"note", policy.note},
                       {"staged_ms", policy.staged.ms()},
                       {"watch_until_ms", policy.watch_until.ms()},
                       {"live_ms", policy.live.ms()},
                       {"ended_ms", policy.ended.ms()},
                       {"halted_why", policy.halted_why},
                       {"canaries", std::move(canaries)}});
    }
    std::map<std::int64_t, int> counts;
    for (const ListedDevice& device : devices)
        if (!device.revoked) ++counts[device.health.policy_version];
    json running = json::array();
    for (const auto& [version, count] : counts) running.push_back({{"version", version}, {"terminals", count}});
    return {{"policies", std::move(all)}, {"running", std::move(running)}};
}

}  // namespace dayroom::facility
