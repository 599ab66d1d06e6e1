// Health content: what residents write to health staff. A request is about health when it is at a desk of health staff,
// was filed for one, can go to one, or appeals one that is. Health staff alone read it (desks.h) and save its record
// for a court; everybody else, an auditor too, sees that it is there. Which desks are theirs is the facility's data,
// with the hours within which somebody there looks at what came.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "platform/facility/requests/desks.h"

namespace dayroom::facility {

inline constexpr std::size_t kMaxHealthDesks = 32;
inline constexpr int kMaxTriageHours = 24 * 7;

struct HealthDesk {
    std::string role;
    int triage_hours = 24;
};

/// Replaces them. kInvalid: no code, one that comes twice, or hours out of 1 to kMaxTriageHours; kTooLarge. In the
/// audit log.
Status set_health_desks(Work& work, const std::vector<HealthDesk>& desks);
/// By role.
Result<std::vector<HealthDesk>> health_desks(database::Connection& connection);

/// The health desks that make this request one about health; none: it is not. kNotFound.
Result<std::set<std::string>> health_desks_of(database::Connection& connection, const RequestId& id);

/// Whether `viewer` may save its record for a court: of one about health, who has such a desk and nobody else; of
/// another, who may open it, and auditors.
Result<bool> may_save_record(database::Connection& connection, const DeskViewer& viewer, const RequestSummary& request);

}  // namespace dayroom::facility
