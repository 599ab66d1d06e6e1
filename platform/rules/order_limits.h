// What one resident may order in one week, over plain data: limits of items, categories and spending classes, what is
// barred, what is there. The hub decides with it; a terminal may say beforehand what the hub will say.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "platform/base/result.h"
#include "platform/money/money.h"

namespace dayroom::rules {

/// One line of an order with what the catalogue says of its item.
struct WantedItem {
    std::string code;
    std::string category;
    Cents price;  // of one
    int units = 0;
    int max_units = 0;               // in one week; 0: no limit
    std::int64_t stock = -1;         // -1: not counted
    bool exempt = false;             // does not count towards the class's limit
    std::vector<std::string> diets;  // that may not have it
};
struct CategoryLimit {
    int max_units = 0;  // of all its items in one week; 0: no limit
    Cents max;          // zero: no limit
};
/// What other orders of the same person in the same week hold.
struct Ordered {
    std::int64_t units = 0;
    Cents cents;
};
/// What the person may have. `counted`: what other orders of this week count towards the limit.
struct OrderAllowance {
    Cents limit;
    Cents counted;
    std::map<std::string, Ordered> by_item;
    std::map<std::string, Ordered> by_category;
    std::map<std::string, CategoryLimit> categories;
    std::vector<std::string> barred_items;
    std::vector<std::string> barred_categories;
    std::vector<std::string> diets;
    bool barred = false;  // discipline: nothing but exempt items
};

enum class OrderRefusal { kNone, kBarred, kOverItem, kOverCategory, kOverLimit, kOutOfStock };
/// The code of Outcome: "barred", "over_item" …; empty for kNone.
const char* code_of(OrderRefusal refusal);

struct OrderVerdict {
    OrderRefusal refusal = OrderRefusal::kNone;
    std::string item;  // the one that is refused; empty: the order as a whole
    Cents total;
    Cents counted;  // of total: towards the limit
};

/// "diet", "discipline", "item", or empty: why this person may not have it.
const char* why_barred(const WantedItem& item, const OrderAllowance& allowance);

/// The first thing that is against it, line by line in the order of OrderRefusal. kInvalid for units below 1 or a
/// negative price; kTooLarge past 64 bits.
Result<OrderVerdict> judge_order(const std::vector<WantedItem>& lines, const OrderAllowance& allowance);

}  // namespace dayroom::rules
