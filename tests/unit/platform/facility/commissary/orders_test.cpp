#include "platform/facility/commissary/orders.h"

#include "platform/facility/residents/residents.h"
#include "tests/unit/platform/facility/commissary/shop.h"
#include "tests/unit/platform/facility/hub_fixture/feed_client.h"

using namespace dayroom;
using namespace dayroom::facility;
using dayroom::test::must;
using dayroom::test::Person;
using dayroom::test::Shop;

TEST_CASE("an order holds its exact total, takes its stock and counts towards the limit") {
    Shop shop;
    const OrderId id = shop.ordered({{"soup", 4}, {"soap", 2}});
    CHECK(shop.hub.balances(shop.person).on_hold == Cents::of(4 * 110 + 2 * 195));
    CHECK(shop.hub.balances(shop.person).spendable == Cents::of(10'000 - 830));
    CHECK(shop.stock_of("soup") == 46);
    CHECK(shop.stock_of("soap") == -1);
    CHECK(shop.standing().used_cents() == 440);
    CHECK(shop.standing().limit_cents() == 7'500);
    CHECK(shop.standing().window_id() == shop.window.raw());
    const wire::Order order = shop.order(id);
    CHECK(order.state() == wire::Order::SUBMITTED);
    CHECK(order.total_cents() == 830);
    CHECK(order.revision() == 1);
    REQUIRE(order.lines_size() == 2);
    CHECK(order.lines(0).name(0).text() == "soup");
    shop.check_books();
}

TEST_CASE("what was handed over is charged, each cent of the rest comes back") {
    Shop shop;
    const OrderId id = shop.ordered({{"soup", 4}, {"chips", 3}, {"soap", 1}});
    const std::int64_t total = 4 * 110 + 3 * 240 + 195;
    shop.cut_off();
    must(shop.pick(id, {{"soup", 1}}));
    CHECK(shop.order(id).state() == wire::Order::PICKED);
    CHECK(shop.order(id).lines(0).short_() == 1);
    CHECK(shop.hub.balances(shop.person).on_hold == Cents::of(total));
    CHECK(shop.accept(shop.person, id, {{"chips", 2}}) == "");
    const wire::Order order = shop.order(id);
    const std::int64_t charged = 3 * 110 + 240 + 195;
    CHECK(order.state() == wire::Order::DELIVERED);
    CHECK(order.charged_cents() == charged);
    CHECK(order.given_back_cents() == total - charged);
    CHECK(order.lines(1).delivered() == 1);
    CHECK(order.lines(1).refused() == 2);
    CHECK(order.handed_over_ms() == shop.hub.clock.now().ms());
    CHECK(shop.hub.balances(shop.person).spendable == Cents::of(10'000 - charged));
    CHECK(shop.hub.balances(shop.person).on_hold == Cents());
    CHECK(shop.stock_of("chips") == 19);  // refused is there again
    CHECK(shop.stock_of("soup") == 46);   // short never was
    CHECK(must(shop.hub.ledger.house_balance(*shop.hub.reader, kCommissaryAccount)) == charged);
    shop.check_books();
}

TEST_CASE("who signed for a bag is on record: its owner with the PIN, or the one of staff who took the paper") {
    Shop shop;
    const OrderId by_pin = shop.ordered({{"soup", 1}});
    const OrderId on_paper = shop.ordered({{"tea", 1}});
    const OrderId refused = shop.ordered({{"chips", 1}});
    const OrderId waits = shop.ordered({{"tea", 2}});
    shop.cut_off();
    for (const OrderId& id : {by_pin, on_paper, refused, waits}) must(shop.pick(id));
    const auto staff = shop.hub.id<ThingId>();
    CHECK(shop.accept(shop.person, by_pin) == "");
    must(shop.hub.run_as(Actor::staff("request_staff", staff),
                         [&](Work& work) { return shop.hub.commissary.orders.hand_over(work, on_paper, {}); }));
    CHECK(shop.accept(shop.person, refused, {{"chips", 1}}) == "");
    struct Signed {
        Signature how;
        std::optional<ThingId> by;
    };
    const auto signed_of = [&](const OrderId& id) {
        return *must(shop.hub.reader->first(
            "SELECT signed, signed_by FROM commissary_order WHERE id = $1",
            [](const database::Row& row) {
                return Signed{static_cast<Signature>(row.integer(0)), row.optional_id<ThingId>(1)};
            },
            id));
    };
    CHECK(signed_of(by_pin).how == Signature::kPin);
    CHECK_FALSE(signed_of(by_pin).by);
    CHECK(signed_of(on_paper).how == Signature::kPaper);
    CHECK(signed_of(on_paper).by == staff);
    CHECK(signed_of(refused).how == Signature::kPin);
    CHECK(signed_of(waits).how == Signature::kNone);
    CHECK_FALSE(signed_of(waits).by);
}

TEST_CASE("an order of which nothing is handed over costs nothing") {
    Shop shop;
    const OrderId refused = shop.ordered({{"chips", 2}});
    const OrderId missing = shop.ordered({{"soup", 2}});
    shop.cut_off();
    must(shop.pick(refused));
    must(shop.pick(missing, {{"soup", 2}}));
    must(shop.hand_over(refused, {{"chips", 2}}));
    must(shop.hand_over(missing));
    CHECK(shop.order(refused).state() == wire::Order::REFUSED);
    CHECK(shop.order(missing).state() == wire::Order::CANCELLED);
    CHECK(shop.order(missing).reason() == kReasonShort);
    CHECK(shop.order(refused).given_back_cents() == 480);
    CHECK(shop.hub.balances(shop.person).spendable == Cents::of(10'000));
    CHECK(shop.stock_of("chips") == 20);
    CHECK(shop.stock_of("soup") == 48);
    shop.check_books();
}

TEST_CASE("until the cut-off an order is replaced in one with its money and stock, or stays as it was") {
    Shop shop;
    const OrderId id = shop.ordered({{"soup", 10}});
    CHECK(shop.submit(shop.person, shop.body(id, {{"soup", 12}, {"tea", 1}}, 1)) == "");
    CHECK(shop.order(id).revision() == 2);
    CHECK(shop.order(id).total_cents() == 12 * 110 + 95);
    CHECK(shop.order(id).lines_size() == 2);
    CHECK(shop.hub.balances(shop.person).on_hold == Cents::of(12 * 110 + 95));
    CHECK(shop.stock_of("soup") == 38);

    SECTION("an old revision is declined") {
        CHECK(shop.submit(shop.person, shop.body(id, {{"tea", 1}}, 1)) == "order_changed");
    }
    SECTION("more than there is leaves all as it was") {
        CHECK(shop.submit(shop.person, shop.body(id, {{"chips", 21}}, 2)) == "out_of_stock");
    }
    SECTION("without the money it leaves all as it was") {
        must(shop.hub.run([&](Work& work) -> Status {
            return shop.hub.ledger.charge(work, {work.make_id<TransferId>(),
                                                 shop.person.id,
                                                 TRY(PositiveCents::of(10'000 - 12 * 110 - 95)),
                                                 "revenue/x",
                                                 {}});
        }));
        CHECK(shop.submit(shop.person, shop.body(id, {{"chips", 6}}, 2)) == "insufficient_funds");
    }
    CHECK(shop.order(id).revision() == 2);
    CHECK(shop.hub.balances(shop.person).on_hold == Cents::of(12 * 110 + 95));
    CHECK(shop.stock_of("soup") == 38);
    CHECK(shop.stock_of("chips") == 20);
    shop.check_books();
}

TEST_CASE("what the resident or staff cancel gives all of it back") {
    Shop shop;
    const OrderId own = shop.ordered({{"soup", 3}});
    const OrderId staffs = shop.ordered({{"chips", 3}});
    CHECK(shop.cancel(shop.person, own) == "");
    must(shop.cancel_by_staff(staffs));
    CHECK(shop.order(own).state() == wire::Order::CANCELLED);
    CHECK(shop.order(staffs).reason() == "never paid");
    CHECK(shop.hub.balances(shop.person).spendable == Cents::of(10'000));
    CHECK(shop.stock_of("soup") == 50);
    CHECK(shop.standing().used_cents() == 0);
    CHECK(shop.cancel(shop.person, own) == decline::kAlreadyDecided);
    shop.check_books();
}

TEST_CASE("found missing after the hand-over: given back as a correction of the charge, once") {
    Shop shop;
    const OrderId id = shop.ordered({{"soup", 4}, {"tea", 2}});
    shop.cut_off();
    must(shop.pick(id));
    must(shop.hand_over(id));
    CHECK(shop.refund(id, {{"soup", 5}}).error().text_key == decline::kNotDelivered);
    must(shop.refund(id, {{"soup", 2}}));
    CHECK(shop.hub.balances(shop.person).spendable == Cents::of(10'000 - 2 * 110 - 2 * 95));
    const wire::Order order = shop.order(id);
    CHECK(order.charged_cents() == 2 * 110 + 2 * 95);
    CHECK(order.given_back_cents() == 2 * 110);
    CHECK(order.lines(0).short_() == 2);
    CHECK(order.lines(0).delivered() == 2);
    // The line of the statement names the line of the order's charge.
    const auto corrections = shop.hub.count(
        "SELECT count(*) FROM transfer c JOIN transfer p ON p.no = c.corrects JOIN "
        "commissary_order o JOIN transfer h ON h.id = o.hold WHERE p.pending = h.no");
    CHECK(corrections == 1);
    CHECK(shop.refund(id, {{"soup", 1}}).error().text_key == "corrected_before");
    shop.check_books();
}

TEST_CASE("orders of who leaves are cancelled, the money is free, the stock is back") {
    Shop shop;
    const OrderId open = shop.ordered({{"soup", 3}});
    shop.cut_off();
    must(shop.pick(open));
    shop.window = shop.open_window();
    must(shop.hub.run([&](Work& work) { return Residents(shop.hub.ledger).release(work, shop.person.id); }));
    CHECK(shop.order(open).state() == wire::Order::CANCELLED);
    CHECK(shop.order(open).reason() == kReasonReleased);
    CHECK(shop.hub.balances(shop.person).on_hold == Cents());
    CHECK(shop.stock_of("soup") == 50);
    shop.check_books();
}

TEST_CASE("the hold outlasts the order: what nobody hands over is cancelled first") {
    Shop shop;
    const OrderId id = shop.ordered({{"soup", 3}});
    const Timestamp delivery = shop.window_now().times.delivery;
    shop.cut_off();
    must(shop.pick(id));
    shop.hub.clock.set_now(delivery + kUndeliveredTime);
    shop.tick();
    must(shop.hub.run([&](Work& work) -> Status {
        TRY(shop.hub.ledger.expire_holds(work, 100));
        return {};
    }));
    CHECK(shop.order(id).state() == wire::Order::PICKED);
    CHECK(shop.hub.balances(shop.person).on_hold == Cents::of(330));
    shop.hub.clock.advance(Milliseconds(1));
    shop.tick();
    CHECK(shop.order(id).state() == wire::Order::CANCELLED);
    CHECK(shop.order(id).reason() == kReasonNotDelivered);
    shop.check_books();
}

TEST_CASE("a terminal follows it all through the feed, and a shared scope says only what is sold out") {
    Shop shop;
    test::FeedClient client(shop.hub);
    client.sign_in(shop.person);
    client.sync();
    const Scope facility = Scope::facility(shop.hub.facility);
    const Scope resident = Scope::resident(shop.person.id);
    const auto stock = [&](const std::string& item) {
        for (const auto& [id, record] : client.held(facility)) {
            if (record.has_catalog_item() && record.catalog_item().code() == item) return record.catalog_item().stock();
        }
        return -2;
    };
    const auto changes = [&] { return shop.hub.count("SELECT head FROM feed_scope WHERE kind = 1"); };
    CHECK(stock("chips") == 20);
    CHECK(stock("tea") == -1);
    const std::int64_t before = changes();
    const OrderId id = shop.ordered({{"chips", 19}});
    client.sync();
    CHECK(changes() == before);
    CHECK(stock("chips") == 20);  // as of release
    const OrderId last = shop.ordered({{"chips", 1}});
    client.sync();
    CHECK(changes() == before + 1);
    CHECK(stock("chips") == 0);
    CHECK(shop.cancel(shop.person, last) == "");
    client.sync();
    CHECK(stock("chips") == 1);
    const auto mine = client.held(resident);
    REQUIRE(mine.contains(id.raw()));
    CHECK(mine.at(id.raw()).order().total_cents() == 19 * 240);
    const std::string standing = second_companion_of(shop.person.id).raw();
    REQUIRE(mine.contains(standing));
    CHECK(mine.at(standing).commissary_standing().used_cents() == 19 * 240);
    int windows = 0;
    for (const auto& [key, record] : client.held(facility)) windows += record.has_order_window() ? 1 : 0;
    CHECK(windows == kWindowsAhead);
    shop.cut_off();
    client.sync();
    CHECK_FALSE(client.held(facility).contains(shop.window.raw()));
    CHECK(client.held(resident).at(standing).commissary_standing().used_cents() == 0);
}
