// What the staff API shows of deposit files, withdrawals, voids and site charges.
#pragma once

#include <nlohmann/json.hpp>

#include "platform/facility/integration/json_body.h"
#include "platform/facility/ledger/deduction_names.h"
#include "platform/facility/trust_office/deposit_batches.h"
#include "platform/facility/trust_office/site_charges.h"
#include "platform/facility/trust_office/voids.h"
#include "platform/facility/trust_office/withdrawals.h"

namespace dayroom::facility {

/// Sums and lines, but for the lines that book.
nlohmann::json view(const DepositReport& report);
/// With the lines that book; `names` of the rules that they meet.
nlohmann::json view(const DepositReport& report, const DeductionNames& names);
nlohmann::json view(const DepositBatch& batch);
nlohmann::json view(const BookedLine& line, const DeductionNames& names);
nlohmann::json view(const Withdrawal& withdrawal);
nlohmann::json view(const MoneyVoid& made);
nlohmann::json view(const ChargeKind& kind);
nlohmann::json view(const SiteChargeReport& report);

}  // namespace dayroom::facility
