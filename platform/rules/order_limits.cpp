#include "platform/rules/order_limits.h"

#include <algorithm>

namespace dayroom::rules {
namespace {

bool holds(const std::vector<std::string>& codes, const std::string& code) {
    return std::find(codes.begin(), codes.end(), code) != codes.end();
}

Ordered ordered_of(const std::map<std::string, Ordered>& all, const std::string& code) {
    const auto found = all.find(code);
    return found == all.end() ? Ordered() : found->second;
}

Status add(Ordered& to, const WantedItem& item, Cents cents) {
    to.units += item.units;
    to.cents = TRY(to.cents.plus(cents));
    return {};
}

const WantedItem* first_over_item(const std::vector<WantedItem>& lines, const OrderAllowance& allowance) {
    std::map<std::string, std::int64_t> units;
    for (const WantedItem& item : lines) {
        const std::int64_t all = units[item.code] += item.units;
        if (item.max_units > 0 && all + ordered_of(allowance.by_item, item.code).units > item.max_units) return &item;
    }
    return nullptr;
}

const WantedItem* first_out_of_stock(const std::vector<WantedItem>& lines) {
    std::map<std::string, std::int64_t> units;
    for (const WantedItem& item : lines) {
        const std::int64_t all = units[item.code] += item.units;
        if (item.stock >= 0 && all > item.stock) return &item;
    }
    return nullptr;
}

Result<const WantedItem*> first_over_category(const std::vector<WantedItem>& lines, const OrderAllowance& allowance) {
    std::map<std::string, Ordered> totals = allowance.by_category;
    for (const WantedItem& item : lines) {
        Ordered& all = totals[item.category];
        TRY(add(all, item, TRY(item.price.times(item.units))));
        const auto limit = allowance.categories.find(item.category);
        if (limit == allowance.categories.end()) continue;
        const bool too_many = limit->second.max_units > 0 && all.units > limit->second.max_units;
        const bool too_dear = !limit->second.max.is_zero() && all.cents > limit->second.max;
        if (too_many || too_dear) return &item;
    }
    return nullptr;
}

}  // namespace

const char* code_of(OrderRefusal refusal) {
    switch (refusal) {
        case OrderRefusal::kNone:
            return "";
        case OrderRefusal::kBarred:
            return "barred";
        case OrderRefusal::kOverItem:
            return "over_item";
        case OrderRefusal::kOverCategory:
            return "over_category";
        case OrderRefusal::kOverLimit:
            return "over_limit";
        case OrderRefusal::kOutOfStock:
            return "out_of_stock";
    }
    return "";
}

const char* why_barred(const WantedItem& item, const OrderAllowance& allowance) {
    if (allowance.barred && !item.exempt) return "discipline";
    if (holds(allowance.barred_items, item.code) || holds(allowance.barred_categories, item.category)) return "item";
    const bool against_diet = std::any_of(item.diets.begin(), item.diets.end(),
                                          [&](const std::string& diet) { return holds(allowance.diets, diet); });
    return against_diet ? "diet" : "";
}

Result<OrderVerdict> judge_order(const std::vector<WantedItem>& lines, const OrderAllowance& allowance) {
    OrderVerdict verdict;
    const auto refuse = [&](OrderRefusal why, const WantedItem* item) {
        if (item == nullptr || verdict.refusal != OrderRefusal::kNone) return;
        verdict.refusal = why;
        verdict.item = item->code;
    };
    for (const WantedItem& item : lines) {
        if (item.units < 1 || item.price.is_negative())
            return Error(ErrorCode::kInvalid, "an order has one unit or more, at no negative price");
        const Cents cents = TRY(item.price.times(item.units));
        verdict.total = TRY(verdict.total.plus(cents));
        if (!item.exempt) verdict.counted = TRY(verdict.counted.plus(cents));
        if (*why_barred(item, allowance) != '\0') refuse(OrderRefusal::kBarred, &item);
    }
    refuse(OrderRefusal::kOverItem, first_over_item(lines, allowance));
    refuse(OrderRefusal::kOverCategory, TRY(first_over_category(lines, allowance)));
    const Cents counted = TRY(allowance.counted.plus(verdict.counted));
    // An order of exempt items alone is never over the limit, whatever was ordered before a limit was lowered.
    if (verdict.refusal == OrderRefusal::kNone && !verdict.counted.is_zero() && counted > allowance.limit)
        verdict.refusal = OrderRefusal::kOverLimit;
    refuse(OrderRefusal::kOutOfStock, first_out_of_stock(lines));
    return verdict;
}

}  // namespace dayroom::rules
