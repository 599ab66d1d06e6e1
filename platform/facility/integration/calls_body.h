// A file of call records as it comes from outside, in JSON or CSV (docs/formats/dayroom-calls-1.schema.json): read line
// by line, and each line that cannot be read named.
#pragma once

#include "platform/facility/integration/json_body.h"
#include "platform/facility/phone/phone_calls.h"

namespace dayroom::facility {

inline constexpr std::size_t kMaxCallFileBytes = 1024 * 1024;

/// Members "format", "name", "calls" (a list of objects) or "csv" (its first row names the columns: record,
/// resident_number, number, began_ms, seconds, cents, end_code), "control_lines", "control_cents". Another format is an
/// error of the body.
Result<CallFile> read_call_file(JsonBody& body);

}  // namespace dayroom::facility
