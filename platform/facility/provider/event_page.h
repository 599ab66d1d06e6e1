// The list of events as it is handed out: to whoever asks, and pushed.
#pragma once

#include <nlohmann/json.hpp>

#include "platform/facility/provider/events.h"

namespace dayroom::facility {

/// {"epoch":"…","events":[{"no":17,"kind":"outbound_released","id":"…","at_ms":…}],"next_after":17}: at most `limit`
/// after number `after`. Another epoch than before: the hub was restored from a backup, and numbers begin anew there.
Result<nlohmann::json> event_page(database::Connection& connection, std::int64_t after, int limit);

}  // namespace dayroom::facility
