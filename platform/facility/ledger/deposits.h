// Money that comes in. The facility's deduction rules run in order, all parts are posted in one transaction, and the
// arithmetic stays attached: "why is my money $5?" is one read. Source: design.md §4, domain.md (Washington's 95 %).
#pragma once

#include <string>
#include <vector>

#include "platform/facility/ledger/ledger.h"
#include "platform/money/deductions.h"

namespace dayroom::facility {

/// A rule as the facility keeps it. `rule.owed_at_most` is not kept: it comes from the resident's obligations.
struct StoredRule {
    DeductionRule rule;
    bool needs_obligation = false;  // applies only while an active obligation of the same code is owed
    bool active = true;
};

class Deposits {
public:
    explicit Deposits(Ledger& ledger) : ledger_(ledger) {}

    /// Replaces all rules, in this order. kInvalid as apply_deductions().
    Status set_rules(Work& work, const std::vector<StoredRule>& rules);
    Result<std::vector<StoredRule>> rules(database::Connection& connection);

    /// Books the gross amount, the fee, and every deduction: to savings, to an obligation, or to payable/<code>. What
    /// is left is the resident's to spend. One line of the statement.
    Status deposit(Work& work, const Deposit& deposit);
    /// What deposit() would do, changing nothing.
    Result<DeductionResult> preview(database::Connection& connection, const ResidentId& resident, PositiveCents gross,
                                    const std::string& source);

private:
    Status book_fee(Work& work, const Deposit& deposit, std::int64_t root);
    Status book_part(Work& work, const Deposit& deposit, std::int64_t root, std::int64_t position,
                     const DeductionPart& part);
    Ledger& ledger_;
};

}  // namespace dayroom::facility
