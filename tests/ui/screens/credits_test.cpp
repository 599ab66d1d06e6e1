#include <catch2/catch.hpp>

#include "tests/ui/screens/stage.h"

using namespace dayroom;
using namespace dayroom::test;
using Case = local::ToAgent::QueryCase;

namespace {

constexpr const char* kReceipt = "K7P39QXD";

void open_credits(Stage& stage) {
    stage.sign_in();
    stage.open("home");
    stage.click("home.credits");
}

local::BuyCredits last_purchase(Stage& stage) {
    local::BuyCredits found;
    for (const auto& query : stage.agent().asked()) {
        if (query.has_buy_credits()) found = query.buy_credits();
    }
    return found;
}

}  // namespace

TEST_CASE("the tile of credits hides how many there are until it is asked for") {
    Stage stage;
    stage.sign_in();
    CHECK(stage.value("home.credits") == "Amount hidden");
    stage.click("home.eye");
    CHECK(stage.value("home.credits") == "6 credits");
}

TEST_CASE("credits show what there is, what it pays for, and the best bundle in words") {
    Stage stage;
    open_credits(stage);
    CHECK(stage.value("credits.balance").find("6 credits, As of Today") == 0);
    CHECK(stage.value("credits.held").find("1 credit") == 0);
    CHECK(stage.label("bundle.bundle_40.best") == "Best price: 20¢ each");
    CHECK_FALSE(stage.has("bundle.bundle_20.best"));
    CHECK(stage.label("bundle.bundle_40") == "Buy 40 credits, $8.00");
    CHECK(stage.says("Always free"));
    CHECK(stage.driver().node("bundle.bundle_40").rect.y <= stage.driver().node("bundle.bundle_5").rect.y);
}

TEST_CASE("credits are bought: price on the button, in the question, and a receipt that follows the hub") {
    Stage stage;
    open_credits(stage);
    stage.click("bundle.bundle_40");
    CHECK(stage.says("$48.15"));
    CHECK(stage.says("$40.15"));
    CHECK(stage.says("46 credits"));
    CHECK(stage.driver().focused()->id.ends_with("dialog.cancel"));
    stage.click("dialog.cancel");
    CHECK(stage.agent().count(Case::kBuyCredits) == 0);
    stage.click("bundle.bundle_40");
    stage.click("dialog.confirm");
    stage.settle();
    CHECK(last_purchase(stage).code() == "bundle_40");
    CHECK(last_purchase(stage).price_seen_cents() == 800);
    CHECK(last_purchase(stage).credits_seen() == 40);
    CHECK(stage.value("receipt.code").find("K7P3-9QXD") == 0);
    CHECK(stage.label("receipt.text").find("40 credits for $8.00.") == 0);
    CHECK(stage.label("receipt.title") == "Your purchase is saved");
    stage.agent().push_outcome(true, "", kReceipt, "credits");
    stage.settle();
    CHECK(stage.label("receipt.title") == "Your credits are here");
    CHECK(stage.agent().drafts().empty());
    stage.click("receipt.done");
    CHECK(stage.has("home.credits"));
}

TEST_CASE(
    "a price that moves while the question stands closes it and is said, and a yes buys at the price that was asked") {
    Stage stage;
    open_credits(stage);
    stage.click("bundle.bundle_40");
    REQUIRE(stage.label("dialog.confirm") == "Yes, buy, $8.00");
    stage.agent().change_bundle("bundle_40", 950);
    stage.agent().push_moved();
    stage.settle();
    CHECK_FALSE(stage.has("dialog.confirm"));
    CHECK(stage.label("bundle.bundle_40.trouble").find("it was $8.00, now it is $9.50") != std::string::npos);
    CHECK(stage.agent().count(Case::kBuyCredits) == 0);
    stage.click("bundle.bundle_40");
    CHECK(stage.label("dialog.confirm") == "Yes, buy, $9.50");
    stage.click("dialog.confirm");
    stage.settle();
    CHECK(last_purchase(stage).price_seen_cents() == 950);
}

TEST_CASE("a bundle that is sold no more while the question stands closes it, and says so") {
    Stage stage;
    open_credits(stage);
    stage.click("bundle.bundle_40");
    stage.agent().forget_prices();
    stage.agent().push_moved();
    stage.settle();
    CHECK_FALSE(stage.has("dialog.confirm"));
    CHECK(stage.says("Something changed while you were asked."));
    CHECK(stage.agent().count(Case::kBuyCredits) == 0);
}

TEST_CASE("too little money is said at the bundle before anything is pressed") {
    Stage stage;
    stage.agent().set_spendable(199);
    open_credits(stage);
    CHECK(stage.label("bundle.bundle_40.trouble") == "You can spend $1.99. You need $6.01 more.");
    CHECK_FALSE(stage.driver().node("bundle.bundle_40").enabled);
    CHECK(stage.driver().node("bundle.bundle_5").enabled);
}

TEST_CASE("a no after the question stands at the bundle, and nothing was bought") {
    Stage stage;
    open_credits(stage);
    stage.agent().refuse_next_submission("insufficient_funds");
    stage.click("bundle.bundle_20");
    stage.click("dialog.confirm");
    stage.settle();
    CHECK(stage.label("bundle.bundle_20.trouble") == "There is not enough money. Nothing was taken.");
    CHECK(stage.agent().credits() == 6);
    CHECK(stage.agent().drafts().empty());
    stage.click("bundle.bundle_20");
    stage.click("dialog.confirm");
    stage.settle();
    CHECK(stage.has("receipt.code"));
}

TEST_CASE("without a connection a purchase is queued and says so, the hub's no comes later and is said") {
    Stage stage;
    open_credits(stage);
    stage.agent().set_online(false);
    stage.settle();
    stage.click("bundle.bundle_20");
    CHECK(stage.says("saved here and sent by itself"));
    stage.click("dialog.confirm");
    stage.settle();
    CHECK(stage.says("not yet sent"));
    stage.agent().set_online(true);
    stage.agent().push_outcome(false, "insufficient_funds", kReceipt, "credits");
    stage.settle();
    CHECK(stage.label("receipt.title") == "The credits were not bought");
    CHECK(stage.label("receipt.text").find("There is not enough money") != std::string::npos);
}

TEST_CASE("a purchase that was cut off is made once") {
    Stage stage;
    open_credits(stage);
    stage.click("bundle.bundle_20");
    stage.agent().hold();
    stage.click("dialog.confirm");
    const std::string nonce = last_purchase(stage).nonce();
    stage.agent().go_away();
    stage.settle();
    stage.agent().come_back();
    stage.agent().release();
    stage.settle();
    open_credits(stage);
    stage.click("bundle.bundle_20");
    stage.click("dialog.confirm");
    stage.settle();
    CHECK(last_purchase(stage).nonce() == nonce);
    CHECK(stage.agent().credits() == 26);  // 6 and once 20
    stage.click("receipt.done");
    stage.click("home.credits");
    stage.click("bundle.bundle_20");
    stage.click("dialog.confirm");
    stage.settle();
    CHECK(last_purchase(stage).nonce() != nonce);
    CHECK(stage.agent().credits() == 46);
}

TEST_CASE("without prices nothing is sold, in words") {
    Stage stage;
    stage.agent().forget_prices();
    open_credits(stage);
    CHECK(stage.says("No credits are sold right now"));
}

TEST_CASE("the money screen leads to credits, and Back returns to it") {
    Stage stage;
    stage.sign_in();
    stage.open("money");
    stage.click("money.buy_credits");
    CHECK(stage.has("credits.balance"));
    stage.click("header.back");
    CHECK(stage.has("money.spendable"));
}
