// The calls of terminals (/v1/…, protobuf) on the services. Source: dayroom.proto's first page.
#pragma once

#include "platform/facility/http/server.h"
#include "platform/facility/services/services.h"

namespace dayroom::facility {

/// Every request: a terminal that has no certificate may only enrol; one whose certificate this hub does not know, or
/// has revoked, may nothing. request.caller is the Device as the registry has it now.
http::Gate terminal_gate(Services& services);

/// Services outlive the router.
void add_terminal_routes(http::Router& router, Services& services);

}  // namespace dayroom::facility
