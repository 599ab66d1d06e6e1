// What is sold, when, and to whom: catalogue, order windows, standings.
#include "platform/facility/commissary/commissary.h"
#include "tests/unit/platform/facility/commissary/shop.h"
#include "tests/unit/platform/facility/hub_fixture/feed_client.h"

using namespace dayroom;
using namespace dayroom::facility;
using dayroom::test::must;
using dayroom::test::Person;
using dayroom::test::Shop;

namespace {

ImportReport import_into(Shop& shop, const CatalogImport& catalog) {
    return must(shop.hub.writer->make(Actor::system(), [&](Work& work) { return Catalog::import(work, catalog); }));
}

std::int64_t facility_head(Shop& shop) { return shop.hub.count("SELECT head FROM feed_scope WHERE kind = 1"); }

}  // namespace

TEST_CASE("an import releases what changed, withdraws what is gone, and nothing else") {
    Shop shop;
    const std::int64_t before = facility_head(shop);
    CHECK(import_into(shop, test::usual_catalog()).changed == 0);
    CHECK(facility_head(shop) == before);

    CatalogImport smaller = test::usual_catalog();
    smaller.items[1].item.set_price_cents(260);
    smaller.items.pop_back();
    smaller.categories->pop_back();
    const ImportReport report = import_into(shop, smaller);
    CHECK(report.changed == 1);
    CHECK(report.withdrawn == 1);
    CHECK(facility_head(shop) == before + 3);
    test::FeedClient client(shop.hub);
    client.sync();
    int items = 0;
    int categories = 0;
    for (const auto& [id, record] : client.held(Scope::facility(shop.hub.facility))) {
        items += record.has_catalog_item() ? 1 : 0;
        categories += record.has_catalog_category() ? 1 : 0;
    }
    CHECK(items == 3);
    CHECK(categories == 1);
    CHECK(shop.submit(shop.person, shop.body(shop.hub.id<OrderId>(), {{"soap", 1}})) == decline::kOutOfStock);

    CHECK(import_into(shop, test::usual_catalog()).added == 1);
    CHECK(shop.submit(shop.person, shop.body(shop.hub.id<OrderId>(), {{"soap", 1}})) == "");
}

TEST_CASE("stock that an import does not name stays, reserved units off already") {
    Shop shop;
    shop.ordered({{"soup", 10}});
    CatalogImport same = test::usual_catalog();
    same.items[0].stock.reset();
    import_into(shop, same);
    CHECK(shop.stock_of("soup") == 40);
    same.items[0].stock = -1;
    import_into(shop, same);
    CHECK(shop.stock_of("soup") == -1);
    const std::int64_t head = facility_head(shop);
    must(shop.hub.run([&](Work& work) { return Catalog::set_stock(work, "chips", 7); }));
    CHECK(facility_head(shop) == head);  // it was there and is there
    must(shop.hub.run([&](Work& work) { return Catalog::set_stock(work, "chips", 0); }));
    CHECK(facility_head(shop) == head + 1);
    CHECK_FALSE(shop.hub.run([&](Work& work) { return Catalog::set_stock(work, "file", 1); }).ok());
    CHECK_FALSE(shop.hub.run([&](Work& work) { return Catalog::set_stock(work, "chips", -2); }).ok());
}

TEST_CASE("an item that is no longer sold leaves the orders that hold it as they are") {
    Shop shop;
    const OrderId id = shop.ordered({{"chips", 4}});
    CatalogImport without = test::usual_catalog();
    without.items.erase(without.items.begin() + 1);
    import_into(shop, without);
    CHECK(shop.order(id).lines(0).name(0).text() == "chips");
    CHECK(shop.cancel(shop.person, id) == "");
    CHECK(shop.stock_of("chips") == 20);
    shop.check_books();
}

TEST_CASE("windows of one unit are for that unit, and rules that overlap are refused") {
    Shop shop;
    const Person elsewhere = shop.hub.add_resident(shop.hub.other_unit);
    const rules::WeeklyWindow weekend{6, 0, 1, 0, 3};
    const rules::WeeklyWindow midweek{2, 0, 4, 0, 5};
    const auto set = [&](const std::vector<StoredWindowRule>& rules) {
        return shop.hub.run([&](Work& work) { return OrderWindows::set_rules(work, rules); });
    };
    CHECK_FALSE(set({{{}, weekend}, {shop.hub.unit, weekend}}).ok());
    CHECK_FALSE(set({{shop.hub.unit, weekend}, {shop.hub.unit, {7, 0, 7, 60, 3}}}).ok());
    CHECK_FALSE(set({{shop.hub.id<UnitId>(), weekend}}).ok());
    must(set({{shop.hub.unit, midweek}, {shop.hub.other_unit, weekend}}));
    // The window that is open stays; those that were released ahead are gone.
    CHECK(shop.hub.count("SELECT count(*) FROM order_window WHERE unit IS NULL AND state < 3") == 1);
    shop.cut_off();
    // It reaches into Tuesday: the first of the new windows is the one a week later.
    shop.hub.clock.set_now(Timestamp::from_ms(1'780'156'800'000) + std::chrono::hours(24 * 11));  // Wednesday
    shop.tick();
    shop.window = shop.open_window();
    CHECK(shop.window_now().unit == shop.hub.unit);
    CHECK(shop.submit(shop.person, shop.body(shop.hub.id<OrderId>(), {{"tea", 1}})) == "");
    const auto theirs = must(window_of_resident(*shop.hub.reader, elsewhere.id, shop.hub.clock.now()));
    REQUIRE(theirs);
    CHECK(*theirs != thing(shop.window));
    wire::SubmitOrder order = shop.body(shop.hub.id<OrderId>(), {{"tea", 1}});
    order.set_window_id(theirs->raw());
    CHECK(shop.submit(shop.person, order) == decline::kWindowClosed);
    test::FeedClient client(shop.hub);
    client.sync();
    int windows = 0;
    for (const auto& [id, record] : client.held(Scope::unit(shop.hub.unit))) windows += record.has_order_window();
    CHECK(windows == kWindowsAhead);
}

TEST_CASE("without a class only exempt items may be had, and a class in use is not taken away") {
    Shop shop;
    const auto set = [&](const std::vector<SpendingClass>& classes) {
        return shop.hub.run([&](Work& work) { return Standings::set_classes(work, classes); });
    };
    must(set({{"gold", Cents::of(9'500), false}}));
    CHECK(shop.standing().limit_cents() == 0);
    CHECK(shop.submit(shop.person, shop.body(shop.hub.id<OrderId>(), {{"tea", 1}})) == decline::kOverLimit);
    CHECK(shop.submit(shop.person, shop.body(shop.hub.id<OrderId>(), {{"soap", 1}})) == "");
    Restrictions own;
    own.spending_class = "gold";
    must(shop.hub.run([&](Work& work) { return Standings::restrict(work, shop.person.id, own); }));
    CHECK(shop.standing().limit_cents() == 9'500);
    CHECK(shop.standing().spending_class() == "gold");
    CHECK_FALSE(set({{"standard", Cents::of(1), true}}).ok());
    CHECK(must(Standings::classes(*shop.hub.reader)).size() == 1);
    CHECK_FALSE(set({{"a", Cents::of(1), true}, {"b", Cents::of(1), true}}).ok());
    CHECK_FALSE(set({{"a", Cents::of(-1), true}}).ok());
    CHECK_FALSE(set({{"gold", Cents::of(1), true}, {"gold", Cents::of(2), false}}).ok());
    own.spending_class = "silver";
    CHECK_FALSE(shop.hub.run([&](Work& work) { return Standings::restrict(work, shop.person.id, own); }).ok());
}

TEST_CASE("a price in the books that was edited by hand is found by the tie-out") {
    Shop shop;
    const OrderId id = shop.ordered({{"soup", 4}});
    shop.cut_off();
    must(shop.pick(id));
    must(shop.hand_over(id));
    shop.check_books();
    must(shop.hub.run([&](Work& work) { return work.db().run("UPDATE commissary_line SET price_cents = 90"); }));
    const TieOutReport report = shop.hub.tie();
    REQUIRE(report.differences.size() == 1);
    CHECK(report.differences[0].what == "order_lines");
    CHECK(report.differences[0].account > 0);
}
