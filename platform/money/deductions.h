// What a facility takes from a deposit, as data. Washington takes 5 % victims, 10 % savings, 20 % court, 20 % support,
// 20 % cost, 20 % civil: of $100, $5 is left. Nobody explained it to the person; the parts made here stay attached to
// the deposit.
#pragma once

#include <string>
#include <vector>

#include "platform/base/id.h"
#include "platform/money/money.h"

namespace dayroom {

inline constexpr std::size_t kMaxDeductionRules = 32;
inline constexpr std::int64_t kBasisPointsWhole = 10'000;  // 100 %

/// One rule: a share of the gross deposit, or a fixed sum of each. Applied in the order given.
struct DeductionRule {
    std::string code;                           // "court_debt": names the text shown and the payable account
    std::string legal_basis;                    // "RCW 72.09.480": shown beside the amount
    std::int64_t basis_points = 0;              // of the gross: 2000 is 20 %
    Cents keep_at_least;                        // never leaves the person with less than this of the deposit
    std::vector<std::string> exempt_sources;    // deposit sources the rule does not touch ("tribal", "refund")
    Cents owed_at_most = Cents::of(INT64_MAX);  // what the obligation still owes
    bool into_savings = false;                  // the part goes to the person's own savings account
    Cents fixed = {};                           // instead of a share: this much of each deposit; zero: the share counts
    Cents at_most = Cents::of(INT64_MAX);       // the cap: of one deposit never more
    std::vector<std::string> sources = {};      // the only deposit sources that it touches; empty: all but the exempt
};

struct DeductionPart {
    std::string code;
    std::string legal_basis;
    std::int64_t basis_points = 0;  // 0: a fixed sum
    Cents amount;                   // at least one cent
    bool into_savings = false;
};

struct DeductionResult {
    std::vector<DeductionPart> parts;
    Cents left;  // gross minus all parts, never negative
};

/// Splits `gross` by `rules`. Each part is floor(gross × share), then rounded together by largest remainder (ties:
/// earlier rule), so that the parts of equal rules differ by at most one cent and the same input gives the same cents
/// for ever; floors and caps are applied after that. Errors: kTooLarge for more than kMaxDeductionRules; kInvalid for a
/// share outside 0–100 %, a share and a fixed sum in one rule, or shares of one source above 100 % together.
Result<DeductionResult> apply_deductions(PositiveCents gross, const std::string& source,
                                         const std::vector<DeductionRule>& rules);

}  // namespace dayroom
