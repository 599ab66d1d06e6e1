#include "platform/rules/order_limits.h"

#include <catch2/catch.hpp>

using namespace dayroom;
using namespace dayroom::rules;

namespace {

WantedItem soup(int units) { return {"soup", "soups", Cents::of(110), units, 12, 30, false, {"low_salt"}}; }
WantedItem soap(int units) { return {"soap", "hygiene", Cents::of(195), units, 0, -1, true, {}}; }
WantedItem chips(int units) { return {"chips", "snacks", Cents::of(240), units, 0, 100, false, {}}; }

OrderAllowance usual() {
    OrderAllowance allowance;
    allowance.limit = Cents::of(2'000);
    allowance.categories["snacks"] = {6, Cents::of(1'200)};
    allowance.categories["soups"] = {0, Cents()};
    return allowance;
}

struct LimitRow {
    const char* what;
    std::vector<WantedItem> lines;
    void (*change)(OrderAllowance&);
    OrderRefusal refusal;
    const char* item;
};

}  // namespace

TEST_CASE("what an order is refused for, row by row") {
    const auto as_is = [](OrderAllowance&) {};
    const std::vector<LimitRow> rows = {
        {"within everything", {soup(5), soap(2), chips(3)}, as_is, OrderRefusal::kNone, ""},
        {"exactly the item's limit", {soup(12)}, as_is, OrderRefusal::kNone, ""},
        {"one over the item's limit", {soup(13)}, as_is, OrderRefusal::kOverItem, "soup"},
        {"over it with an earlier order",
         {soup(2)},
         [](OrderAllowance& a) {
             a.by_item["soup"] = {11, Cents()};
         },
         OrderRefusal::kOverItem,
         "soup"},
        {"the same item in two lines", {soup(7), soup(6)}, as_is, OrderRefusal::kOverItem, "soup"},
        {"too many of a category",
         {chips(7)},
         [](OrderAllowance& a) { a.categories["snacks"].max = Cents(); },
         OrderRefusal::kOverCategory,
         "chips"},
        {"too much money in a category", {chips(6)}, as_is, OrderRefusal::kOverCategory, "chips"},
        {"a category with an earlier order",
         {chips(3)},
         [](OrderAllowance& a) {
             a.by_category["snacks"] = {4, Cents::of(400)};
         },
         OrderRefusal::kOverCategory,
         "chips"},
        {"over the class's limit",
         {soup(12), chips(3)},
         [](OrderAllowance& a) { a.limit = Cents::of(2'039); },
         OrderRefusal::kOverLimit,
         ""},
        {"exactly the class's limit",
         {soup(12), chips(3)},
         [](OrderAllowance& a) { a.limit = Cents::of(2'040); },
         OrderRefusal::kNone,
         ""},
        {"over it with an earlier order",
         {soup(1)},
         [](OrderAllowance& a) { a.counted = Cents::of(1'891); },
         OrderRefusal::kOverLimit,
         ""},
        {"exempt items do not count",
         {soap(900)},
         [](OrderAllowance& a) { a.limit = Cents(); },
         OrderRefusal::kNone,
         ""},
        {"exempt items may be had when a limit was lowered below what was ordered",
         {soap(1)},
         [](OrderAllowance& a) { a.counted = Cents::of(5'000); },
         OrderRefusal::kNone,
         ""},
        {"an item of one's own that is barred",
         {soap(1), chips(1)},
         [](OrderAllowance& a) { a.barred_items = {"chips"}; },
         OrderRefusal::kBarred,
         "chips"},
        {"a category that is barred",
         {soap(1), soup(1)},
         [](OrderAllowance& a) { a.barred_categories = {"hygiene"}; },
         OrderRefusal::kBarred,
         "soap"},
        {"a diet",
         {chips(1), soup(1)},
         [](OrderAllowance& a) {
             a.diets = {"vegan", "low_salt"};
         },
         OrderRefusal::kBarred,
         "soup"},
        {"discipline bars what is not exempt",
         {soap(1), soup(1)},
         [](OrderAllowance& a) { a.barred = true; },
         OrderRefusal::kBarred,
         "soup"},
        {"discipline leaves what is exempt",
         {soap(3)},
         [](OrderAllowance& a) { a.barred = true; },
         OrderRefusal::kNone,
         ""},
        {"more than there is",
         {{"tea", "drinks", Cents::of(10), 4, 0, 3, false, {}}},
         as_is,
         OrderRefusal::kOutOfStock,
         "tea"},
        {"none is there",
         {{"tea", "drinks", Cents::of(10), 1, 0, 0, false, {}}},
         as_is,
         OrderRefusal::kOutOfStock,
         "tea"},
        {"what is barred is said before what is over",
         {chips(99), soup(1)},
         [](OrderAllowance& a) { a.diets = {"low_salt"}; },
         OrderRefusal::kBarred,
         "soup"},
    };
    for (const LimitRow& row : rows) {
        INFO(row.what);
        OrderAllowance allowance = usual();
        row.change(allowance);
        const auto verdict = judge_order(row.lines, allowance);
        REQUIRE(verdict.ok());
        CHECK(std::string(code_of(verdict.value().refusal)) == code_of(row.refusal));
        CHECK(verdict.value().item == row.item);
    }
}

TEST_CASE("the total and what of it counts are exact") {
    const auto verdict = judge_order({soup(5), soap(2), chips(3)}, usual());
    REQUIRE(verdict.ok());
    CHECK(verdict.value().total == Cents::of(5 * 110 + 2 * 195 + 3 * 240));
    CHECK(verdict.value().counted == Cents::of(5 * 110 + 3 * 240));
}

TEST_CASE("no units, negative units, negative prices and sums past 64 bits are errors") {
    CHECK(judge_order({soup(0)}, usual()).error().code == ErrorCode::kInvalid);
    CHECK(judge_order({soup(-3)}, usual()).error().code == ErrorCode::kInvalid);
    WantedItem strange = chips(1);
    strange.price = Cents::of(-1);
    CHECK(judge_order({strange}, usual()).error().code == ErrorCode::kInvalid);
    strange.price = Cents::of(INT64_MAX);
    CHECK(judge_order({strange, chips(1)}, usual()).error().code == ErrorCode::kTooLarge);
    strange.units = 2;
    CHECK(judge_order({strange}, usual()).error().code == ErrorCode::kTooLarge);
    OrderAllowance full = usual();
    full.counted = Cents::of(INT64_MAX);
    CHECK(judge_order({chips(1)}, full).error().code == ErrorCode::kTooLarge);
}
