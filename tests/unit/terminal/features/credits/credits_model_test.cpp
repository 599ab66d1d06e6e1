#include "terminal/features/credits/credits_model.h"

#include "terminal/features/base/nonce.h"
#include "tests/support/terminal/test_texts.h"

using namespace dayroom;
using namespace dayroom::features;
using namespace dayroom::test;

namespace {

void add_bundle(local::Credits& credits, std::int64_t count, std::int64_t cents) {
    auto* bundle = credits.add_bundles();
    bundle->set_code("bundle_" + std::to_string(count));
    bundle->set_credits(count);
    bundle->set_cents(cents);
}

local::Credits sample() {
    local::Credits credits;
    credits.set_credits(6);
    credits.set_spendable_cents(600);
    credits.set_message_credits(1);
    credits.set_card_credits(1);
    credits.set_held_credits(2);
    credits.set_as_of_ms(kTestNow.ms());
    add_bundle(credits, 5, 150);
    add_bundle(credits, 40, 800);
    add_bundle(credits, 20, 500);
    return credits;
}

CreditsModel model_of(const local::Credits& credits, const std::string& language = "en") {
    return make_credits(credits, shipped_texts(language), kTestNow);
}

}  // namespace

TEST_CASE("the price of one credit is told to a tenth of a cent") {
    CHECK(price_each(800, 40) == "20¢");
    CHECK(price_each(700, 30) == "23.3¢");
    CHECK(price_each(999, 10) == "99.9¢");
    CHECK(price_each(1000, 10) == "$1.00");
    CHECK(price_each(150, 1) == "$1.50");
    CHECK(price_each(1, 3) == "0.3¢");
    CHECK(price_each(1, 0).empty());
}

TEST_CASE("bundles stand cheapest a credit first, and the best says so in words") {
    const auto model = model_of(sample());
    REQUIRE(model.bundles.size() == 3);
    CHECK(model.bundles[0].code == "bundle_40");
    CHECK(model.bundles[0].best == "Best price: 20¢ each");
    CHECK(model.bundles[1].each == "25¢ each");
    CHECK(model.bundles[1].best.empty());
    CHECK(model.bundles[2].price == "$1.50");
}

TEST_CASE("nothing is the best price when two are equally good, or when there is only one") {
    local::Credits credits;
    add_bundle(credits, 10, 200);
    CHECK(model_of(credits).bundles[0].best.empty());
    add_bundle(credits, 20, 400);
    CHECK(model_of(credits).bundles[0].best.empty());
}

TEST_CASE("too little money is told at the bundle, with what is missing") {
    const auto model = model_of(sample());
    CHECK(model.bundles[0].lacking == "You can spend $6.00. You need $2.00 more.");
    CHECK(model.bundles[1].lacking.empty());
    auto poor = sample();
    poor.set_spendable_cents(-100);  // never a promise of more than the price
    CHECK(model_of(poor).bundles[2].lacking.find("$1.50 more") != std::string::npos);
    auto braked = sample();
    braked.set_brake(true);
    braked.set_brake_left_cents(100);
    CHECK(model_of(braked).bundles[0].lacking == "You can spend $6.00. You need $2.00 more.");
    CHECK(model_of(braked).bundles[1].lacking == "This is over your limit for today. You can still spend $1.00 today.");
}

TEST_CASE("what breaks a bound of the protocol is not offered") {
    local::Credits credits;
    add_bundle(credits, 0, 100);
    add_bundle(credits, 10, 0);
    add_bundle(credits, -5, 100);
    add_bundle(credits, 5, INT64_MAX);
    CHECK(model_of(credits).bundles.empty());
    CHECK_FALSE(model_of(credits).none.empty());
}

TEST_CASE("what things cost, and that reading costs nothing, is said once") {
    const auto model = model_of(sample());
    REQUIRE(model.prices.size() == 3);
    CHECK(model.prices[0].second == "1 credit");
    CHECK(model.prices[1].second == "1 credit more");
    CHECK(model.prices[2].second == "Always free");
    CHECK(model.held == "2 credits");
    CHECK(model_of(local::Credits{}).prices.size() == 1);  // no price has come
    CHECK(model_of(local::Credits{}).held.empty());
}

TEST_CASE("the confirmation repeats the price and what is left, in money that reads the same in Spanish") {
    auto credits = sample();
    credits.set_spendable_cents(4815);
    const auto bundle = model_of(credits).bundles[0];
    const auto english = ask_purchase(bundle, credits, true, shipped_texts());
    CHECK(english.title == "Buy 40 credits?");
    REQUIRE(english.facts.size() == 4);
    CHECK(english.facts[0].second == "$8.00");
    CHECK(english.facts[1].second == "$48.15");
    CHECK(english.facts[2].second == "$40.15");
    CHECK(english.facts[3].second == "46 credits");
    const auto spanish = ask_purchase(bundle, credits, false, shipped_texts("es"));
    CHECK(spanish.facts[2].second == "$40.15");
    CHECK(spanish.text.find("guardará") != std::string::npos);
}

TEST_CASE("only the same purchase uses a nonce again") {
    SeededRandom random(4);
    const auto model = model_of(sample());
    const auto purchase = make_purchase(model.bundles[0], random);
    CHECK(purchase.nonce().size() == kNonceBytes);
    CHECK(purchase.price_seen_cents() == 800);
    CHECK(purchase.credits_seen() == 40);
    CHECK(same_purchase(purchase, model.bundles[0]));
    CHECK_FALSE(same_purchase(purchase, model.bundles[1]));
    auto dearer = model.bundles[0];
    dearer.cents = 900;
    CHECK_FALSE(same_purchase(purchase, dearer));
    CHECK_FALSE(same_purchase(local::BuyCredits{}, model.bundles[0]));
}
