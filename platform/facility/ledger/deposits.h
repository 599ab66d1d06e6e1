// Money that comes in. The facility's deduction rules run in order, all parts are posted in one transaction, and the
// arithmetic stays attached: "why is my money $5?" is one read. Source: design.md §4, domain.md (Washington's 95 %).
#pragma once

#include <string>

#include "platform/facility/ledger/deduction_rules.h"
#include "platform/facility/ledger/ledger.h"

namespace dayroom::facility {

class Deposits {
public:
    explicit Deposits(Ledger& ledger) : ledger_(ledger) {}

    /// Books the gross amount, the fee, and every deduction: to savings, to an obligation, or to payable/<code>. What
    /// is left is the resident's to spend. One line of the statement.
    Status deposit(Work& work, const Deposit& deposit);
    /// What deposit() would do now, changing nothing. `arrived`: without the fee.
    Result<DeductionResult> preview(database::Connection& connection, const ResidentId& resident, PositiveCents arrived,
                                    const std::string& source, Timestamp at);

private:
    Status book_fee(Work& work, const Deposit& deposit, std::int64_t root);
    Status book_part(Work& work, const Deposit& deposit, std::int64_t root, std::int64_t position,
                     const DeductionPart& part, const RuleSet& rules);
    Ledger& ledger_;
};

}  // namespace dayroom::facility
