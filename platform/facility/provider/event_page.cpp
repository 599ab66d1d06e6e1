#include "platform/facility/provider/event_page.h"

#include "platform/facility/schema/hub_database.h"

namespace dayroom::facility {

Result<nlohmann::json> event_page(database::Connection& connection, std::int64_t after, int limit) {
    const Epoch epoch = TRY(read_identity(connection)).epoch;
    nlohmann::json list = nlohmann::json::array();
    for (const ProviderEvent& event : TRY(provider_events(connection, after, limit))) {
        after = event.no;
        list.push_back({{"no", event.no},
                        {"kind", name_of(event.kind)},
                        {"id", event.subject.to_string()},
                        {"at_ms", event.at.ms()}});
    }
    return nlohmann::json{{"epoch", epoch.to_string()}, {"events", std::move(list)}, {"next_after", after}};
}

}  // namespace dayroom::facility
