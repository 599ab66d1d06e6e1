// What the provider network is told, in one order: decisions about messages that it put in, messages that it may take
// out, contacts whose state changed. Ids only; what happened is read by the id. The network keeps the number of the
// last event that it has worked on, so that none is lost and a repeat does no harm; a push is the same list, pushed.
#pragma once

#include <vector>

#include "platform/facility/feed/work.h"

namespace dayroom::facility {

/// Stored: never renumber.
enum class ProviderEventKind : std::uint8_t {
    kInboundDecided = 1,    // subject: the message
    kOutboundReleased = 2,  // subject: the message
    kContactChanged = 3,    // subject: the contact; invitations too
};
/// "inbound_decided".
const char* name_of(ProviderEventKind kind);

struct ProviderEvent {
    std::int64_t no = 0;  // 1, 2, 3 … in the order of the commits: the hub has one writer
    ProviderEventKind kind = ProviderEventKind::kInboundDecided;
    ThingId subject;
    Timestamp at;
};

/// In the transaction of what it reports.
Status tell_provider(Work& work, ProviderEventKind kind, const ThingId& subject);
/// At most `limit` events after number `after`, oldest first; `only`: of this kind. Any connection.
Result<std::vector<ProviderEvent>> provider_events(database::Connection& connection, std::int64_t after, int limit,
                                                   std::optional<ProviderEventKind> only = std::nullopt);

}  // namespace dayroom::facility
