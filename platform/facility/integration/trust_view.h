// What the staff API shows of the trust office's work, and how it reads deduction rules.
#pragma once

#include <nlohmann/json.hpp>

#include "platform/facility/integration/json_body.h"
#include "platform/facility/ledger/deduction_names.h"
#include "platform/facility/ledger/deduction_preview.h"
#include "platform/facility/ledger/obligation_list.h"
#include "platform/facility/ledger/obligation_steps.h"

namespace dayroom::facility {

nlohmann::json view(const ListedObligation& listed);
nlohmann::json view(const ObligationStep& step);
nlohmann::json view(const StoredRule& rule);
/// Without its residents. `names`: of the deductions in it.
nlohmann::json view(const DeductionPreview& preview, const DeductionNames& names);
nlohmann::json view(const ResidentDifference& difference);
/// [{"code","name","legal_basis","basis_points","cents","into_savings"}…]
nlohmann::json parts_view(const std::vector<DeductionPart>& parts, const DeductionNames& names);
/// {"en": "Hygiene kit"…}
nlohmann::json names_view(const Names& names);
/// An id, or null.
nlohmann::json id_or_null(const std::optional<ThingId>& id);

/// Member "rules" of a body. kInvalid names the first rule that is wrong.
Result<std::vector<StoredRule>> read_rules(JsonBody& body);

}  // namespace dayroom::facility
