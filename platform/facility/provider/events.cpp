#include "platform/facility/provider/events.h"

namespace dayroom::facility {

const char* name_of(ProviderEventKind kind) {
    switch (kind) {
        case ProviderEventKind::kInboundDecided:
            return "inbound_decided";
        case ProviderEventKind::kOutboundReleased:
            return "outbound_released";
        case ProviderEventKind::kContactChanged:
            return "contact_changed";
    }
    return "unknown";
}

Status tell_provider(Work& work, ProviderEventKind kind, const ThingId& subject) {
    work.wake(Scope::network());
    return work.db().run("INSERT INTO provider_event (kind, subject, at_ms) VALUES ($1, $2, $3)",
                         static_cast<int>(kind), subject, work.now());
}

Result<std::vector<ProviderEvent>> provider_events(database::Connection& connection, std::int64_t after, int limit,
                                                   std::optional<ProviderEventKind> only) {
    std::vector<ProviderEvent> all;
    TRY(connection.each(
        "SELECT no, kind, subject, at_ms FROM provider_event WHERE no > $1 AND ($3 = 0 OR kind = $3) ORDER BY no "
        "LIMIT $2",
        [&](const database::Row& row) {
            all.push_back(
                {row.integer(0), static_cast<ProviderEventKind>(row.integer(1)), row.id<ThingId>(2), row.time(3)});
        },
        after, limit, only ? static_cast<int>(*only) : 0));
    return all;
}

}  // namespace dayroom::facility
