// What is tried against the commissary: each gets a clear error and changes nothing.
#include <atomic>
#include <thread>

#include "platform/facility/residents/residents.h"
#include "tests/unit/platform/facility/commissary/shop.h"

using namespace dayroom;
using namespace dayroom::facility;
using dayroom::test::must;
using dayroom::test::Person;
using dayroom::test::Shop;

namespace {

/// All that an attack could change.
struct Footprint {
    std::int64_t transfers, orders, lines, stock, spendable, held;
    bool operator==(const Footprint&) const = default;
};

Footprint footprint(Shop& shop) {
    const BalanceSheet sheet = shop.hub.balances(shop.person);
    return {shop.hub.count("SELECT count(*) FROM transfer"),
            shop.hub.count("SELECT coalesce(sum(no * 1000 + state * 100 + revision), 0) FROM commissary_order"),
            shop.hub.count("SELECT count(*) + coalesce(sum(delivered + short + refused + refunded), 0) FROM "
                           "commissary_line"),
            shop.hub.count("SELECT sum(stock) FROM catalog_item"),
            sheet.spendable.units(),
            sheet.on_hold.units()};
}

struct SubmitAttack {
    const char* what;
    void (*change)(wire::SubmitOrder&);
    const char* code;
};

constexpr SubmitAttack kSubmitAttacks[] = {
    {"no units", [](wire::SubmitOrder& order) { order.mutable_lines(0)->set_units(0); }, "invalid"},
    {"negative units", [](wire::SubmitOrder& order) { order.mutable_lines(0)->set_units(-5); }, "invalid"},
    {"more units than a line may have", [](wire::SubmitOrder& order) { order.mutable_lines(0)->set_units(1'000); },
     "invalid"},
    {"no lines", [](wire::SubmitOrder& order) { order.clear_lines(); }, "invalid"},
    {"one item in two lines", [](wire::SubmitOrder& order) { *order.add_lines() = order.lines(0); }, "invalid"},
    {"a negative price", [](wire::SubmitOrder& order) { order.mutable_lines(0)->set_price_seen_cents(-110); },
     "invalid"},
    {"a price that was made up", [](wire::SubmitOrder& order) { order.mutable_lines(0)->set_price_seen_cents(1); },
     "price_changed"},
    {"a total that was made up", [](wire::SubmitOrder& order) { order.set_total_seen_cents(1); }, "price_changed"},
    {"no total", [](wire::SubmitOrder& order) { order.set_total_seen_cents(0); }, "price_changed"},
    {"a huge total", [](wire::SubmitOrder& order) { order.set_total_seen_cents(INT64_MAX); }, "invalid"},
    {"an item that is not sold", [](wire::SubmitOrder& order) { order.mutable_lines(0)->set_item("file"); },
     "out_of_stock"},
    {"a window that is none", [](wire::SubmitOrder& order) { order.set_window_id(std::string(16, '\x07')); },
     "window_closed"},
    {"a revision of an order that is not here", [](wire::SubmitOrder& order) { order.set_replaces_revision(3); },
     "not_found"},
    {"a negative revision", [](wire::SubmitOrder& order) { order.set_replaces_revision(-1); }, "invalid"},
    {"a receipt that is none", [](wire::SubmitOrder& order) { order.set_receipt_code("AAAAAAAA"); }, "invalid"},
};

}  // namespace

TEST_CASE("attacks on what is submitted are declined and leave no trace") {
    Shop shop;
    shop.ordered({{"soup", 1}});
    for (const SubmitAttack& attack : kSubmitAttacks) {
        INFO(attack.what);
        const Footprint before = footprint(shop);
        wire::SubmitOrder order = shop.body(shop.hub.id<OrderId>(), {{"soup", 2}});
        attack.change(order);
        CHECK(shop.submit(shop.person, order) == attack.code);
        CHECK(footprint(shop) == before);
    }
    shop.check_books();
}

TEST_CASE("one order is made once: sent twice, under another id, from another hand") {
    Shop shop;
    const Person other = shop.hub.add_resident();
    shop.hub.give(other, 10'000);
    wire::Command command = shop.hub.command(shop.person);
    const OrderId id = shop.hub.id<OrderId>();
    *command.mutable_submit_order() = shop.body(id, {{"soup", 2}});
    CHECK(shop.hub.execute(shop.person, command).result() == wire::Outcome::DONE);
    const Footprint before = footprint(shop);
    const wire::Outcome again = shop.hub.execute(shop.person, command);
    CHECK(again.result() == wire::Outcome::DONE);
    CHECK(again.repeat());
    SECTION("the same order under another command") {
        command.set_id(shop.hub.id<CommandId>().raw());
        CHECK(shop.hub.execute(shop.person, command).code() == "conflict");
    }
    SECTION("another content under the same command") {
        command.mutable_submit_order()->mutable_lines(0)->set_units(1);
        CHECK(shop.hub.execute(shop.person, command).code() == decline::kContent);
    }
    SECTION("somebody else's order replaced") {
        CHECK(shop.submit(other, shop.body(id, {{"soup", 1}}, 1)) == "not_found");
    }
    SECTION("somebody else's order cancelled") { CHECK(shop.cancel(other, id) == "not_found"); }
    SECTION("the replacement replayed under another id") {
        const wire::SubmitOrder replacement = shop.body(id, {{"soup", 2}}, 1);
        REQUIRE(shop.submit(shop.person, replacement) == "");
        const Footprint replaced = footprint(shop);
        CHECK(shop.submit(shop.person, replacement) == decline::kOrderChanged);
        CHECK(footprint(shop) == replaced);
        shop.check_books();
        return;
    }
    CHECK(footprint(shop) == before);
    CHECK(shop.hub.balances(other).spendable == Cents::of(10'000));
    shop.check_books();
}

TEST_CASE("a price that changed between cart and submission is declined, at the new one it is taken") {
    Shop shop;
    const wire::SubmitOrder stale = shop.body(shop.hub.id<OrderId>(), {{"soup", 2}});
    facility::CatalogImport dearer = test::usual_catalog();
    dearer.items[0].item.set_price_cents(125);
    must(shop.hub.run([&](Work& work) -> Status {
        TRY(Catalog::import(work, dearer));
        return {};
    }));
    CHECK(shop.submit(shop.person, stale) == decline::kPriceChanged);
    CHECK(shop.submit(shop.person, shop.body(shop.hub.id<OrderId>(), {{"soup", 2}})) == "");
    CHECK(shop.hub.balances(shop.person).on_hold == Cents::of(250));
}

TEST_CASE("putting in and taking out, for ever, makes no money") {
    Shop shop;
    const OrderId id = shop.ordered({{"soup", 6}});
    int revision = 1;
    for (int round = 0; round < 40; ++round) {
        CHECK(shop.submit(shop.person, shop.body(id, {{"soup", 1}}, revision)) == "");
        CHECK(shop.submit(shop.person, shop.body(id, {{"soup", 12}, {"chips", 3}}, revision + 1)) == "");
        revision += 2;
    }
    CHECK(shop.cancel(shop.person, id) == "");
    for (int round = 0; round < 10; ++round) CHECK(shop.cancel(shop.person, shop.ordered({{"tea", 3}})) == "");
    CHECK(shop.hub.balances(shop.person).spendable == Cents::of(10'000));
    CHECK(shop.hub.balances(shop.person).on_hold == Cents());
    CHECK(shop.stock_of("soup") == 50);
    CHECK(shop.stock_of("chips") == 20);
    CHECK(must(shop.hub.ledger.house_balance(*shop.hub.reader, kCommissaryAccount)) == 0);
    shop.check_books();
}

TEST_CASE("after the cut-off nothing is ordered, changed or cancelled, and a clock set back opens nothing") {
    Shop shop;
    const OrderId id = shop.ordered({{"soup", 2}});
    const Timestamp cut_off = shop.window_now().times.cut_off;
    const wire::SubmitOrder late = shop.body(shop.hub.id<OrderId>(), {{"soup", 1}});
    const wire::SubmitOrder change = shop.body(id, {{"soup", 1}}, 1);
    const auto all_closed = [&] {
        const Footprint before = footprint(shop);
        CHECK(shop.submit(shop.person, late) == decline::kWindowClosed);
        CHECK(shop.submit(shop.person, change) == decline::kWindowClosed);
        CHECK(shop.cancel(shop.person, id) == decline::kWindowClosed);
        CHECK(footprint(shop) == before);
    };
    shop.hub.clock.set_now(cut_off);
    all_closed();  // before the hub's clock has said so
    shop.tick();
    all_closed();
    shop.hub.clock.set_now(cut_off - std::chrono::hours(20));
    all_closed();
    shop.tick();
    all_closed();
    CHECK(shop.hub.count("SELECT count(*) FROM order_window a JOIN order_window b ON a.id < b.id AND a.opens_ms < "
                         "b.cut_off_ms AND b.opens_ms < a.cut_off_ms") == 0);
    must(shop.pick(id));
    CHECK(shop.cancel(shop.person, id) == decline::kWindowClosed);
}

TEST_CASE("a bag is accepted once, by its owner, when it is there") {
    Shop shop;
    const Person other = shop.hub.add_resident();
    const OrderId id = shop.ordered({{"soup", 2}, {"tea", 1}});
    CHECK_FALSE(shop.pick(id).ok());  // the order may still change
    CHECK(shop.accept(shop.person, id) == decline::kNotPicked);
    shop.cut_off();
    CHECK(shop.accept(shop.person, id) == decline::kNotPicked);
    CHECK(shop.refund(id, {{"soup", 1}}).error().text_key == decline::kNotDelivered);
    CHECK_FALSE(shop.pick(id, {{"soup", 3}}).ok());
    CHECK_FALSE(shop.pick(id, {{"chips", 1}}).ok());
    must(shop.pick(id, {{"soup", 1}}));
    const Footprint picked = footprint(shop);
    CHECK(shop.accept(other, id) == "not_found");
    CHECK(shop.accept(shop.person, id, {{"soup", 2}}) == decline::kNotDelivered);
    CHECK(shop.accept(shop.person, id, {{"soup", -1}}) == "invalid");
    CHECK(shop.accept(shop.person, id, {{"chips", 1}}) == decline::kNotDelivered);
    CHECK(footprint(shop) == picked);
    CHECK(shop.accept(shop.person, id) == "");
    const Footprint taken = footprint(shop);
    CHECK(shop.accept(shop.person, id) == decline::kAlreadyDecided);
    CHECK(shop.hand_over(id).error().text_key == decline::kAlreadyDecided);
    CHECK(shop.pick(id).error().text_key == decline::kAlreadyDecided);
    CHECK(shop.cancel_by_staff(id).error().text_key == decline::kAlreadyDecided);
    CHECK(shop.cancel(shop.person, id) == decline::kAlreadyDecided);
    CHECK(footprint(shop) == taken);
    shop.check_books();
}

TEST_CASE("the acceptance of a bag replayed: the same command answers again, another id is declined") {
    Shop shop;
    const OrderId id = shop.ordered({{"soup", 2}, {"chips", 1}});
    shop.cut_off();
    must(shop.pick(id));
    wire::Command command = shop.hub.command(shop.person);
    command.mutable_accept_delivery()->set_order_id(id.raw());
    REQUIRE(shop.hub.execute(shop.person, command).result() == wire::Outcome::DONE);
    const Footprint taken = footprint(shop);
    const wire::Outcome again = shop.hub.execute(shop.person, command);
    CHECK(again.result() == wire::Outcome::DONE);
    CHECK(again.repeat());
    wire::Command content = command;
    content.mutable_accept_delivery()->add_refused()->set_item("soup");
    content.mutable_accept_delivery()->mutable_refused(0)->set_units(2);
    CHECK(shop.hub.execute(shop.person, content).code() == decline::kContent);
    command.set_id(shop.hub.id<CommandId>().raw());
    CHECK(shop.hub.execute(shop.person, command).code() == decline::kAlreadyDecided);
    content.set_id(shop.hub.id<CommandId>().raw());
    CHECK(shop.hub.execute(shop.person, content).code() == decline::kAlreadyDecided);
    CHECK(footprint(shop) == taken);
    shop.check_books();
}

TEST_CASE("nothing is given back twice, nor more than was charged, nor what was refused") {
    Shop shop;
    const OrderId id = shop.ordered({{"soup", 3}, {"chips", 1}});
    shop.cut_off();
    must(shop.pick(id, {{"soup", 1}}));
    CHECK(shop.accept(shop.person, id, {{"chips", 1}}) == "");
    const Footprint before = footprint(shop);
    CHECK_FALSE(shop.refund(id, {{"chips", 1}}).ok());
    CHECK_FALSE(shop.refund(id, {{"soup", 3}}).ok());
    CHECK_FALSE(shop.refund(id, {{"soup", 0}}).ok());
    CHECK_FALSE(shop.refund(id, {{"soup", -2}}).ok());
    CHECK_FALSE(shop.refund(id, {{"soup", 1}, {"soup", 1}}).ok());
    CHECK_FALSE(shop.refund(id, {}).ok());
    CHECK(footprint(shop) == before);
    must(shop.refund(id, {{"soup", 2}}));
    const Footprint after = footprint(shop);
    CHECK_FALSE(shop.refund(id, {{"soup", 1}}).ok());
    CHECK(footprint(shop) == after);
    shop.check_books();
}

TEST_CASE("limits hold over several orders of one window, and begin anew with the next") {
    Shop shop;
    shop.hub.give(shop.person, 100'000);
    shop.ordered({{"soup", 12}});
    CHECK(shop.submit(shop.person, shop.body(shop.hub.id<OrderId>(), {{"soup", 1}})) == decline::kOverItem);
    CHECK(shop.submit(shop.person, shop.body(shop.hub.id<OrderId>(), {{"tea", 29}})) == decline::kOverCategory);
    must(shop.hub.run([&](Work& work) {
        return Standings::set_classes(work, {{"standard", Cents::of(2'000), true}});
    }));
    CHECK(shop.submit(shop.person, shop.body(shop.hub.id<OrderId>(), {{"tea", 8}})) == decline::kOverLimit);
    CHECK(shop.submit(shop.person, shop.body(shop.hub.id<OrderId>(), {{"soap", 9}})) == "");
    shop.hub.clock.set_now(shop.window_now().times.cut_off + std::chrono::hours(24 * 4));
    shop.tick();
    shop.window = shop.open_window();
    CHECK(shop.submit(shop.person, shop.body(shop.hub.id<OrderId>(), {{"soup", 12}})) == "");
}

TEST_CASE("what staff have barred for one person is declined until it is over") {
    Shop shop;
    Restrictions strict;
    strict.diets = {"low_salt"};
    strict.barred_items = {"tea"};
    strict.barred = true;
    strict.barred_until = shop.hub.clock.now() + std::chrono::hours(5);
    must(shop.hub.run([&](Work& work) { return Standings::restrict(work, shop.person.id, strict); }));
    const auto code = [&](const char* item) {
        return shop.submit(shop.person, shop.body(shop.hub.id<OrderId>(), {{item, 1}}));
    };
    CHECK(code("chips") == decline::kBarred);
    CHECK(code("soap") == "");
    CHECK(shop.standing().barred());
    shop.hub.clock.advance(std::chrono::hours(5));
    CHECK(code("chips") == "");
    CHECK(code("soup") == decline::kBarred);
    CHECK(code("tea") == decline::kBarred);
    shop.tick();
    CHECK_FALSE(shop.standing().barred());
    CHECK(must(Standings::restrictions(*shop.hub.reader, shop.person.id)).diets == strict.diets);
}

TEST_CASE("many terminals at once: the last dollar is held once") {
    Shop shop;
    std::vector<wire::QueuedCommand> commands;
    for (int i = 0; i < 24; ++i)
        commands.push_back(shop.submission(shop.person, shop.body(shop.hub.id<OrderId>(), {{"soap", 5}})));
    std::atomic<int> taken = 0;
    std::vector<std::thread> terminals;
    for (std::size_t t = 0; t < 4; ++t) {
        terminals.emplace_back([&, t] {
            for (std::size_t i = t; i < commands.size(); i += 4)
                if (shop.hub.execute(commands[i]).result() == wire::Outcome::DONE) ++taken;
        });
    }
    for (std::thread& terminal : terminals) terminal.join();
    CHECK(taken == 10'000 / (5 * 195));
    CHECK(shop.hub.balances(shop.person).on_hold == Cents::of(taken * 5 * 195));
    shop.check_books();
}

TEST_CASE("the last unit is sold once, whoever is first") {
    Shop shop;
    const Person other = shop.hub.add_resident();
    shop.hub.give(other, 10'000);
    must(shop.hub.run([&](Work& work) { return Catalog::set_stock(work, "chips", 1); }));
    CHECK(shop.submit(shop.person, shop.body(shop.hub.id<OrderId>(), {{"chips", 1}})) == "");
    CHECK(shop.submit(other, shop.body(shop.hub.id<OrderId>(), {{"chips", 1}})) == decline::kOutOfStock);
    CHECK(shop.stock_of("chips") == 0);
    shop.check_books();
}
