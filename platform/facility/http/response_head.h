// The status line and headers of a response. Internal to the server.
#pragma once

#include <string>

#include "platform/facility/http/message.h"

namespace dayroom::http {

/// Header values are the hub's own; a line break in one is dropped with the header.
std::string response_head(const Response& response, bool close);

}  // namespace dayroom::http
