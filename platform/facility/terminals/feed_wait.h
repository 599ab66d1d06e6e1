// One POST /v1/feed: answers at once when there is something, else waits for a commit in the terminal's scopes, for the
// time that the terminal gave, for its revocation, or for the hub to stop.
#pragma once

#include "platform/facility/http/reply.h"
#include "platform/facility/services/services.h"

namespace dayroom::facility {

/// Begins it; the reply is sent later, on any thread.
void answer_feed(Services& services, std::shared_ptr<const Device> device, std::string body, http::Reply reply);

}  // namespace dayroom::facility
