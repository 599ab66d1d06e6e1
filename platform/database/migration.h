// Forward-only schema versions. A database carries an application id ("whose file is this") and a schema version.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "platform/base/result.h"
#include "platform/database/connection.h"

namespace dayroom::database {

/// The step that leads from version − 1 to `version`. Versions are 1, 2, 3 … without a gap.
struct Migration {
    int version;
    std::string_view sql;  // may use ${BLOB} and ${IDENTITY}
};

/// Brings the database to the newest version, each step in a transaction of its own. An empty database gets
/// `application_id`. kInvalid: it belongs to another application; kUnsupported: it is newer than this program.
Status migrate(Connection& connection, std::int32_t application_id, std::span<const Migration> migrations);

/// The version that the file has now; 0 for an empty one.
Result<int> schema_version(Connection& connection);

}  // namespace dayroom::database
