// What another set of deduction rules would have taken from the deposits of a period. Nothing is booked.
//
// Each resident's deposits are run again in their order, with what was owed then as the history of the obligations
// tells it, put right by what the other rules would have paid of it before. Deposits that were taken back do not count.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "platform/facility/ledger/deduction_rules.h"

namespace dayroom::facility {

inline constexpr int kMaxPreviewDeposits = 50'000;

struct DeductionTotals {
    Cents left{};
    std::map<std::string, Cents> parts{};  // by code
};
struct ResidentDifference {
    ResidentId resident{};
    std::string number{};
    int deposits = 0;
    Cents left_before{};
    Cents left_after{};
    std::int64_t difference() const { return left_after.units() - left_before.units(); }
};
struct DeductionPreview {
    int deposits = 0;
    int residents = 0;  // who had one
    Cents gross{};
    DeductionTotals before{};
    DeductionTotals after{};
    std::vector<ResidentDifference> changed{};  // the largest difference first, then by number
};
struct PreviewPeriod {
    Timestamp from{};
    Timestamp until{};  // not part of it
    Timestamp as_of{};  // which moment's rules of the set count
};
/// Any connection. kInvalid for rules that may not be, or a period that is none; kTooLarge for more deposits than
/// kMaxPreviewDeposits.
Result<DeductionPreview> preview_deduction_rules(database::Connection& connection, const std::vector<StoredRule>& rules,
                                                 const PreviewPeriod& period);

}  // namespace dayroom::facility
