// The facility's own record as hub.db keeps it: name, time zone, languages, policy.
#pragma once

#include "platform/database/connection.h"
#include "platform/wire/dayroom.pb.h"

namespace dayroom::facility {

/// Any connection. kNotFound before `init`; kCorrupt.
Result<wire::Facility> read_facility(database::Connection& connection);
/// Of a housing unit; empty when there is none of that id. Any connection.
Result<std::string> unit_name(database::Connection& connection, const UnitId& unit);

}  // namespace dayroom::facility
