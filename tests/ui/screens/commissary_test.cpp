#include <catch2/catch.hpp>

#include "tests/ui/screens/stage.h"

using namespace dayroom;
using namespace dayroom::test;
using Case = local::ToAgent::QueryCase;

namespace {

void open_shelf(Stage& stage) {
    stage.sign_in();
    stage.open("home");
    stage.click("home.commissary");
    stage.click("shelf.food");
}

void fill_cart(Stage& stage) {
    open_shelf(stage);
    stage.click("7011.more");
    stage.click("7011.more");
    stage.click("7012.more");
    stage.click("shelf.cart");
}

std::vector<local::SubmitOrder> submitted_orders(Stage& stage) {
    std::vector<local::SubmitOrder> all;
    for (const auto& query : stage.agent().asked()) {
        if (query.has_submit_order()) all.push_back(query.submit_order());
    }
    return all;
}

}  // namespace

TEST_CASE("a cart moves no money however often things go in and out") {
    Stage stage;
    open_shelf(stage);
    const std::int64_t before = stage.agent().money().spendable_cents();
    for (int round = 0; round < 10; ++round) {
        stage.click("7011.more");
        stage.click("7011.more");
        stage.click("7011.less");
    }
    CHECK(stage.label("7011.units") == "10");
    CHECK(stage.agent().cart().at("7011") == 10);
    for (int round = 0; round < 10; ++round) stage.click("7011.less");
    CHECK(stage.agent().cart().empty());
    CHECK_FALSE(stage.driver().node("7011.less").enabled);
    CHECK(stage.agent().money().spendable_cents() == before);
}

TEST_CASE("presses that are faster than the agent's answers all count") {
    Stage stage;
    open_shelf(stage);
    stage.agent().hold();
    stage.click("7011.more");
    stage.click("7011.more");
    stage.agent().release_one();
    stage.settle();
    CHECK(stage.label("7011.units") == "2");
    stage.click("7011.more");
    stage.agent().release();
    stage.settle();
    CHECK(stage.label("7011.units") == "3");
    CHECK(stage.agent().cart().at("7011") == 3);
}

TEST_CASE("what may not be ordered says why, and its button is off") {
    Stage stage;
    open_shelf(stage);
    stage.reveal("7013.more");
    CHECK(stage.label("7013.problem") == "Not allowed with your diet.");
    CHECK_FALSE(stage.driver().node("7013.more").enabled);
    stage.reveal("7014.more");
    CHECK(stage.label("7014.problem") == "Sold out");
    CHECK_FALSE(stage.driver().node("7014.more").enabled);
    stage.reveal("7011.more");
    CHECK(stage.label("7011.about") == "3 oz, 370 calories · Contains: wheat, egg · At most 12");
    for (int units = 0; units < 12; ++units) stage.click("7011.more");
    CHECK_FALSE(stage.driver().node("7011.more").enabled);
}

TEST_CASE("an order: the total on the button and in the question, one order, a receipt, and it can be followed") {
    Stage stage;
    fill_cart(stage);
    CHECK(stage.label("cart.order") == "Order, $3.00");
    stage.click("cart.order");
    CHECK(stage.says("$45.15"));
    CHECK(stage.driver().focused()->id.ends_with("dialog.cancel"));
    stage.click("dialog.cancel");
    CHECK(submitted_orders(stage).empty());
    stage.click("cart.order");
    stage.click("dialog.confirm");
    stage.settle();
    REQUIRE(submitted_orders(stage).size() == 1);
    CHECK(submitted_orders(stage)[0].total_seen_cents() == 300);
    CHECK(stage.label("receipt.text").find("Your order for $3.00.") == 0);
    stage.agent().push_outcome(true, "", "K7P39QXD", "order");
    stage.settle();
    CHECK(stage.label("receipt.title") == "Your order is in");
    CHECK(stage.agent().drafts().empty());
    stage.click("receipt.follow");
    CHECK(stage.label("order.state") == "Ordered");
    CHECK(stage.agent().money().spendable_cents() == 4'515);
}

TEST_CASE("a price that changes in between is shown and confirmed anew") {
    Stage stage;
    fill_cart(stage);
    stage.agent().change_price("7011", 50);
    stage.agent().push_moved();
    stage.settle();
    CHECK(stage.says("Some prices have changed"));
    CHECK(stage.label("7011.about") == "2 × $0.50 · was $0.45");
    CHECK(stage.label("cart.order") == "Order, $3.10");
}

TEST_CASE("a total that moves while the question stands closes it: a yes never orders at a price that nobody asked") {
    Stage stage;
    fill_cart(stage);
    stage.click("cart.order");
    REQUIRE(stage.label("dialog.confirm") == "Yes, order, $3.00");
    stage.agent().change_price("7011", 50);
    stage.agent().push_moved();
    stage.settle();
    CHECK_FALSE(stage.has("dialog.confirm"));
    CHECK(stage.says("it was $3.00, now it is $3.10. Nothing was taken."));
    CHECK(stage.has("toast"));  // in sight wherever the cart stands
    CHECK(submitted_orders(stage).empty());
    stage.click("cart.order");
    CHECK(stage.label("dialog.confirm") == "Yes, order, $3.10");
    stage.click("dialog.confirm");
    stage.settle();
    REQUIRE(submitted_orders(stage).size() == 1);
    CHECK(submitted_orders(stage)[0].total_seen_cents() == 310);
    CHECK(stage.agent().orders()[0].total_cents() == 310);
}

TEST_CASE("prices that move against each other close the question too, though the total is the same") {
    Stage stage;
    open_shelf(stage);
    for (const char* item : {"7011", "7012"}) stage.click(std::string(item) + ".more");
    stage.click("shelf.cart");
    stage.click("cart.order");
    REQUIRE(stage.label("dialog.confirm") == "Yes, order, $2.55");
    stage.agent().change_price("7011", 50);
    stage.agent().change_price("7012", 205);
    stage.agent().push_moved();
    stage.settle();
    CHECK_FALSE(stage.has("dialog.confirm"));
    CHECK(stage.says("Something changed while you were asked."));
    CHECK(submitted_orders(stage).empty());
}

TEST_CASE("what stands against an order is said before it is asked for") {
    Stage stage;
    fill_cart(stage);
    SECTION("too little money") {
        stage.agent().set_spendable(299);
        stage.agent().push_moved();
        stage.settle();
        CHECK(stage.says("There is not enough money for this."));
    }
    SECTION("orders are closed") {
        stage.agent().set_window_open(false);
        stage.agent().push_moved();
        stage.settle();
        CHECK(stage.says("Orders are closed right now."));
    }
    stage.reveal("cart.order");
    CHECK_FALSE(stage.driver().node("cart.order").enabled);
    CHECK(submitted_orders(stage).empty());
}

TEST_CASE("an order that was cut off is sent again with the same nonce, and made once") {
    Stage stage;
    fill_cart(stage);
    stage.click("cart.order");
    stage.agent().hold();
    stage.click("dialog.confirm");
    stage.settle();
    stage.agent().go_away();
    stage.settle();
    stage.agent().come_back();
    stage.agent().release();
    stage.settle();
    stage.sign_in();
    stage.open("home");
    stage.click("home.commissary");
    CHECK(stage.agent().orders().size() == 2);  // the packed one, and this
    CHECK(submitted_orders(stage).size() == 1);
    CHECK(stage.agent().drafts().empty());  // it is made: nothing is under way
    SECTION("the same once more is another order") {
        stage.click("shelf.food");
        for (const char* item : {"7011", "7011", "7012"}) stage.click(std::string(item) + ".more");
    }
    SECTION("so is another cart of the same total") {
        stage.agent().change_price("7012", 300);
        stage.click("shelf.food");
        stage.click("7012.more");
    }
    stage.click("shelf.cart");
    CHECK(stage.label("cart.order") == "Order, $3.00");
    stage.click("cart.order");
    stage.click("dialog.confirm");
    stage.settle();
    REQUIRE(submitted_orders(stage).size() == 2);
    CHECK(submitted_orders(stage)[0].nonce() != submitted_orders(stage)[1].nonce());
    CHECK(stage.agent().orders().size() == 3);
}

TEST_CASE("an order is cancelled after a question, and the money is back") {
    Stage stage;
    fill_cart(stage);
    stage.click("cart.order");
    stage.click("dialog.confirm");
    stage.settle();
    stage.click("receipt.follow");
    stage.click("order.cancel");
    stage.click("dialog.confirm");
    stage.settle();
    CHECK(stage.agent().orders()[0].state() == "cancelled");
    CHECK(stage.agent().money().spendable_cents() == 4'815);
}

TEST_CASE("an order before its cut-off goes back into the cart to be changed") {
    Stage stage;
    fill_cart(stage);
    stage.click("cart.order");
    stage.click("dialog.confirm");
    stage.settle();
    stage.click("receipt.follow");
    stage.click("order.change");
    CHECK(stage.has("cart.order"));
    CHECK(stage.agent().cart().at("7011") == 2);
}

TEST_CASE("an item has a page with size, nutrition, allergies and limits, and can be put into the cart there") {
    Stage stage;
    open_shelf(stage);
    stage.click("7011.open");
    CHECK(stage.label("item.name") == "Noodle soup, chicken");
    CHECK(stage.label("item.note") == "3 oz, 370 calories");
    CHECK(stage.label("item.allergen.0") == "wheat");
    CHECK(stage.label("item.allergen.1") == "egg");
    CHECK(stage.says("Ask staff if you are not sure."));
    stage.click("7011.more");
    CHECK(stage.label("7011.units") == "1");
    stage.click("item.cart");
    CHECK(stage.label("cart.order") == "Order, $0.45");
    stage.click("7011.open");
    CHECK(stage.label("item.name") == "Noodle soup, chicken");
}

TEST_CASE("what is sold no more keeps its name in the cart, and its page says so") {
    Stage stage;
    fill_cart(stage);
    stage.agent().stop_selling("7012");
    stage.agent().push_moved();
    stage.settle();
    CHECK(stage.label("7012.name") == "Refried beans");
    CHECK(stage.label("7012.problem") == "This is no longer sold. Please take it out.");
    CHECK_FALSE(stage.driver().node("7012.more").enabled);
    stage.reveal("cart.order");
    CHECK_FALSE(stage.driver().node("cart.order").enabled);
    stage.click("7012.open");
    CHECK(stage.says("This is not sold any more"));
    stage.click("header.back");
    stage.click("7012.less");
    CHECK(stage.label("cart.order") == "Order, $0.90");
    stage.reveal("cart.order");
    CHECK(stage.driver().node("cart.order").enabled);
}

TEST_CASE("a long shelf is asked for page by page as it comes into view") {
    Stage stage;
    stage.sign_in();
    stage.open("home");
    stage.click("home.commissary");
    stage.click("shelf.cards");
    for (const char* item : {"920.more", "940.more", "960.more"}) stage.reveal(item);  // beyond the first page
    CHECK(stage.label("960.name") == "Greeting card 60");
}

TEST_CASE("an item with a picture shows it on the shelf and on its page") {
    Stage stage;
    stage.agent().give_picture("7011");
    open_shelf(stage);
    stage.settle();
    CHECK(stage.agent().count(Case::kGetPhoto) > 0);
    stage.click("7011.open");
    CHECK(stage.label("7011.open") == "Picture: Noodle soup, chicken");
}

TEST_CASE("an order of before is begun again, and what is left of the limit is told, also when it is not known") {
    Stage stage;
    stage.sign_in();
    stage.open("home");
    stage.click("home.commissary");
    CHECK(stage.says("The limit is $100.00 a week."));
    stage.click("shop.orders");
    stage.click("order.0");
    stage.click("order.again");
    CHECK(stage.agent().cart().at("7011") == 3);
    CHECK(stage.has("cart.order"));
    stage.agent().set_limit(std::nullopt);
    stage.open("home");
    stage.click("home.commissary");
    CHECK(stage.says("Your limit is not known here yet."));
    stage.agent().set_limit(0);
    stage.open("home");
    stage.click("home.commissary");
    CHECK(stage.says("You can only order things that do not count toward the limit of the week"));
}

TEST_CASE("without a connection an order is saved, says by when it must arrive, and can be cancelled") {
    Stage stage;
    fill_cart(stage);
    stage.agent().set_online(false);
    stage.settle();
    stage.click("cart.order");
    CHECK(stage.says("It will be saved here and sent by itself."));
    stage.click("dialog.confirm");
    stage.settle();
    CHECK(stage.says("it must arrive before orders close"));
    stage.click("receipt.follow");
    CHECK(stage.label("order.state") == "Saved here, not yet sent");
    CHECK(stage.says("It must arrive before"));
    CHECK(stage.has("order.cancel"));
    CHECK_FALSE(stage.has("order.change"));
}

TEST_CASE("the bag is checked and signed for with the PIN, and what is not taken is not paid") {
    Stage stage;
    stage.sign_in();
    stage.open("home");
    stage.click("home.commissary");
    stage.click("shop.orders");
    stage.click("order.0");
    stage.click("order.accept");
    CHECK(stage.label("bag.7011.count") == "You take 2");  // one of three was not there
    stage.click("bag.8001.less");
    CHECK(stage.label("bag.8001.count") == "You take 1");
    for (const char digit : std::string("000000")) stage.click(std::string("bag.key.") + digit);
    stage.click("bag.accept");
    stage.settle();
    CHECK(stage.says("You can try 4 more times."));
    CHECK(stage.agent().orders()[0].state() == "picked");
    for (const char digit : std::string(kPin)) stage.click(std::string("bag.key.") + digit);
    stage.click("bag.accept");
    stage.settle();
    CHECK(stage.agent().orders()[0].state() == "delivered");
    CHECK(stage.agent().orders()[0].charged_cents() == 2 * 45 + 95);
    CHECK(stage.label("order.state") == "Handed over");
    CHECK(stage.says("1 delivered · 1 you did not take"));
}

TEST_CASE("a facility without a commissary shows no tile") {
    Stage stage;
    stage.agent().empty_shelves();
    stage.sign_in();
    stage.open("home");
    CHECK_FALSE(stage.has("home.commissary"));
}
