// What every route that books a file of lines asks for and answers alike: deposits, charges, bank lines, catalogs,
// calls.
#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "platform/facility/integration/json_body.h"

namespace dayroom::facility {

/// Member "idempotency_key", at most kMaxIdempotencyKey characters. A dry run may leave it out: it does nothing that
/// could be done twice. What is wrong is told by `body.done()`.
std::string read_import_key(JsonBody& body, bool dry_run);

/// Member "apply": true for "valid_lines", false for "all_lines" and when it is left out. kInvalid.
Result<bool> read_apply(JsonBody& body);

/// Adds to the view of a report why nothing was booked: `problem` with the whole file, or so many wrong lines.
void tell_nothing_booked(nlohmann::json& report, const std::string& problem, int wrong);

}  // namespace dayroom::facility
