#include "tests/unit/platform/agent/shopping.h"

namespace dayroom::agent {
using dayroom::test::FakeHub;
using test::cart_query;
using test::nonce_of;
using test::put_query;
using test::Rig;
using test::ShopVisit;
using test::submit_query;

TEST_CASE_METHOD(ShopVisit, "the commissary shows shelves, search, the window, and what is in the cart") {
    local::ToAgent shop;
    shop.mutable_get_commissary();
    const auto seen = terminal->ask(shop).commissary();
    CHECK(seen.offered());
    REQUIRE(seen.categories_size() == 2);
    CHECK(seen.categories(0).code() == "food");
    CHECK(seen.categories(0).items() == 2);
    CHECK(seen.window().id() == window);
    CHECK(seen.window_open());
    CHECK(seen.spendable_cents() == 1'000);
    put("soup", 3);
    CHECK(terminal->ask(shop).commissary().cart_units() == 3);
    CHECK(terminal->ask(shop).commissary().cart_cents() == 150);
    local::ToAgent items;
    items.mutable_get_items()->set_search("SOU");
    const auto found = terminal->ask(items).items();
    REQUIRE(found.total() == 1);
    CHECK(found.items(0).code() == "soup");
    CHECK(found.items(0).in_cart() == 3);
    items.mutable_get_items()->set_search("");
    items.mutable_get_items()->set_code("coffee");
    CHECK(terminal->ask(items).items().items(0).price_cents() == 400);
    items.mutable_get_items()->set_code("gold");
    CHECK(terminal->ask(items).items().total() == 0);
    items.mutable_get_items()->clear_code();
    items.mutable_get_items()->set_category("hygiene");
    CHECK(terminal->ask(items).items().items(0).exempt_from_limit());
}

TEST_CASE_METHOD(ShopVisit, "hostile words to the cart change nothing") {
    put("soup", 2);
    const auto before = cart().SerializeAsString();
    CHECK(code(put_query("soup", -1)) == "invalid");
    CHECK(code(put_query("soup", 1'000)) == "invalid");
    CHECK(code(put_query("gold", 1)) == "not_found");
    CHECK(code(put_query(std::string(500, 'x'), 1)) == "not_found");
    CHECK(code(put_query("", 1)) == "invalid");
    CHECK(code(test::begin_from_query("short")) == "invalid");
    CHECK(code(test::begin_from_query(std::string(16, 'o'))) == "not_found");
    auto both = put_query("soup", 1);
    both.mutable_set_cart()->set_clear(true);
    CHECK(code(both) == "invalid");
    // The draft that it is kept in is not the screen's to read or write.
    CHECK(terminal->save_draft("cart", "rubbish").problem().code() == "denied");
    local::ToAgent read;
    read.mutable_get_draft()->set_key("cart");
    CHECK(code(read) == "denied");
    CHECK(cart().SerializeAsString() == before);
    CHECK(put("gold", 0).has_cart());  // taking out what is not there is no mistake
    terminal->sign_out();
    for (const auto& query : {cart_query(), put_query("soup", 1), submit_query(window, 100, 'n'), test::orders_query(),
                              test::cancel_query(std::string(16, 'o'))})
        CHECK(code(query) == "signed_out");
}

TEST_CASE_METHOD(ShopVisit, "each thing that stands against a cart has its code, and the order is refused with it") {
    const auto refused = [&](const std::string& why) {
        const auto now = cart_when([&](const local::Cart& each) { return each.refusal_code() == why; });
        CHECK(code(submit_query(window, now.total_cents(), 'a')) == why);
        return now;
    };
    refused("empty");
    put("soup", 4);
    SECTION("money") {
        put("coffee", 3);
        CHECK(refused("insufficient_funds").total_cents() == 1'400);
    }
    SECTION("limit of the class, which soap does not count towards") {
        rig.hub.put_standing(resident, [](wire::CommissaryStanding& standing) { standing.set_limit_cents(199); });
        put("soap", 1);
        const auto over = refused("over_limit");
        CHECK(over.counted_cents() == 200);
        CHECK(over.total_cents() == 350);
        put("soup", 3);
        CHECK(cart().refusal_code().empty());
    }
    SECTION("units of an item") {
        rig.hub.put_item("soup", 50, [](wire::CatalogItem& item) { item.set_max_units(3); });
        CHECK(refused("over_item").lines(0).problem() == "over_item");
    }
    SECTION("stock") {
        rig.hub.put_item("soup", 50, [](wire::CatalogItem& item) { item.set_stock(3); });
        CHECK(refused("out_of_stock").refusal_item() == "soup");
    }
    SECTION("diet, and then it cannot be put in any more, only taken out") {
        rig.hub.put_item("soup", 50, [](wire::CatalogItem& item) { item.add_diets("low_salt"); });
        rig.hub.put_standing(resident, [](wire::CommissaryStanding& standing) { standing.add_diets("low_salt"); });
        CHECK(refused("barred").lines(0).item().barred() == "diet");
        CHECK(code(put_query("soup", 5)) == "barred");
        CHECK(put("soup", 1).has_cart());
    }
    SECTION("discipline, until it is over") {
        rig.hub.put_standing(resident, [&](wire::CommissaryStanding& standing) {
            standing.set_barred(true);
            standing.set_barred_until_ms(rig.clock.now().ms() + 60'000);
        });
        CHECK(refused("barred").lines(0).item().barred() == "discipline");
        CHECK(put("soap", 1).has_cart());
        rig.clock.advance(Seconds(60));
        CHECK(cart().refusal_code().empty());
    }
    SECTION("the cut-off") {
        rig.hub.remove(rig.hub.scope_of_facility(), window);
        refused("window_closed");
    }
    SECTION("the brake") {
        rig.hub.change_balances(resident, [](wire::Balances& balances) {
            balances.set_brake_cents(500);
            balances.set_brake_left_cents(199);
        });
        local::ToAgent money;
        money.mutable_get_money();
        terminal->until(money, [](const local::ToTerminal& answer) { return answer.money().brake_cents() == 500; });
        CHECK(cart().refusal_code() == "spend_brake");  // before anything is asked for
        CHECK(code(submit_query(window, 200, 'a')) == "spend_brake");
        local::ToAgent bundles;
        bundles.mutable_get_credits();
        CHECK(terminal->ask(bundles).credits().brake());
        CHECK(terminal->ask(bundles).credits().brake_left_cents() == 199);
    }
    CHECK(commands_at_hub() == 0);
    CHECK(terminal->money().money().queued_cents() == 0);
}

TEST_CASE_METHOD(ShopVisit, "a limit is told once it is known, also when it is nothing") {
    CHECK_FALSE(cart().has_limit_cents());
    rig.hub.put_standing(resident, [](wire::CommissaryStanding& standing) { standing.set_limit_cents(0); });
    CHECK(cart_when([](const local::Cart& each) { return each.has_limit_cents(); }).limit_cents() == 0);
    local::ToAgent shop;
    shop.mutable_get_commissary();
    CHECK(terminal->ask(shop).commissary().has_limit_cents());
}

TEST_CASE_METHOD(ShopVisit, "what is sold no more keeps its last known name in the cart") {
    const auto name = put("soup", 2).cart().lines(0).item().name(0).text();
    rig.hub.remove_item("soup");
    const auto now = cart_when([](const local::Cart& each) { return each.lines(0).problem() == "not_sold"; });
    CHECK(now.lines(0).item().name(0).text() == name);
    CHECK(now.lines(0).item().code() == "soup");
    CHECK(now.refusal_code() == "out_of_stock");
    CHECK(code(put_query("soup", 3)) == "not_found");
    CHECK(put("soup", 0).cart().lines().empty());
}

TEST_CASE_METHOD(ShopVisit, "a price that changes is shown old and new, and only the new total is accepted") {
    put("soup", 4);
    rig.hub.put_item("soup", 60);
    const auto changed = cart_when([](const local::Cart& each) { return each.prices_changed(); });
    CHECK(changed.lines(0).old_price_cents() == 50);
    CHECK(changed.lines(0).price_cents() == 60);
    CHECK(changed.total_cents() == 240);
    CHECK(code(submit_query(window, 200, 'a')) == "price_changed");
    CHECK(code(submit_query(std::string(16, 'w'), 240, 'a')) == "window_closed");
    CHECK(cart().lines_size() == 1);
    CHECK(terminal->ask(submit_query(window, 240, 'a')).has_submitted());
    CHECK(cart().lines_size() == 0);
}

TEST_CASE_METHOD(ShopVisit, "putting in and taking out, however often, never moves money") {
    SeededRandom random(2018);  // Idaho
    const auto before = terminal->money().money();
    std::map<std::string, int> model;
    const std::vector<std::pair<std::string, int>> prices = {{"soup", 50}, {"coffee", 400}, {"soap", 150}};
    for (int step = 0; step < 120; ++step) {
        std::array<std::uint8_t, 2> dice{};
        random.fill(dice);
        const auto& [item, price] = prices[dice[0] % prices.size()];
        const int units = dice[1] % 5 == 0 ? 0 : dice[1] % 7;
        const auto now = put(item, units).cart();
        model[item] = units;
        std::int64_t total = 0;
        for (const auto& [each, cents] : prices) total += std::int64_t{model[each]} * cents;
        REQUIRE(now.total_cents() == total);
        if (step % 20 == 0) CHECK(code(submit_query(window, total + 1, 'x')) != "");
    }
    local::ToAgent clear;
    clear.mutable_set_cart()->set_clear(true);
    CHECK(terminal->ask(clear).cart().lines_size() == 0);
    const auto after = terminal->money().money();
    CHECK(after.spendable_cents() == before.spendable_cents());
    CHECK(after.queued_cents() == 0);
    CHECK(after.on_hold_cents() == before.on_hold_cents());
    CHECK(commands_at_hub() == 0);
}

TEST_CASE_METHOD(ShopVisit, "a cart survives time-out and restart, and moves to another terminal") {
    put("soup", 4);
    rig.clock.advance(Seconds(131));
    terminal->push(test::session_ended);
    REQUIRE(terminal->sign_in("A100", "4711").has_signed_in());
    CHECK(cart().lines(0).units() == 4);
    put("coffee", 1);
    terminal.reset();
    REQUIRE(rig.stop().ok());
    rig.start();
    terminal = rig.connect_synced();
    REQUIRE(terminal->sign_in("A100", "4711").has_signed_in());
    CHECK(cart().total_cents() == 600);
    terminal->sign_out();
    Rig elsewhere(rig);
    elsewhere.start();
    auto there = elsewhere.connect_synced();
    REQUIRE(there->sign_in("A100", "4711").has_signed_in());
    there->until(cart_query(), [](const local::ToTerminal& answer) { return answer.cart().total_cents() == 600; });
    CHECK(there->ask(submit_query(window, 600, 'a')).has_submitted());
    REQUIRE(terminal->sign_in("A100", "4711").has_signed_in());
    cart_when([](const local::Cart& each) { return each.lines().empty(); });
    CHECK(order_in("submitted").total_cents() == 600);
}

}  // namespace dayroom::agent
