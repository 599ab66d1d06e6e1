// A seeded workload of everything that moves money, against a model so simple that it can be seen to be right.
#include <map>
#include <thread>

#include <catch2/catch.hpp>

#include "platform/facility/ledger/deposits.h"
#include "tests/unit/platform/facility/hub_fixture/hub_fixture.h"

using namespace dayroom;
using namespace dayroom::facility;
using dayroom::test::HubFixture;
using dayroom::test::must;
using dayroom::test::Person;

namespace {

struct ModelAccount {
    std::int64_t spendable = 0;
    std::int64_t savings = 0;
    std::int64_t held = 0;
    std::int64_t available() const { return spendable - held; }
};
struct ModelHold {
    std::size_t person = 0;
    std::int64_t cents = 0;
    bool open = true;
};

class Simulation {
public:
    explicit Simulation(std::uint64_t seed) : hub(seed), random(seed * 31 + 1) {
        for (int i = 0; i < 4; ++i) people.push_back(hub.add_resident());
        model.resize(people.size());
        StoredRule savings;
        savings.rule = {"savings", "rule", 1'000, {}, {}, Cents::of(INT64_MAX), true};
        must(hub.run([&](Work& work) { return hub.deposits.set_rules(work, {savings}); }));
    }

    void step() {
        const std::size_t who = random.below(people.size());
        // Often too much, now and then exactly everything.
        std::int64_t cents = static_cast<std::int64_t>(random.below(600)) + 1;
        if (random.below(10) == 0 && model[who].available() > 0) cents = model[who].available();
        switch (random.below(8)) {
            case 0:
                return deposit(who, cents);
            case 1:
            case 2:
                return charge(who, cents);
            case 3:
            case 4:
                return hold(who, cents);
            case 5:
                return post(cents);
            case 6:
                return void_hold();
            default:
                return save(who, cents);
        }
    }

    void compare() {
        for (std::size_t i = 0; i < people.size(); ++i) {
            const BalanceSheet sheet = hub.balances(people[i]);
            REQUIRE(sheet.spendable == Cents::of(model[i].available()));
            REQUIRE(sheet.savings == Cents::of(model[i].savings));
            REQUIRE(sheet.on_hold == Cents::of(model[i].held));
        }
        const TieOutReport report = hub.tie();
        INFO(report.text());
        REQUIRE(report.ties());
        REQUIRE(report.resident_cents + report.house_cents == 0);
    }

    HubFixture hub;

private:
    Charge make(std::size_t who, std::int64_t cents) {
        return {hub.id<TransferId>(), people[who].id, must(PositiveCents::of(cents)), "revenue/x", {}};
    }
    void deposit(std::size_t who, std::int64_t cents) {
        const Deposit deposit{
            hub.id<TransferId>(), people[who].id, must(PositiveCents::of(cents * 2)), {}, "family", ""};
        must(hub.run([&](Work& work) { return hub.deposits.deposit(work, deposit); }));
        const std::int64_t saved = cents * 2 / 10;
        model[who].savings += saved;
        model[who].spendable += cents * 2 - saved;
    }
    void charge(std::size_t who, std::int64_t cents) {
        const Charge one = make(who, cents);
        const Status done = hub.run([&](Work& work) { return hub.ledger.charge(work, one); });
        REQUIRE(done.ok() == (model[who].available() >= cents));
        if (done.ok()) model[who].spendable -= cents;
    }
    void hold(std::size_t who, std::int64_t cents) {
        const Charge one = make(who, cents);
        const Status done =
            hub.run([&](Work& work) { return hub.ledger.hold(work, one, work.now() + std::chrono::hours(1)); });
        REQUIRE(done.ok() == (model[who].available() >= cents));
        if (!done.ok()) return;
        model[who].held += cents;
        holds.push_back({one.id, {who, cents, true}});
    }
    void post(std::int64_t wanted) {
        if (holds.empty()) return;
        auto& [id, hold] = holds[random.below(holds.size())];
        const std::int64_t part = random.below(2) == 0 ? hold.cents : wanted;
        const Status done =
            hub.run([&, hold_id = id](Work& work) { return hub.ledger.post_part(work, hold_id, part); });
        REQUIRE(done.ok() == (hold.open && part <= hold.cents));
        if (!done.ok()) return;
        hold.open = false;
        model[hold.person].held -= hold.cents;
        model[hold.person].spendable -= part;
    }
    void void_hold() {
        if (holds.empty()) return;
        auto& [id, hold] = holds[random.below(holds.size())];
        const Status done = hub.run([&, hold_id = id](Work& work) { return hub.ledger.void_hold(work, hold_id); });
        REQUIRE(done.ok() == hold.open);
        if (!done.ok()) return;
        hold.open = false;
        model[hold.person].held -= hold.cents;
    }
    void save(std::size_t who, std::int64_t cents) {
        const Status done = hub.run([&](Work& work) {
            return hub.ledger.move(work, work.make_id<TransferId>(), people[who].id, AccountKind::kSpendable,
                                   AccountKind::kSavings, must(PositiveCents::of(cents)), {});
        });
        REQUIRE(done.ok() == (model[who].available() >= cents));
        if (!done.ok()) return;
        model[who].spendable -= cents;
        model[who].savings += cents;
    }

    SeededRandom random;
    std::vector<Person> people;
    std::vector<ModelAccount> model;
    std::vector<std::pair<TransferId, ModelHold>> holds;
};

}  // namespace

TEST_CASE("any workload: the books equal the model, sum to zero, and nothing goes below zero") {
    for (const std::uint64_t seed : {11U, 12U, 13U}) {
        INFO("seed " << seed);
        Simulation simulation(seed);
        for (int i = 1; i <= 250; ++i) {
            simulation.step();
            if (i % 50 == 0) simulation.compare();
        }
    }
}

TEST_CASE("a failing disk at any operation of a charge leaves all of it or nothing") {
    HubFixture hub;
    const Person person = hub.add_resident();
    hub.give(person, 100'000);
    std::int64_t spent = 0;
    int failed = 0;
    for (std::int64_t n = 1; n < 500; ++n) {
        const Charge charge{hub.id<TransferId>(), person.id, must(PositiveCents::of(100)), "revenue/x", {}};
        hub.faults.fail_at(n);
        const Status done = hub.run([&](Work& work) { return hub.ledger.charge(work, charge); });
        const bool fired = hub.faults.fired();
        hub.faults.disarm();
        if (done.ok()) spent += 100;
        if (!done.ok()) ++failed;
        REQUIRE(hub.balances(person).spendable == Cents::of(100'000 - spent));
        if (!fired) break;
        REQUIRE((done.ok() || done.error().code == ErrorCode::kIo || done.error().code == ErrorCode::kUnavailable));
    }
    CHECK(failed > 5);
    CHECK(hub.tie().ties());
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
