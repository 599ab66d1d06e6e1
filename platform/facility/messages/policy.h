// What the facility's policy says about messages.
#pragma once

#include "platform/database/connection.h"

namespace dayroom::facility {

/// Code points that a resident's message may have; 13,000 when the policy says nothing.
Result<std::size_t> message_limit(database::Connection& connection);

}  // namespace dayroom::facility
