// A seeded workload of everything that is done at the commissary, against the model of pencil and paper (model.h).
#include <memory>
#include <thread>

#include "tests/unit/platform/facility/commissary/commissary_workload.h"
#include "tests/unit/platform/facility/hub_fixture/every_failure.h"

using namespace dayroom;
using namespace dayroom::facility;
using dayroom::test::CommissaryWorkload;
using dayroom::test::HubKiller;
using dayroom::test::must;
using dayroom::test::PaperShop;
using dayroom::test::Shop;

namespace {

using Workloads = std::vector<std::unique_ptr<CommissaryWorkload>>;

Workloads shoppers(PaperShop& all, HubKiller& killer, std::uint64_t seed, std::size_t people, bool alone) {
    Workloads workloads;
    for (std::size_t i = 0; i < people; ++i)
        workloads.push_back(std::make_unique<CommissaryWorkload>(all, killer, seed + i, alone));
    return workloads;
}

void must_be_right(PaperShop& all, const Workloads& workloads) {
    for (const auto& each : workloads) {
        for (const std::string& what : each->wrong) UNSCOPED_INFO(what);
        REQUIRE(each->wrong.empty());
    }
    all.must_be_proven();
}

/// What happens to everybody at once, between the steps.
void change_something(PaperShop& all, SeededRandom& random) {
    if (random.below(2) == 0) all.stock_up(random.below(2) == 0 ? "soup" : "chips", 30);
    if (random.below(2) == 0) all.change_price("tea", 90 + static_cast<std::int64_t>(random.below(20)));
}

}  // namespace

TEST_CASE(
    "any workload at a commissary on a failing disk, at a hub that is killed: balances, stock and orders equal the "
    "paper") {
    int failures = 0;
    int overtaken = 0;
    int too_late = 0;
    for (const std::uint64_t seed : {21U, 22U, 23U}) {
        CAPTURE(seed);
        PaperShop all(seed);
        HubKiller killer(all.shop.hub);
        const Workloads workloads = shoppers(all, killer, seed * 100, 3, true);
        SeededRandom turn(seed);
        for (int i = 1; i <= 480; ++i) {
            workloads[turn.below(workloads.size())]->step();
            if (i % 60 != 0) continue;
            CAPTURE(i);
            must_be_right(all, workloads);
            all.next_phase();
            change_something(all, turn);
        }
        for (int phases = 0; phases < 20; ++phases) all.next_phase();  // until whatever waits is given up
        must_be_right(all, workloads);
        REQUIRE(all.shop.hub.count("SELECT count(*) FROM commissary_order WHERE state IN (1, 2)") == 0);
        for (const auto& each : workloads) {
            failures += each->failures;
            overtaken += each->overtaken;
            too_late += each->too_late;
            CHECK(each->done > 20);
            CHECK(each->refused > 10);
        }
        CHECK(killer.kills() > 3);
    }
    CHECK(failures > 50);
    CHECK(overtaken > 20);
    CHECK(too_late > 10);
}

TEST_CASE(
    "many at once at a commissary on a failing disk, at a hub that is killed: the shelf is shared out to the unit") {
    int sold_out = 0;
    for (const std::uint64_t seed : {31U, 32U}) {
        CAPTURE(seed);
        PaperShop all(seed);
        HubKiller killer(all.shop.hub);
        const Workloads workloads = shoppers(all, killer, seed * 100, 6, false);
        SeededRandom turn(seed);
        for (int phase = 0; phase < 4; ++phase) {
            CAPTURE(phase);
            std::vector<std::thread> threads;
            for (const auto& each : workloads) {
                threads.emplace_back([&workload = *each] {
                    for (int i = 0; i < 25; ++i) workload.step();
                });
            }
            for (std::thread& thread : threads) thread.join();
            must_be_right(all, workloads);
            all.next_phase();
            if (phase % 2 == 1) change_something(all, turn);
        }
        for (const auto& each : workloads) {
            CHECK(each->done > 5);
            sold_out += each->sold_out;
        }
        CHECK(killer.kills() > 3);
    }
    CHECK(sold_out > 0);
}

TEST_CASE("a failing disk at any operation of an order's life leaves all of that step or nothing") {
    Shop shop;
    const OrderId id = shop.hub.id<OrderId>();
    const auto run = [&](auto step) {
        CHECK(test::fail_at_every_operation(
                  shop.hub, [&] { return shop.hub.run_as(Actor::resident(shop.person.id), step); }) > 10);
    };
    const wire::SubmitOrder first = shop.body(id, {{"soup", 3}, {"chips", 20}});
    const wire::SubmitOrder second = shop.body(id, {{"soup", 5}, {"tea", 2}}, 1);
    Orders& orders = shop.hub.commissary.orders;
    run([&](Work& work) { return orders.submit(work, shop.person.id, work.make_id<CommandId>(), first, work.now()); });
    CHECK(shop.hub.balances(shop.person).on_hold == Cents::of(3 * 110 + 20 * 240));
    run([&](Work& work) { return orders.submit(work, shop.person.id, work.make_id<CommandId>(), second, work.now()); });
    CHECK(shop.hub.balances(shop.person).on_hold == Cents::of(5 * 110 + 2 * 95));
    CHECK(shop.stock_of("chips") == 20);
    shop.cut_off();
    run([&](Work& work) { return orders.pick(work, id, {{"soup", 1}}); });
    run([&](Work& work) { return orders.accept(work, shop.person.id, id, {{"tea", 1}}); });
    CHECK(shop.order(id).charged_cents() == 4 * 110 + 95);
    run([&](Work& work) -> Status {
        TRY(orders.refund(work, id, {{"soup", 1}}, "found missing"));
        return {};
    });
    CHECK(shop.hub.balances(shop.person).spendable == Cents::of(10'000 - 3 * 110 - 95));
}

TEST_CASE("a failing disk at any operation of a cancellation or of a new catalogue leaves all of it or nothing") {
    Shop shop;
    const OrderId mine = shop.ordered({{"soup", 3}, {"chips", 2}});
    const OrderId other = shop.ordered({{"tea", 1}});
    Orders& orders = shop.hub.commissary.orders;
    const auto run = [&](auto step) {
        CHECK(test::fail_at_every_operation(shop.hub, [&] { return shop.hub.run(step); }) > 10);
    };
    run([&](Work& work) { return orders.cancel(work, shop.person.id, mine); });
    CHECK(shop.stock_of("soup") == 50);
    run([&](Work& work) { return orders.cancel_by_staff(work, other, "never paid"); });
    CHECK(shop.hub.balances(shop.person).spendable == Cents::of(10'000));
    CatalogImport catalog = test::usual_catalog();
    catalog.items[1].item.set_price_cents(260);
    catalog.items.pop_back();
    run([&](Work& work) -> Status {
        TRY(Catalog::import(work, catalog));
        return {};
    });
    CHECK(shop.price_of("chips") == 260);
    CHECK_FALSE(must(Catalog::find(*shop.hub.reader, "soap"))->active);
}
