// Private to platform/facility/backup: whether the feed of a hub that was made from a backup goes on. Reads, and
// changes nothing.
#pragma once

#include <string>

#include "platform/database/connection.h"

namespace dayroom::facility {

/// Empty when the restored hub has an epoch of its own, every scope goes on above all numbers that the backup used, and
/// every change follows the one before it in its scope, up to the head that the scope says; else what is wrong.
Result<std::string> find_feed_fault(database::Connection& backup, database::Connection& restored);

}  // namespace dayroom::facility
