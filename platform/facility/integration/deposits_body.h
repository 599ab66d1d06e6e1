// A file of deposits as it comes from outside, in JSON or CSV (docs/formats/dayroom-deposits-1.schema.json): read line
// by line, and each line that cannot be read named.
#pragma once

#include "platform/facility/integration/json_body.h"
#include "platform/facility/trust_office/deposit_batches.h"

namespace dayroom::facility {

inline constexpr std::size_t kMaxDepositFileBytes = 1024 * 1024;

/// Members "format", "name", "deposits" (a list of objects) or "csv" (its first row names the columns: reference,
/// source, resident_number, cents; fee_cents, detail), "control_lines", "control_cents". Another format is an error of
/// the body.
Result<DepositFile> read_deposit_file(JsonBody& body);

}  // namespace dayroom::facility
