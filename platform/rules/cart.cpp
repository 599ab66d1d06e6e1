#include "platform/rules/cart.h"

#include <cstdint>

namespace dayroom::rules {
namespace {

bool is_of_line(OrderRefusal refusal) { return refusal != OrderRefusal::kNone && refusal != OrderRefusal::kOverLimit; }

/// Whether this line shares in what is wrong with the whole.
bool shares(const WantedItem& line, const OrderVerdict& whole, const std::vector<WantedItem>& lines) {
    if (line.code == whole.item) return true;
    if (whole.refusal != OrderRefusal::kOverCategory) return false;
    for (const WantedItem& other : lines)
        if (other.code == whole.item) return other.category == line.category;
    return false;
}

}  // namespace

Result<CartVerdict> judge_cart(const std::vector<WantedItem>& lines, const OrderAllowance& allowance, bool window_open,
                               Cents left, std::optional<Cents> today) {
    const OrderVerdict whole = TRY(judge_order(lines, allowance));
    OrderAllowance without_limit = allowance;
    without_limit.limit = Cents::of(INT64_MAX);
    CartVerdict out;
    for (const WantedItem& line : lines) {
        const auto alone = TRY(judge_order({line}, without_limit)).refusal;
        const auto problem = alone == OrderRefusal::kNone && shares(line, whole, lines) ? whole.refusal : alone;
        out.problems.emplace_back(is_of_line(problem) ? code_of(problem) : "");
    }
    out.total = whole.total;
    out.counted = whole.counted;
    if (lines.empty()) {
        out.refusal = "empty";
    } else if (!window_open) {
        out.refusal = "window_closed";
    } else if (whole.refusal != OrderRefusal::kNone) {
        out.refusal = code_of(whole.refusal);
        out.item = whole.item;
    } else if (whole.total > left) {
        out.refusal = "insufficient_funds";
    } else if (today && whole.total > *today) {
        out.refusal = "spend_brake";
    }
    return out;
}

int window_for(std::span<const OpenHours> windows, Timestamp now) {
    int best = -1;
    const auto better = [&](const OpenHours& left, const OpenHours& right) {
        if (is_open(left, now) != is_open(right, now)) return is_open(left, now);
        return is_open(left, now) ? left.cut_off < right.cut_off : left.opens < right.opens;
    };
    for (std::size_t at = 0; at < windows.size(); ++at) {
        if (now >= windows[at].cut_off) continue;
        if (best < 0 || better(windows[at], windows[static_cast<std::size_t>(best)])) best = static_cast<int>(at);
    }
    return best;
}

}  // namespace dayroom::rules
