// A seeded workload of everything that is done at the commissary, against the model of pencil and paper (model.h).
#include "platform/base/random.h"
#include "tests/unit/platform/facility/commissary/model.h"
#include "tests/unit/platform/facility/commissary/shop.h"
#include "tests/unit/platform/facility/hub_fixture/hub_killer.h"

using namespace dayroom;
using namespace dayroom::facility;
using dayroom::test::must;
using dayroom::test::Paper;
using dayroom::test::PaperOrder;
using dayroom::test::Person;
using dayroom::test::Shop;
using dayroom::test::Wants;
using State = PaperOrder::State;

namespace {

class CommissarySimulation {
public:
    explicit CommissarySimulation(std::uint64_t seed) : shop(seed), random(seed * 77 + 5) {
        paper.items = {{"soup", {110, 50, 12, false, true}},
                       {"chips", {240, 20, 0, false, true}},
                       {"tea", {95, -1, 0, false, true}},
                       {"soap", {195, -1, 0, true, false}}};
        people.push_back(shop.hub.add_resident());
        people.push_back(shop.hub.add_resident());
        people.push_back(shop.hub.add_resident());
        for (const Person& person : people) {
            const std::int64_t cents = 2'000 + static_cast<std::int64_t>(random.below(6'000));
            shop.hub.give(person, cents);
            paper.given.push_back(cents);
        }
        must(shop.hub.run([&](Work& work) -> Status {
            CatalogImport catalog = test::usual_catalog();
            catalog.categories->front().category.set_max_units(Paper::kMostFood);
            TRY(Catalog::import(work, catalog));
            return Standings::set_classes(work, {{"standard", Cents::of(Paper::kLimit), true}});
        }));
    }

    void step() {
        switch (random.below(13)) {
            case 0:
            case 1:
            case 2:
            case 3:
                return submit();
            case 4:
            case 5:
                return replace();
            case 6:
                return cancel();
            case 7:
            case 8:
                return pick();
            case 9:
                return hand_over();
            case 10:
                return refund();
            case 11:
                return reorder();
            default:
                return random.below(4) == 0 ? next_window() : cancel_by_staff();
        }
    }

    void compare() {
        for (std::size_t who = 0; who < people.size(); ++who) {
            const BalanceSheet sheet = shop.hub.balances(people[who]);
            REQUIRE(sheet.spendable == Cents::of(paper.can_spend(who)));
            REQUIRE(sheet.on_hold == Cents::of(paper.held(who)));
        }
        for (const char* item : {"soup", "chips"}) REQUIRE(shop.stock_of(item) == paper.left(item));
        for (std::size_t at = 0; at < ids.size(); ++at) {
            const wire::Order order = shop.order(ids[at]);
            REQUIRE(order.state() == static_cast<int>(paper.orders[at].state) + 1);
            REQUIRE(order.revision() == paper.orders[at].revision);
        }
        std::int64_t paid = 0;
        for (std::size_t who = 0; who < people.size(); ++who) paid += paper.paid(who);
        REQUIRE(must(shop.hub.ledger.house_balance(*shop.hub.reader, kCommissaryAccount)) == paid);
        REQUIRE(shop.hub.count("SELECT count(*) FROM account WHERE kind < 5 AND balance - held < 0") == 0);
        REQUIRE(shop.hub.count("SELECT count(*) FROM (SELECT pending FROM transfer WHERE pending IS NOT NULL GROUP BY "
                               "pending HAVING count(*) > 1)") == 0);
        REQUIRE(shop.hub.count("SELECT count(*) FROM commissary_refund r JOIN transfer t ON t.id = r.transfer WHERE "
                               "t.corrects IS NULL") == 0);
        shop.check_books();
    }

    Shop shop;
    Paper paper;

private:
    Wants some() {
        Wants wants;
        for (const char* item : {"soup", "chips", "tea", "soap"}) {
            if (random.below(3) == 0) wants.emplace_back(item, 1 + static_cast<int>(random.below(9)));
        }
        if (wants.empty()) wants.emplace_back("tea", 1);
        return wants;
    }
    static std::map<std::string, int> as_map(const Wants& wants) { return {wants.begin(), wants.end()}; }
    static void put(PaperOrder& order, const Wants& wants) {
        order.lines.clear();
        for (const auto& [item, units] : wants) order.lines[item].units = units;
    }
    std::size_t any() { return random.below(paper.orders.size()); }
    bool may_change(const PaperOrder& order) const {
        return order.window == paper.window && order.state == State::kSubmitted;
    }

    void submit() { submit_as(shop.hub.id<OrderId>(), random.below(people.size())); }
    bool submit_as(const OrderId& id, std::size_t who) {
        const Wants wants = some();
        const bool done = shop.submit(people[who], shop.body(id, wants)).empty();
        REQUIRE(done == paper.allows(who, as_map(wants)));
        if (!done) return false;
        PaperOrder order;
        order.number = ids.size();
        order.who = who;
        order.window = paper.window;
        put(order, wants);
        paper.orders.push_back(order);
        ids.push_back(id);
        return true;
    }
    /// Commands that overtake each other: a cancellation before its order, a change of a change before the change, an
    /// old change after a new one.
    void reorder() {
        const std::size_t who = random.below(people.size());
        const auto id = shop.hub.id<OrderId>();
        REQUIRE(shop.cancel(people[who], id) == "not_found");
        if (!submit_as(id, who)) return;
        PaperOrder& order = paper.orders.back();
        REQUIRE(shop.submit(people[who], shop.body(id, some(), 2)) == decline::kOrderChanged);
        const wire::SubmitOrder old = shop.body(id, some(), 1);
        const Wants wants = some();
        const bool done = shop.submit(people[who], shop.body(id, wants, 1)).empty();
        REQUIRE(done == paper.allows(who, as_map(wants), order.number));
        if (!done) return;
        put(order, wants);
        ++order.revision;
        REQUIRE(shop.submit(people[who], old) == decline::kOrderChanged);
    }
    void replace() {
        if (ids.empty()) return;
        const std::size_t at = any();
        PaperOrder& order = paper.orders[at];
        const Wants wants = some();
        const bool stale = random.below(5) == 0;
        const bool done =
            shop.submit(people[order.who], shop.body(ids[at], wants, stale ? order.revision + 1 : order.revision))
                .empty();
        REQUIRE(done == (!stale && may_change(order) && paper.allows(order.who, as_map(wants), at)));
        if (!done) return;
        put(order, wants);
        ++order.revision;
    }
    void cancel() {
        if (ids.empty()) return;
        const std::size_t at = any();
        const std::size_t who = random.below(people.size());
        const bool done = shop.cancel(people[who], ids[at]).empty();
        REQUIRE(done == (who == paper.orders[at].who && may_change(paper.orders[at])));
        if (done) paper.orders[at].state = State::kCancelled;
    }
    void cancel_by_staff() {
        if (ids.empty()) return;
        const std::size_t at = any();
        PaperOrder& order = paper.orders[at];
        const bool done = shop.cancel_by_staff(ids[at]).ok();
        REQUIRE(done == order.open());
        if (done) order.state = State::kCancelled;
    }
    void pick() {
        if (ids.empty()) return;
        const std::size_t at = any();
        PaperOrder& order = paper.orders[at];
        Wants missing;
        bool fits = order.open() && order.window < paper.window;
        for (const auto& [item, line] : order.lines) {
            if (random.below(4) != 0) continue;
            const int units = 1 + static_cast<int>(random.below(static_cast<std::uint64_t>(line.units) + 1));
            fits = fits && units <= line.units;
            missing.emplace_back(item, units);
        }
        const bool done = shop.pick(ids[at], missing).ok();
        REQUIRE(done == fits);
        if (!done) return;
        order.state = State::kPicked;
        for (auto& [item, line] : order.lines) line.missing = 0;
        for (const auto& [item, units] : missing) order.lines[item].missing = units;
    }
    void hand_over() {
        if (ids.empty()) return;
        const std::size_t at = any();
        PaperOrder& order = paper.orders[at];
        Wants refused;
        bool fits = order.state == State::kPicked;
        for (const auto& [item, line] : order.lines) {
            if (random.below(3) != 0) continue;
            const int units = 1 + static_cast<int>(random.below(static_cast<std::uint64_t>(line.units)));
            fits = fits && units <= line.units - line.missing;
            refused.emplace_back(item, units);
        }
        const bool by_pin = random.below(2) == 0;
        const bool done =
            by_pin ? shop.accept(people[order.who], ids[at], refused).empty() : shop.hand_over(ids[at], refused).ok();
        REQUIRE(done == fits);
        if (!done) return;
        int kept = 0;
        for (const auto& [item, units] : refused) order.lines[item].refused = units;
        for (const auto& [item, line] : order.lines) kept += line.kept();
        order.state = kept > 0 ? State::kDelivered : refused.empty() ? State::kCancelled : State::kRefused;
    }
    void refund() {
        if (ids.empty()) return;
        const std::size_t at = any();
        PaperOrder& order = paper.orders[at];
        auto& [item, line] = *order.lines.begin();
        const int units = 1 + static_cast<int>(random.below(4));
        const bool done = shop.refund(ids[at], {{item, units}}).ok();
        REQUIRE(done == (order.state == State::kDelivered && !order.given_back_later && units <= line.kept()));
        if (!done) return;
        line.returned = units;
        order.given_back_later = true;
    }
    void next_window() {
        shop.hub.clock.set_now(shop.window_now().times.cut_off + std::chrono::hours(24 * 4));
        shop.tick();
        shop.window = shop.open_window();
        // What nobody has handed over for 60 days after its delivery is cancelled: that of ten windows ago.
        for (PaperOrder& order : paper.orders) {
            if (order.open() && paper.window - order.window >= 9) order.state = State::kCancelled;
        }
        ++paper.window;
    }

    SeededRandom random;
    std::vector<Person> people;
    std::vector<OrderId> ids;
};

}  // namespace

TEST_CASE(
    "any workload at a commissary that is killed: balances, stock and states equal the model, and the books tie") {
    for (const std::uint64_t seed : {21U, 22U, 23U, 24U}) {
        INFO("seed " << seed);
        CommissarySimulation simulation(seed);
        test::HubKiller killer(simulation.shop.hub);
        SeededRandom turn(seed);
        for (int i = 1; i <= 240; ++i) {
            simulation.step();
            if (turn.below(20) == 0) killer.kill();
            if (i % 40 == 0) simulation.compare();
        }
        CHECK(killer.kills() > 3);
    }
}

namespace {

/// Does `job` again and again with the n-th operation of the database failing, until none fails any more.
template <typename Job, typename Check>
int fail_each(Shop& shop, Job job, Check check) {
    int failed = 0;
    for (std::int64_t n = 1; n < 2'000; ++n) {
        shop.hub.fail_at(n);
        const bool done = job();
        const bool fired = shop.hub.faults.fired();
        shop.hub.faults.disarm();
        check(done);
        if (!done) ++failed;
        if (!fired || done) break;
    }
    return failed;
}

struct Figures {
    std::int64_t spendable, held, soup, chips, transfers;
    bool operator==(const Figures&) const = default;
};
Figures figures(Shop& shop) {
    const BalanceSheet sheet = shop.hub.balances(shop.person);
    return {sheet.spendable.units(), sheet.on_hold.units(), shop.stock_of("soup"), shop.stock_of("chips"),
            shop.hub.count("SELECT count(*) FROM transfer")};
}

}  // namespace

TEST_CASE("a failing disk at any write of an order's life leaves all of that step or nothing") {
    Shop shop;
    const OrderId id = shop.hub.id<OrderId>();
    Figures before = figures(shop);
    const auto check = [&](bool done) {
        if (!done) REQUIRE(figures(shop) == before);
        shop.check_books();
    };
    const auto run = [&](auto step) {
        before = figures(shop);
        const int failed = fail_each(
            shop, [&] { return shop.hub.run_as(Actor::resident(shop.person.id), step).ok(); }, check);
        CHECK(failed > 5);
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
