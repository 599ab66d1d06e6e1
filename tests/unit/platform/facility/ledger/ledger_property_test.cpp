// A seeded workload of everything that moves money, against a model so simple that it can be seen to be right.
#include <atomic>
#include <memory>
#include <thread>

#include <catch2/catch.hpp>

#include "tests/unit/platform/facility/hub_fixture/every_failure.h"
#include "tests/unit/platform/facility/ledger/money_workload.h"

using namespace dayroom;
using namespace dayroom::facility;
using dayroom::test::HubFixture;
using dayroom::test::HubKiller;
using dayroom::test::MoneyWorkload;
using dayroom::test::must;
using dayroom::test::Neighbours;
using dayroom::test::Person;

namespace {

using Workloads = std::vector<std::unique_ptr<MoneyWorkload>>;

Workloads workloads(HubFixture& hub, HubKiller& killer, Neighbours& neighbours, std::uint64_t seed, std::size_t people,
                    bool alone) {
    test::open_bank(hub);
    Workloads all;
    for (std::size_t i = 0; i < people; ++i)
        all.push_back(std::make_unique<MoneyWorkload>(hub, killer, neighbours, seed + i, alone));
    return all;
}

void must_be_proven(HubFixture& hub, const Workloads& all) {
    for (const auto& each : all) {
        each->compare();
        for (const std::string& what : each->wrong) UNSCOPED_INFO(what);
        REQUIRE(each->wrong.empty());
    }
    const TieOutReport report = hub.tie();
    INFO(report.text());
    REQUIRE(report.ties());
    REQUIRE(report.resident_cents + report.house_cents == 0);
    // Each hold ends once, and what is given back names one charge and is not more than that.
    REQUIRE(hub.count("SELECT count(*) FROM (SELECT pending FROM transfer WHERE pending IS NOT NULL GROUP BY pending "
                      "HAVING count(*) > 1)") == 0);
    REQUIRE(hub.count("SELECT count(*) FROM hold h WHERE (h.state = 1) = EXISTS (SELECT 1 FROM transfer t WHERE "
                      "t.pending = h.transfer)") == 0);
    REQUIRE(hub.count("SELECT count(*) FROM (SELECT corrects FROM transfer WHERE corrects IS NOT NULL GROUP BY "
                      "corrects HAVING count(*) > 1)") == 0);
    REQUIRE(hub.count("SELECT count(*) FROM transfer r JOIN transfer c ON c.no = r.corrects WHERE r.amount > c.amount "
                      "OR r.unit <> c.unit OR r.debit <> c.credit OR r.credit <> c.debit") == 0);
    REQUIRE(hub.count("SELECT count(*) FROM account WHERE kind < 5 AND balance - held < 0") == 0);
}

}  // namespace

TEST_CASE("any workload on a failing disk, at a hub that is killed: the books equal the paper, and prove it") {
    int failures = 0;
    int refused = 0;
    int braked = 0;
    int overtaken = 0;
    int returns = 0;
    int packages = 0;
    int kills = 0;
    for (const std::uint64_t seed : {11U, 12U, 13U, 14U}) {
        CAPTURE(seed);
        HubFixture hub(seed);
        HubKiller killer(hub);
        Neighbours neighbours(hub, seed + 1'000);
        const Workloads all = workloads(hub, killer, neighbours, seed * 100, 3, true);
        SeededRandom turn(seed);
        for (int i = 1; i <= 640; ++i) {
            all[turn.below(all.size())]->step();
            if (i % 40 != 0) continue;
            CAPTURE(i);
            hub.clock.advance(std::chrono::minutes(turn.below(90)));
            if (i == 320) hub.clock.advance(std::chrono::hours(12));  // past midnight, at the latest
            must(hub.run([&](Work& work) -> Status {
                TRY(hub.ledger.expire_holds(work, 1'000));
                return {};
            }));
            for (const auto& each : all) each->expire();
            must_be_proven(hub, all);
        }
        const TieOutReport theirs = neighbours.other.tie();
        INFO(theirs.text());
        REQUIRE(theirs.ties());
        // Whoever was there is back.
        REQUIRE(neighbours.other.count("SELECT count(*) FROM account WHERE kind < 5 AND (balance <> 0 OR held <> 0)") ==
                0);
        for (const auto& each : all) {
            failures += each->failures;
            returns += each->returns;
            packages += each->packages;
            refused += each->refused;
            braked += each->braked;
            overtaken += each->overtaken;
            CHECK(each->done > 50);
        }
        kills += killer.kills();
    }
    CHECK(failures > 50);
    CHECK(refused > 200);
    CHECK(braked > 20);
    CHECK(overtaken > 50);
    CHECK(returns > 5);
    CHECK(packages > 5);
    CHECK(kills > 50);
}

TEST_CASE("many at once on a failing disk, at a hub that is killed: the books equal everybody's paper") {
    for (const std::uint64_t seed : {5U, 6U}) {
        CAPTURE(seed);
        HubFixture hub(seed);
        HubKiller killer(hub);
        Neighbours neighbours(hub, seed + 1'000);
        const Workloads all = workloads(hub, killer, neighbours, seed * 100, 6, false);
        std::vector<std::thread> threads;
        for (const auto& each : all) {
            threads.emplace_back([&workload = *each] {
                for (int i = 0; i < 120; ++i) workload.step();
            });
        }
        for (std::thread& thread : threads) thread.join();
        must_be_proven(hub, all);
        for (const auto& each : all) CHECK(each->done > 25);
        CHECK(killer.kills() > 5);
    }
}

TEST_CASE("a failing disk at any operation of a charge leaves all of it or nothing") {
    HubFixture hub;
    const Person person = hub.add_resident();
    hub.give(person, 1'000);
    const Charge charge{hub.id<TransferId>(), person.id, must(PositiveCents::of(100)), "revenue/x", {}};
    const auto act = [&] { return hub.run([&](Work& work) { return hub.ledger.charge(work, charge); }); };
    CHECK(test::fail_at_every_operation(hub, act) > 10);
    CHECK(hub.balances(person).spendable == Cents::of(900));
    CHECK(act().error().code == ErrorCode::kConflict);
}

TEST_CASE("many at once through the group commit: the last dollar is spent once") {
    HubFixture hub;
    const Person person = hub.add_resident();
    hub.give(person, 5'000);
    std::atomic<int> taken = 0;
    std::vector<std::thread> clients;
    for (int c = 0; c < 8; ++c) {
        clients.emplace_back([&] {
            for (int i = 0; i < 20; ++i) {
                const Status done = hub.writer->run(Actor::system(), [&](Work& work) -> Status {
                    return hub.ledger.charge(
                        work, {work.make_id<TransferId>(), person.id, TRY(PositiveCents::of(100)), "revenue/x", {}});
                });
                if (done.ok()) ++taken;
            }
        });
    }
    for (std::thread& client : clients) client.join();
    CHECK(taken == 50);
    CHECK(hub.balances(person).spendable == Cents());
    CHECK(hub.tie().ties());
}
