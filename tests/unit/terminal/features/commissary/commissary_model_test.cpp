#include "terminal/features/commissary/commissary_model.h"

#include "terminal/features/base/nonce.h"
#include "tests/support/terminal/test_texts.h"

using namespace dayroom;
using namespace dayroom::features;
using namespace dayroom::test;

namespace {

constexpr std::int64_t kHour = 3'600'000;
const std::string kNonce(kNonceBytes, 'n');

void put(local::Cart& cart, const std::string& code, int units, std::int64_t cents) {
    auto& line = *cart.add_lines();
    line.mutable_item()->set_code(code);
    line.mutable_item()->set_stock(-1);
    line.mutable_item()->set_price_cents(cents);
    line.set_units(units);
    line.set_price_cents(cents);
    cart.set_total_cents(cart.total_cents() + units * cents);
    cart.set_counted_cents(cart.total_cents());
}

local::Cart two_soups_and_beans() {
    local::Cart cart;
    cart.mutable_window()->set_id("window-0000000001");
    cart.mutable_window()->set_cut_off_ms(kTestNow.ms() + 48 * kHour);
    cart.mutable_window()->set_delivery_ms(kTestNow.ms() + 96 * kHour);
    cart.set_spendable_cents(4'815);
    cart.set_limit_cents(10'000);
    put(cart, "7011", 2, 45);
    put(cart, "7012", 1, 210);
    return cart;
}

std::string fact(const std::vector<std::pair<std::string, std::string>>& facts, const std::string& label) {
    for (const auto& [name, value] : facts)
        if (name == label) return value;
    return "none";
}

bool same_after(const local::Cart& before, const local::Cart& now) {
    const auto kept = read_order_draft(order_draft(before, kNonce));
    REQUIRE(kept.has_value());
    return same_order(*kept, now);
}

}  // namespace

TEST_CASE("the cart shows the total of each line and of all, and what is left of money and limit") {
    const CartModel model = make_cart(two_soups_and_beans(), shipped_texts(), kTestNow);
    REQUIRE(model.lines.size() == 2);
    CHECK(model.lines[0].price == "$0.90");
    CHECK(model.lines[0].about == "2 × $0.45");
    CHECK(model.total == "$3.00");
    CHECK(model.refusal.empty());
    CHECK(model.changed.empty());
    CHECK_FALSE(model.empty);
    CHECK(fact(model.facts, "Left of your limit after this") == "$97.00");
    CHECK(fact(model.facts, "Money you can spend") == "$48.15");
}

TEST_CASE("the limit after a cart takes off what was used before, is never below nothing, and is not guessed") {
    auto cart = two_soups_and_beans();
    cart.set_used_cents(9'650);
    CHECK(fact(make_cart(cart, shipped_texts(), kTestNow).facts, "Left of your limit after this") == "$0.50");
    cart.set_used_cents(9'900);
    CHECK(fact(make_cart(cart, shipped_texts(), kTestNow).facts, "Left of your limit after this") == "$0.00");
    cart.clear_limit_cents();
    CHECK(fact(make_cart(cart, shipped_texts(), kTestNow).facts, "Left of your limit after this") == "none");
}

TEST_CASE("a price that is another than it was stands beside the old one, and the cart says so") {
    auto cart = two_soups_and_beans();
    cart.mutable_lines(0)->set_old_price_cents(40);
    cart.mutable_lines(1)->set_old_price_cents(210);
    cart.set_prices_changed(true);
    const CartModel model = make_cart(cart, shipped_texts(), kTestNow);
    CHECK(model.lines[0].about == "2 × $0.45 · was $0.40");
    CHECK(model.lines[1].about == "1 × $2.10");
    CHECK(model.changed.find("Some prices have changed") == 0);
}

TEST_CASE("what stands against a cart is said in words, an unknown code is a plain no, an empty cart is no trouble") {
    auto cart = two_soups_and_beans();
    for (const char* code : {"window_closed", "over_limit", "over_category", "over_item", "out_of_stock", "barred",
                             "insufficient_funds", "spend_brake"}) {
        INFO(code);
        cart.set_refusal_code(code);
        const std::string words = make_cart(cart, shipped_texts(), kTestNow).refusal;
        CHECK(words == shipped_texts()("commissary.refusal." + std::string(code)));
    }
    CHECK(cart_refusal("price_changed", shipped_texts()).find("The price has changed.") == 0);
    CHECK(cart_refusal("of_tomorrow", shipped_texts()) == shipped_texts()("problem.refused"));
    CHECK(cart_refusal({}, shipped_texts()).empty());
    local::Cart nothing;
    nothing.set_refusal_code("empty");
    CHECK(make_cart(nothing, shipped_texts(), kTestNow).empty);
    CHECK(make_cart(nothing, shipped_texts(), kTestNow).refusal.empty());
}

TEST_CASE("a cart that changes an order says until when that one may be changed, of whatever window it is") {
    auto cart = two_soups_and_beans();
    CHECK(make_cart(cart, shipped_texts(), kTestNow).window.find("You can order until ") == 0);
    cart.set_editing_order_id("order-1");
    CHECK(make_cart(cart, shipped_texts(), kTestNow).window.find("You can change this order until ") == 0);
    cart.set_refusal_code("window_closed");
    CHECK(make_cart(cart, shipped_texts(), kTestNow).window.empty());
}

TEST_CASE("a line that is sold no more, and one of broken numbers") {
    auto cart = two_soups_and_beans();
    cart.mutable_lines(0)->set_problem("not_sold");
    cart.mutable_lines(1)->set_price_cents(INT64_MAX);
    cart.mutable_lines(1)->set_units(kMostUnits + 1);
    const CartModel model = make_cart(cart, shipped_texts(), kTestNow);
    CHECK(model.lines[0].problem == "This is no longer sold. Please take it out.");
    CHECK_FALSE(model.lines[0].can_add);
    CHECK(model.lines[1].price == "$0.00");  // shown as none, never as another number
}

TEST_CASE("the question repeats how many things, the price, money now and after, and the day") {
    auto cart = two_soups_and_beans();
    const OrderQuestion question = ask_order(cart, true, shipped_texts(), kTestNow);
    CHECK(question.title == "Order this?");
    CHECK(fact(question.facts, "Things") == "3");
    CHECK(fact(question.facts, "Price") == "$3.00");
    CHECK(fact(question.facts, "You have now") == "$48.15");
    CHECK(fact(question.facts, "Left after") == "$45.15");
    CHECK(question.text.find("no connection") == std::string::npos);
    CHECK(ask_order(cart, false, shipped_texts(), kTestNow).text.find("no connection") != std::string::npos);
    cart.set_editing_order_id("order-1");
    CHECK(ask_order(cart, true, shipped_texts(), kTestNow).title == "Change the order to this?");
}

TEST_CASE("an order names its window, the total that was seen and its nonce") {
    const auto order = make_order(two_soups_and_beans(), kNonce);
    CHECK(order.window_id() == "window-0000000001");
    CHECK(order.total_seen_cents() == 300);
    CHECK(order.nonce() == kNonce);
}

TEST_CASE("an order that was cut off is the same only line by line, price by price, for the same window and order") {
    const auto cart = two_soups_and_beans();
    CHECK(same_after(cart, cart));
    SECTION("another total") {
        auto now = cart;
        put(now, "8001", 1, 95);
        CHECK_FALSE(same_after(cart, now));
    }
    SECTION("the same total of other things") {
        auto now = cart;
        now.mutable_lines(1)->mutable_item()->set_code("7015");
        CHECK_FALSE(same_after(cart, now));
    }
    SECTION("the same total of other numbers") {
        local::Cart now = two_soups_and_beans();
        now.clear_lines();
        now.set_total_cents(0);
        put(now, "7011", 1, 90);
        put(now, "7012", 1, 210);
        REQUIRE(now.total_cents() == cart.total_cents());
        CHECK_FALSE(same_after(cart, now));
    }
    SECTION("prices that moved against each other") {
        auto now = cart;
        now.mutable_lines(0)->set_price_cents(50);
        now.mutable_lines(1)->set_price_cents(200);
        CHECK_FALSE(same_after(cart, now));
    }
    SECTION("for another delivery") {
        auto now = cart;
        now.mutable_window()->set_id("window-0000000002");
        CHECK_FALSE(same_after(cart, now));
    }
    SECTION("a change of an order that was sent") {
        auto now = cart;
        now.set_editing_order_id("order-1");
        CHECK_FALSE(same_after(cart, now));
    }
    SECTION("nothing at all: it was made, and the cart emptied") { CHECK_FALSE(same_after(cart, local::Cart{})); }
    SECTION("what moves beside it does not count") {
        auto now = cart;
        now.set_spendable_cents(1);
        now.set_used_cents(77);
        now.mutable_window()->set_cut_off_ms(1);
        CHECK(same_after(cart, now));
    }
}

TEST_CASE("what is no draft of an order is none") {
    CHECK_FALSE(read_order_draft({}).has_value());
    CHECK_FALSE(read_order_draft("\xff\xff garbage").has_value());
    CHECK_FALSE(read_order_draft(order_draft(two_soups_and_beans(), "short")).has_value());
    CHECK(read_order_draft(order_draft(two_soups_and_beans(), kNonce))->nonce() == kNonce);
}

TEST_CASE("the shop tells what is left of the limit, that there is none, and that it is not known, apart") {
    local::Commissary shop;
    CHECK(make_shop(shop, shipped_texts(), kTestNow).limit == shipped_texts()("commissary.limit_unknown"));
    CHECK(make_shop(shop, shipped_texts(), kTestNow).window == shipped_texts()("commissary.no_window"));
    shop.set_limit_cents(0);
    CHECK(make_shop(shop, shipped_texts(), kTestNow).limit == shipped_texts()("commissary.limit_none"));
    shop.set_limit_cents(5'000);
    CHECK(make_shop(shop, shipped_texts(), kTestNow).limit == "The limit is $50.00 a week.");
    shop.mutable_window()->set_id("w");
    shop.mutable_window()->set_cut_off_ms(kTestNow.ms());
    shop.set_used_cents(790);
    const std::string today = shipped_texts().date(kTestNow, kTestNow);
    CHECK(make_shop(shop, shipped_texts(), kTestNow).limit ==
          "You can order $42.10 more for the week of " + today + ". The limit is $50.00 a week.");
    shop.set_used_cents(5'001);
    CHECK(make_shop(shop, shipped_texts(), kTestNow).limit.find("$0.00 more") != std::string::npos);
    shop.set_barred(true);
    CHECK_FALSE(make_shop(shop, shipped_texts(), kTestNow).barred.empty());
}

TEST_CASE("the shop says when orders are taken, when they will be, and that they are closed") {
    local::Commissary shop;
    shop.mutable_window()->set_id("w");
    shop.mutable_window()->set_opens_ms(kTestNow.ms() + 1);
    CHECK(make_shop(shop, shipped_texts(), kTestNow).window.find("Orders open ") == 0);
    shop.set_window_open(true);
    CHECK(make_shop(shop, shipped_texts(), kTestNow).window.find("You can order until ") == 0);
    // An order that was being changed, and was picked meanwhile.
    shop.set_window_open(false);
    shop.mutable_window()->set_opens_ms(kTestNow.ms());
    CHECK(make_shop(shop, shipped_texts(), kTestNow).window == cart_refusal("window_closed", shipped_texts()));
}

TEST_CASE("an order: what was ordered, what came of it, and what may be left in the bag") {
    local::Order order;
    order.set_state("picked");
    order.set_total_cents(135);
    auto& line = *order.add_lines();
    line.set_item("7011");
    line.set_units(3);
    line.set_price_cents(45);
    line.set_short_(1);
    OrderModel model = make_order_detail(order, shipped_texts(), kTestNow);
    CHECK(model.row.state == "Packed, ready for you");
    CHECK(model.row.good);
    CHECK(model.lines[0].in_bag == 2);
    CHECK(model.lines[0].total == "$1.35");
    order.set_state("delivered");
    order.set_charged_cents(45);
    order.mutable_lines(0)->set_delivered(1);
    order.mutable_lines(0)->set_refused(1);
    order.set_handed_over_ms(kTestNow.ms());
    model = make_order_detail(order, shipped_texts(), kTestNow);
    CHECK(model.row.total == "$0.45");  // what was paid
    CHECK(model.lines[0].came == "1 delivered · 1 was not there · 1 you did not take");
    order.mutable_lines(0)->set_short_(99);
    CHECK(make_order_detail(order, shipped_texts(), kTestNow).lines[0].in_bag == 0);
    order.set_state("refused");
    order.set_refusal_code("over_limit");
    CHECK(make_order_detail(order, shipped_texts(), kTestNow).means ==
          shipped_texts()("commissary.refusal.over_limit"));
}
