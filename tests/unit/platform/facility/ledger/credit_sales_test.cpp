// Credits are bought in bundles: the price and the credits that were seen, within their dates, exactly once.
#include "platform/facility/ledger/credit_sales.h"

#include <set>

#include <catch2/catch.hpp>

#include "platform/facility/feed/decline.h"
#include "platform/facility/ledger/statement.h"
#include "tests/unit/platform/facility/hub_fixture/feed_client.h"

using namespace dayroom;
using namespace dayroom::facility;
using dayroom::test::FeedClient;
using dayroom::test::HubFixture;
using dayroom::test::must;
using dayroom::test::Person;

namespace {

struct Shop {
    HubFixture hub;
    Person person = hub.add_resident();
    Shop() {
        hub.set_price("bundle_small", 500, 20);
        hub.set_price("message", 0, 1);
        hub.give(person, 1'200);
    }
    void sell(const std::string& code, std::int64_t cents, std::int64_t credits, Timestamp from, Timestamp to) {
        must(hub.run([&](Work& work) {
            return hub.prices.set(work, {{code, Cents::of(cents), Credits::of(credits), {{"en", code}}, to}}, from);
        }));
    }
    wire::Command buy(std::int64_t cents = 500, std::int64_t credits = 20, const std::string& code = "bundle_small") {
        wire::Command command = hub.command(person);
        wire::BuyCredits& body = *command.mutable_buy_credits();
        body.set_price_code(code);
        body.set_price_seen_cents(cents);
        body.set_credits_seen(credits);
        body.set_receipt_code(hub.receipt());
        return command;
    }
    wire::Outcome run(const wire::Command& command) { return hub.execute(person, command); }
    std::vector<StatementLine> statement() { return must(read_statement(*hub.reader, person.id, 0, 10)).lines; }
    /// What terminals are offered: code, or nothing.
    std::set<std::string> offered() {
        FeedClient client(hub);
        client.sync();
        std::set<std::string> codes;
        for (const auto& [id, record] : client.held(Scope::facility(hub.facility)))
            for (const auto& price : record.prices().prices()) codes.insert(price.code());
        return codes;
    }
};

}  // namespace

TEST_CASE("a bundle is bought: cents out, credits in, one line of the statement") {
    Shop shop;
    const wire::Command command = shop.buy();
    const wire::Outcome outcome = shop.run(command);
    CHECK(outcome.result() == wire::Outcome::DONE);
    CHECK(outcome.receipt_code() == command.buy_credits().receipt_code());
    BalanceSheet sheet = shop.hub.balances(shop.person);
    CHECK(sheet.spendable == Cents::of(700));
    CHECK(sheet.credits == Credits::of(20));
    const auto lines = shop.statement();
    REQUIRE(lines.size() == 2);
    CHECK(lines[0].transaction.kind() == wire::Transaction::MESSAGE_CREDITS);
    CHECK(lines[0].transaction.change_cents() == -500);
    CHECK(lines[0].transaction.balance_after_cents() == 700);
    CHECK(lines[0].transaction.reason_detail() == "20");
    // The same command again, and again, is the same sale.
    for (int i = 0; i < 3; ++i) CHECK(shop.run(command).repeat());
    sheet = shop.hub.balances(shop.person);
    CHECK(sheet.spendable == Cents::of(700));
    CHECK(sheet.credits == Credits::of(20));
    // The ledger itself refuses a second sale under one id.
    const auto id = must(CommandId::from_bytes(std::string_view(command.id())));
    const Status twice = shop.hub.run(
        [&](Work& work) { return shop.hub.credit_sales.buy(work, shop.person.id, id, command.buy_credits()); });
    REQUIRE_FALSE(twice.ok());
    CHECK(twice.error().code == ErrorCode::kConflict);
    CHECK(shop.hub.tie().ties());
}

TEST_CASE("what was seen is what is bought, or nothing is") {
    Shop shop;
    CHECK(shop.run(shop.buy(499, 20)).code() == decline::kPriceChanged);
    CHECK(shop.run(shop.buy(501, 20)).code() == decline::kPriceChanged);
    CHECK(shop.run(shop.buy(500, 21)).code() == decline::kPriceChanged);
    CHECK(shop.run(shop.buy(500, 20, "bundle_large")).code() == decline::kPriceChanged);
    CHECK(shop.run(shop.buy(0, 1, "message")).code() == "invalid");
    shop.hub.set_price("bundle_small", 600, 20);
    CHECK(shop.run(shop.buy(500, 20)).code() == decline::kPriceChanged);
    CHECK(shop.run(shop.buy(600, 20)).result() == wire::Outcome::DONE);
    CHECK(shop.run(shop.buy(600, 20)).result() == wire::Outcome::DONE);
    CHECK(shop.run(shop.buy(600, 20)).code() == "insufficient_funds");
    const BalanceSheet sheet = shop.hub.balances(shop.person);
    CHECK(sheet.spendable == Cents());
    CHECK(sheet.credits == Credits::of(40));
    CHECK(shop.hub.tie().ties());
}

TEST_CASE("an offer holds from its first moment to its last, then the old price is back") {
    Shop shop;
    const Timestamp from = shop.hub.clock.now() + std::chrono::hours(1);
    const Timestamp to = from + std::chrono::hours(2);
    shop.sell("bundle_small", 400, 20, from, to);
    shop.sell("bundle_holiday", 300, 15, from, to);
    const auto release = [&] { must(shop.hub.run([&](Work& work) { return shop.hub.prices.release_due(work); })); };

    CHECK(shop.run(shop.buy(400, 20)).code() == decline::kPriceChanged);
    shop.hub.clock.set_now(from);
    CHECK_FALSE(shop.offered().contains("bundle_holiday"));
    release();
    CHECK(shop.offered().contains("bundle_holiday"));
    CHECK(shop.run(shop.buy(500, 20)).code() == decline::kPriceChanged);
    CHECK(shop.run(shop.buy(400, 20)).result() == wire::Outcome::DONE);
    shop.hub.clock.set_now(to - Milliseconds(1));
    CHECK(shop.run(shop.buy(300, 15, "bundle_holiday")).result() == wire::Outcome::DONE);
    shop.hub.clock.set_now(to);
    CHECK(shop.run(shop.buy(300, 15, "bundle_holiday")).code() == decline::kPriceChanged);
    CHECK(shop.run(shop.buy(400, 20)).code() == decline::kPriceChanged);
    CHECK(shop.run(shop.buy(500, 20)).result() == wire::Outcome::DONE);
    release();
    CHECK_FALSE(shop.offered().contains("bundle_holiday"));
    CHECK(shop.offered().contains("bundle_small"));
}

TEST_CASE("a bundle without an end is taken off sale, at once or at a moment, with the offers over it") {
    Shop shop;
    const Timestamp now = shop.hub.clock.now();
    const auto end = [&](const std::string& code, Timestamp at) {
        return shop.hub.run([&](Work& work) { return shop.hub.prices.end(work, code, at); });
    };
    shop.sell("bundle_small", 400, 20, now, now + std::chrono::hours(9));
    shop.sell("bundle_small", 450, 20, now + std::chrono::hours(4), {});
    CHECK(must(shop.hub.prices.coming(*shop.hub.reader, now)).size() == 1);
    CHECK_FALSE(end("bundle_small", now - std::chrono::hours(1)).ok());
    CHECK(end("bundle_none", now).error().code == ErrorCode::kNotFound);

    SECTION("at once: neither the offer nor what it stood over comes back") {
        must(end("bundle_small", now));
        CHECK_FALSE(shop.offered().contains("bundle_small"));
        CHECK(shop.run(shop.buy(400, 20)).code() == decline::kPriceChanged);
        CHECK(shop.run(shop.buy(500, 20)).code() == decline::kPriceChanged);
        CHECK(must(shop.hub.prices.coming(*shop.hub.reader, now)).empty());
        shop.hub.clock.set_now(now + std::chrono::hours(10));
        CHECK(shop.run(shop.buy(500, 20)).code() == decline::kPriceChanged);
        CHECK(end("bundle_small", shop.hub.clock.now()).ok());
        // And it can be sold again.
        shop.sell("bundle_small", 600, 20, shop.hub.clock.now(), {});
        CHECK(shop.run(shop.buy(600, 20)).result() == wire::Outcome::DONE);
    }
    SECTION("at a moment: terminals know it before") {
        const Timestamp at = now + std::chrono::hours(2);
        must(end("bundle_small", at));
        CHECK(must(shop.hub.prices.coming(*shop.hub.reader, now)).empty());
        CHECK(must(shop.hub.prices.find(*shop.hub.reader, "bundle_small", now))->valid_to == at);
        CHECK(shop.offered().contains("bundle_small"));
        shop.hub.clock.set_now(at - Milliseconds(1));
        CHECK(shop.run(shop.buy(400, 20)).result() == wire::Outcome::DONE);
        shop.hub.clock.set_now(at);
        CHECK(shop.run(shop.buy(400, 20)).code() == decline::kPriceChanged);
        CHECK(shop.run(shop.buy(500, 20)).code() == decline::kPriceChanged);
        must(shop.hub.run([&](Work& work) { return shop.hub.prices.release_due(work); }));
        CHECK_FALSE(shop.offered().contains("bundle_small"));
    }
}

TEST_CASE("an offer that ends before it begins, or a bundle of nothing, is refused") {
    Shop shop;
    const auto set = [&](std::int64_t cents, std::int64_t credits, Milliseconds length) {
        return shop.hub.run([&](Work& work) {
            return shop.hub.prices.set(
                work, {{"bundle_x", Cents::of(cents), Credits::of(credits), {}, work.now() + length}}, work.now());
        });
    };
    CHECK_FALSE(set(100, 5, Milliseconds(0)).ok());
    CHECK_FALSE(set(100, 5, Milliseconds(-1)).ok());
    CHECK_FALSE(set(0, 5, Milliseconds(1)).ok());
    CHECK_FALSE(set(100, 0, Milliseconds(1)).ok());
    CHECK(set(100, 5, Milliseconds(1)).ok());
}

TEST_CASE("a sale that is corrected takes its credits back, or is not corrected") {
    Shop shop;
    const wire::Command command = shop.buy();
    REQUIRE(shop.run(command).result() == wire::Outcome::DONE);
    const auto sale = must(TransferId::from_bytes(std::string_view(command.id())));
    const auto correct = [&] {
        return shop.hub.run([&](Work& work) {
            return shop.hub.ledger.correct(work, work.make_id<TransferId>(), sale,
                                           {TransferKind::kRefund, "correction", {}, {}});
        });
    };
    SECTION("they are all there") {
        must(correct());
        CHECK(shop.hub.balances(shop.person).spendable == Cents::of(1'200));
        CHECK(shop.hub.balances(shop.person).credits == Credits());
        CHECK_FALSE(correct().ok());
    }
    SECTION("one is spent") {
        must(shop.hub.run([&](Work& work) -> Status {
            const CreditCharge one{work.make_id<TransferId>(), shop.person.id, TRY(PositiveCredits::of(1)), {}};
            return shop.hub.ledger.hold_credits(work, one, work.now() + std::chrono::hours(1));
        }));
        const Status refused = correct();
        REQUIRE_FALSE(refused.ok());
        CHECK(refused.error().code == ErrorCode::kInsufficientFunds);
        CHECK(shop.hub.balances(shop.person).spendable == Cents::of(700));
    }
    CHECK(shop.hub.tie().ties());
}
