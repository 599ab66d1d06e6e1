// The status line and headers of a response. Internal to the server.
#pragma once

#include <span>
#include <string>

#include "platform/facility/http/message.h"

namespace dayroom::http {

/// Header values are the hub's own; a line break in one is dropped with the header. `fixed`: the listener's own
/// headers, on every answer. What the response says of caching stands instead of "no-store".
std::string response_head(const Response& response, std::span<const Header> fixed, bool close);

}  // namespace dayroom::http
