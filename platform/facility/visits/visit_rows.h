// Private to platform/facility/visits: a visit as it stands in its table.
#pragma once

#include "platform/facility/visits/visits.h"

namespace dayroom::facility {

inline constexpr std::int64_t kVisitCellMs = std::int64_t{rules::kVisitCellMinutes} * 60'000;

Error visit_conflict(const char* code, const char* detail);
/// Its cells are free again.
Status free_cells(Work& work, const VisitId& id);
/// kConflict "slot_taken", "visit_overlap".
Status take_cells(Work& work, const StoredVisit& visit);

}  // namespace dayroom::facility
