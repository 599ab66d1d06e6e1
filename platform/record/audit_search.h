// Looking something up in the audit log.
#pragma once

#include "platform/record/audit_log.h"

namespace dayroom::record {

struct AuditSearch {
    std::int64_t before = 0;     // only rows below it; 0: from the newest
    std::optional<Event> event;  // not set: all
    Timestamp from{};            // not before; unset: from the first
    Timestamp to{};              // before; unset: to the last
};

/// Newest first. Walks the table back from the newest row that may fit: without a day it is read to its beginning when
/// there is little of what is looked for.
Result<std::vector<ChainedEntry>> search(database::Connection& connection, const AuditSearch& wanted, int limit);

/// All that there are, in the order of the catalogue's numbers.
std::vector<Event> all_events();
/// The event of a name, as name_of() gives it.
std::optional<Event> event_of(std::string_view name);

}  // namespace dayroom::record
