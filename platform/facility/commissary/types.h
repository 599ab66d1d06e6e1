// What the commissary's calls take and give.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "platform/facility/feed/scope.h"
#include "platform/money/money.h"
#include "platform/rules/order_windows.h"

namespace dayroom::facility {

using CatalogItemId = Id<struct CatalogItemTag>;
using OrderId = Id<struct OrderTag>;
using OrderWindowId = Id<struct OrderWindowTag>;
using OrderWindowRuleId = Id<struct OrderWindowRuleTag>;

/// The house account that orders are charged to and refunded from.
inline constexpr const char* kCommissaryAccount = "commissary";

struct StoredItem {
    CatalogItemId id;
    wire::CatalogItem item;  // its stock is that of now; -1: not counted
    bool active = true;      // false: no longer sold
};
struct StoredCategory {
    wire::CatalogCategory category;
    bool active = true;
};

struct StoredWindowRule {
    std::optional<UnitId> unit;  // nothing: the whole facility
    rules::WeeklyWindow rule;
};
/// Stored: never renumber.
enum class WindowState : std::uint8_t { kWaits = 1, kOpen = 2, kCutOff = 3, kOver = 4 };
struct StoredWindow {
    OrderWindowId id;
    std::optional<UnitId> unit;
    rules::WindowTimes times;
    WindowState state = WindowState::kWaits;
};

struct SpendingClass {
    std::string code;
    Cents limit;  // in one week of the facility, without exempt items
    bool is_default = false;
};
/// What staff have set for one resident.
struct Restrictions {
    std::string spending_class;  // empty: the default
    std::vector<std::string> barred_items;
    std::vector<std::string> barred_categories;
    std::vector<std::string> diets;
    bool barred = false;     // discipline: nothing but exempt items
    Timestamp barred_until;  // unset: until staff end it
};

/// Units of one item: short, refused or given back.
struct ItemUnits {
    std::string item;
    int units = 0;
};

struct OrderSummary {
    OrderId id;
    ResidentId resident;
    std::string resident_number;
    std::string language;  // the resident's
    UnitId unit;           // where the resident is now
    wire::Order order;
};
struct OrderFilter {
    std::optional<OrderWindowId> window;
    std::optional<ResidentId> resident;
    std::optional<UnitId> unit;
    std::optional<wire::Order::State> state;
    std::string receipt_code;  // empty: any
    int limit = 100;           // at most kOrderPage
    int offset = 0;
};
inline constexpr int kOrderPage = 500;

}  // namespace dayroom::facility
