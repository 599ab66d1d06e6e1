#include "platform/money/deductions.h"

#include <algorithm>
#include <numeric>

namespace dayroom {
namespace {

struct Share {
    std::size_t rule = 0;
    std::int64_t cents = 0;
    std::int64_t remainder = 0;  // of kBasisPointsWhole
};

bool holds(const std::vector<std::string>& sources, const std::string& source) {
    return std::find(sources.begin(), sources.end(), source) != sources.end();
}

bool touches(const DeductionRule& rule, const std::string& source) {
    return !holds(rule.exempt_sources, source) && (rule.sources.empty() || holds(rule.sources, source));
}

// The cents that flooring lost go to the largest remainders, so that the parts add up to the share of the whole.
void round_by_largest_remainder(std::vector<Share>& shares) {
    std::int64_t lost = std::accumulate(shares.begin(), shares.end(), std::int64_t{0},
                                        [](std::int64_t sum, const Share& s) { return sum + s.remainder; });
    std::vector<Share*> order;
    for (Share& share : shares) order.push_back(&share);
    std::stable_sort(order.begin(), order.end(),
                     [](const Share* a, const Share* b) { return a->remainder > b->remainder; });
    for (Share* share : order) {
        if (lost < kBasisPointsWhole || share->remainder == 0) break;
        share->cents += 1;
        lost -= kBasisPointsWhole;
    }
}

Status check(const std::vector<DeductionRule>& rules, const std::string& source) {
    if (rules.size() > kMaxDeductionRules) return Error(ErrorCode::kTooLarge, "more than 32 deduction rules");
    std::int64_t total = 0;
    for (const DeductionRule& rule : rules) {
        if (rule.basis_points < 0 || rule.basis_points > kBasisPointsWhole) {
            return Error(ErrorCode::kInvalid, "deduction rule " + rule.code + " is not within 0 to 100 %");
        }
        if (rule.fixed.is_negative() || rule.fixed.units() > kMaxCommandUnits || rule.at_most <= Cents() ||
            (!rule.fixed.is_zero() && rule.basis_points != 0)) {
            return Error(ErrorCode::kInvalid,
                         "deduction rule " + rule.code + " takes a share or a fixed sum, and caps it above zero");
        }
        if (touches(rule, source)) total += rule.basis_points;
    }
    if (total > kBasisPointsWhole) return Error(ErrorCode::kInvalid, "deduction rules take more than 100 % together");
    return {};
}

}  // namespace

Result<DeductionResult> apply_deductions(PositiveCents gross, const std::string& source,
                                         const std::vector<DeductionRule>& rules) {
    TRY(check(rules, source));
    std::vector<Share> shares;
    for (std::size_t i = 0; i < rules.size(); ++i) {
        if (!touches(rules[i], source) || rules[i].owed_at_most <= Cents()) continue;
        if (!rules[i].fixed.is_zero()) shares.push_back({i, rules[i].fixed.units(), 0});
        if (rules[i].basis_points == 0) continue;
        // At most 10^8 × 10^4: far inside 64 bits.
        const std::int64_t product = gross.units() * rules[i].basis_points;
        shares.push_back({i, product / kBasisPointsWhole, product % kBasisPointsWhole});
    }
    round_by_largest_remainder(shares);

    DeductionResult result;
    std::int64_t left = gross.units();
    for (const Share& share : shares) {
        const DeductionRule& rule = rules[share.rule];
        const std::int64_t above_floor = std::max<std::int64_t>(0, left - rule.keep_at_least.units());
        const std::int64_t taken =
            std::min({share.cents, above_floor, rule.owed_at_most.units(), rule.at_most.units()});
        if (taken <= 0) continue;
        left -= taken;
        result.parts.push_back({rule.code, rule.legal_basis, rule.basis_points, Cents::of(taken), rule.into_savings});
    }
    result.left = Cents::of(left);
    return result;
}

}  // namespace dayroom
