// Everything the facility's data says, in a published format: docs/operations/export-format.md. JSON lines; no keys, no
// PINs, no token secrets.
#pragma once

#include <cstdint>
#include <ostream>

#include "platform/base/time.h"
#include "platform/database/connection.h"

namespace dayroom::facility {

inline constexpr const char* kExportFormat = "dayroom-export-1";

struct ExportCounts {
    std::int64_t lines = 0;
    std::int64_t tables = 0;
};
/// One consistent read, beside a serving hub. kIo when `out` fails.
Result<ExportCounts> export_all(database::Connection& connection, std::ostream& out, Timestamp at);

}  // namespace dayroom::facility
