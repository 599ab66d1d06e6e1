#include "platform/facility/integration/file_import.h"

#include "platform/facility/integration/staff_api.h"

namespace dayroom::facility {

std::string read_import_key(JsonBody& body, bool dry_run) {
    return dry_run ? body.optional_text("idempotency_key", kMaxIdempotencyKey)
                   : body.text("idempotency_key", kMaxIdempotencyKey);
}

Result<bool> read_apply(JsonBody& body) {
    const std::string apply = body.optional_text("apply", 16);
    if (!apply.empty() && apply != "all_lines" && apply != "valid_lines")
        return Error(ErrorCode::kInvalid, "\"apply\" must be all_lines or valid_lines.");
    return apply == "valid_lines";
}

void tell_nothing_booked(nlohmann::json& report, const std::string& problem, int wrong) {
    report["code"] = "lines_wrong";
    report["detail"] =
        "Nothing was booked: " + (problem.empty() ? std::to_string(wrong) + " lines are wrong" : problem) + ".";
    report["applied"] = false;
}

}  // namespace dayroom::facility
