#include "platform/rules/cart.h"

#include <catch2/catch.hpp>

using namespace dayroom;
using namespace dayroom::rules;

namespace {

const Timestamp kNoon = Timestamp::from_ms(1'790'000'000'000);

/// Soup for 50¢, coffee for $4, soap for $1.50 that counts towards nothing.
struct Shelf {
    std::vector<WantedItem> lines;
    OrderAllowance allowance;
    bool open = true;
    Cents left = Cents::of(900);
    std::optional<Cents> today;

    Shelf() {
        allowance.limit = Cents::of(1'000);
        want("soup", "food", 50, 4);
        want("coffee", "food", 400, 1);
        want("soap", "hygiene", 150, 2);
        lines[2].exempt = true;
    }
    void want(const std::string& code, const std::string& category, std::int64_t cents, int units) {
        WantedItem item;
        item.code = code;
        item.category = category;
        item.price = Cents::of(cents);
        item.units = units;
        lines.push_back(item);
    }
    CartVerdict verdict() const { return judge_cart(lines, allowance, open, left, today).value(); }
    std::string refusal() const { return verdict().refusal + ":" + verdict().item; }
    std::string problems() const {
        std::string all;
        const auto found = verdict();
        for (const auto& problem : found.problems) all += (problem.empty() ? "-" : problem) + ' ';
        return all;
    }
};

}  // namespace

TEST_CASE_METHOD(Shelf, "a cart that fits is added up, exempt items apart") {
    CHECK(refusal() == ":");
    CHECK(verdict().total == Cents::of(900));
    CHECK(verdict().counted == Cents::of(600));
    CHECK(problems() == "- - - ");
}

TEST_CASE_METHOD(Shelf,
                 "each limit refuses a cart one cent or one unit past it, and names the lines that share in it") {
    SECTION("money") {
        left = Cents::of(899);
        CHECK(refusal() == "insufficient_funds:");
        CHECK(problems() == "- - - ");
    }
    SECTION("the brake of a day") {
        today = Cents::of(899);
        CHECK(refusal() == "spend_brake:");
        CHECK(problems() == "- - - ");
        today = Cents::of(900);
        CHECK(refusal() == ":");
    }
    SECTION("the class, with what was ordered in this window before") {
        allowance.counted = Cents::of(400);
        CHECK(refusal() == ":");
        allowance.counted = Cents::of(401);
        CHECK(refusal() == "over_limit:");
        CHECK(problems() == "- - - ");
    }
    SECTION("units of an item, with those of other orders") {
        lines[0].max_units = 6;
        allowance.by_item["soup"].units = 2;
        CHECK(refusal() == ":");
        allowance.by_item["soup"].units = 3;
        CHECK(refusal() == "over_item:soup");
        CHECK(problems() == "over_item - - ");
    }
    SECTION("a category: each of its lines shares in it") {
        allowance.categories["food"].max_units = 4;
        CHECK(refusal() == "over_category:coffee");
        CHECK(problems() == "over_category over_category - ");
    }
    SECTION("stock; what is sold no more has none") {
        lines[1].stock = 0;
        lines[2].stock = 2;
        CHECK(refusal() == "out_of_stock:coffee");
        CHECK(problems() == "- out_of_stock - ");
    }
    SECTION("two different troubles stand at their own lines; the cart names the first") {
        lines[0].stock = 3;
        allowance.barred_items = {"soap"};
        CHECK(refusal() == "barred:soap");
        CHECK(problems() == "out_of_stock - barred ");
    }
}

TEST_CASE_METHOD(Shelf, "the whole cart's trouble is named before its lines', and sums do not wrap") {
    open = false;
    lines[1].stock = 0;
    CHECK(refusal() == "window_closed:");
    CHECK(problems() == "- out_of_stock - ");
    lines.clear();
    CHECK(refusal() == "empty:");
    want("gold", "metal", INT64_MAX, 2);
    CHECK(judge_cart(lines, allowance, open, left).error().code == ErrorCode::kTooLarge);
}

TEST_CASE("the window that closes first is open, else the next one is shown") {
    const auto at = [](int minutes) { return kNoon + Milliseconds(60'000LL * minutes); };
    const std::vector<OpenHours> windows = {
        {at(-20), at(-10)}, {at(-5), at(30)}, {at(-5), at(10)}, {at(40), at(90)}, {at(35), at(95)}};
    CHECK(window_for(windows, at(-30)) == 0);
    CHECK(window_for(windows, at(0)) == 2);
    CHECK(window_for(windows, at(10)) == 1);  // a cut-off is over when its moment comes
    CHECK(window_for(windows, at(30)) == 4);
    CHECK(window_for(windows, at(95)) == -1);
    CHECK(is_open(windows[3], at(40)));
    CHECK_FALSE(is_open(windows[3], at(90)));
}
