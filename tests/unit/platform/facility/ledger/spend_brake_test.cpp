// The brake: what counts, on which day, and that it is quick to pull and slow to let go.
#include "platform/facility/ledger/spend_brake.h"

#include <catch2/catch.hpp>

#include "platform/facility/feed/counted_spending.h"
#include "tests/unit/platform/facility/hub_fixture/hub_fixture.h"

using namespace dayroom;
using namespace dayroom::facility;
using dayroom::test::HubFixture;
using dayroom::test::must;
using dayroom::test::Person;

namespace {

struct Spender {
    HubFixture hub;
    Person person = hub.add_resident();
    Spender() { hub.give(person, 50'000); }

    void facility_brake(std::int64_t cents) {
        must(hub.run([&](Work& work) -> Status {
            wire::Facility facility = TRY(read_facility(work.db()));
            facility.mutable_policy()->set_daily_brake_cents(cents);
            return set_facility(work, facility);
        }));
    }
    void choose(std::int64_t cents) {
        wire::Command command = hub.command(person);
        command.mutable_set_spend_brake()->set_daily_cents(cents);
        REQUIRE(hub.execute(person, command).result() == wire::Outcome::DONE);
    }
    std::string spend(std::int64_t cents, TransferKind kind = TransferKind::kRequestFee) {
        return by(Actor::resident(person.id), [&](Work& work) { return hub.ledger.charge(work, charge(cents, kind)); });
    }
    std::string hold(std::int64_t cents, TransferId* id) {
        const Charge wanted = charge(cents, TransferKind::kCommissary);
        *id = wanted.id;
        return by(Actor::resident(person.id),
                  [&](Work& work) { return hub.ledger.hold(work, wanted, work.now() + std::chrono::hours(24 * 30)); });
    }
    void release(const TransferId& id) {
        REQUIRE(by(Actor::system(), [&](Work& work) { return hub.ledger.void_hold(work, id); }).empty());
    }
    std::int64_t left() { return must(read_counted_spending(*hub.reader, person.id, hub.clock.now())).left(); }
    void next_day() { hub.clock.advance(Milliseconds(24 * 3'600'000)); }

private:
    Charge charge(std::int64_t cents, TransferKind kind) {
        return {hub.id<TransferId>(), person.id, must(PositiveCents::of(cents)), "revenue/test", {kind, "fee", {}, {}}};
    }
    std::string by(Actor actor, const Writer::Job& job) {
        const Status done = hub.run_as(std::move(actor), job);
        return done.ok() ? "" : done.error().text_key;
    }
};

}  // namespace

TEST_CASE("without a brake everything may be spent, and nothing is counted") {
    Spender spender;
    CHECK(spender.spend(50'000).empty());
    CHECK(spender.hub.count("SELECT count(*) FROM spend_brake") == 0);
}

TEST_CASE("a chosen brake stops at its cent, counts at once, and begins anew the next day") {
    Spender spender;
    spender.choose(2'000);
    CHECK(spender.spend(1'500).empty());
    CHECK(spender.left() == 500);
    CHECK(spender.spend(501) == "spend_brake");
    CHECK(spender.left() == 500);
    CHECK(spender.spend(500).empty());
    CHECK(spender.spend(1) == "spend_brake");
    spender.next_day();
    CHECK(spender.left() == 2'000);
    CHECK(spender.spend(2'000).empty());
    CHECK(spender.hub.tie().ties());
}

TEST_CASE("less counts at once, more, or none, from the next day on") {
    Spender spender;
    spender.choose(2'000);
    spender.choose(5'000);
    CHECK(spender.spend(2'001) == "spend_brake");
    spender.choose(1'000);  // also forgets the 5,000
    CHECK(spender.spend(1'001) == "spend_brake");
    spender.next_day();
    CHECK(spender.left() == 1'000);
    spender.choose(0);
    CHECK(spender.spend(1'001) == "spend_brake");
    spender.next_day();
    CHECK(spender.spend(40'000).empty());
    spender.choose(3'000);
    CHECK(spender.left() == 3'000);  // what was spent before there was a brake does not count
}

TEST_CASE("the facility's brake is for everybody, the lower of the two counts") {
    Spender spender;
    spender.facility_brake(3'000);
    CHECK(spender.spend(3'001) == "spend_brake");
    spender.choose(10'000);
    CHECK(spender.spend(3'001) == "spend_brake");
    spender.choose(1'000);
    CHECK(spender.spend(1'001) == "spend_brake");
    CHECK(spender.spend(1'000).empty());
}

TEST_CASE("what is spending: not a co-pay, not savings, not what staff or the system take") {
    Spender spender;
    spender.choose(100);
    CHECK(spender.spend(500, TransferKind::kCopay).empty());
    const auto move = [&](wire::MoveMoney::To to, std::int64_t cents) {
        wire::Command command = spender.hub.command(spender.person);
        wire::MoveMoney& body = *command.mutable_move_money();
        body.set_transfer_id(spender.hub.id<TransferId>().raw());
        body.set_to(to);
        body.set_cents(cents);
        body.set_receipt_code(spender.hub.receipt());
        return spender.hub.execute(spender.person, command).code();
    };
    CHECK(move(wire::MoveMoney::SAVINGS, 5'000).empty());
    CHECK(move(wire::MoveMoney::PHONE, 101) == "spend_brake");
    CHECK(move(wire::MoveMoney::PHONE, 100).empty());
    must(spender.hub.run_as(Actor::staff("trust_office", {}), [&](Work& work) {
        return spender.hub.ledger.charge(work, {spender.hub.id<TransferId>(),
                                                spender.person.id,
                                                must(PositiveCents::of(900)),
                                                "revenue/test",
                                                {TransferKind::kAdjustment, "charge", {}, {}}});
    }));
}

TEST_CASE("what is released on its day counts no more, what was held before does not make room") {
    Spender spender;
    TransferId yesterday;
    spender.choose(2'000);
    REQUIRE(spender.hold(1'200, &yesterday).empty());
    CHECK(spender.left() == 800);
    TransferId today;
    SECTION("the same day") {
        spender.release(yesterday);
        CHECK(spender.left() == 2'000);
    }
    SECTION("the next day") {
        spender.next_day();
        REQUIRE(spender.hold(500, &today).empty());
        spender.release(yesterday);
        CHECK(spender.left() == 1'500);
        spender.release(today);
        CHECK(spender.left() == 2'000);
    }
    SECTION("a part that is not delivered") {
        must(spender.hub.run([&](Work& work) { return spender.hub.ledger.post_part(work, yesterday, 1'000); }));
        CHECK(spender.left() == 1'000);
    }
    CHECK(spender.hub.tie().ties());
}

TEST_CASE("a brake that a debit runs into leaves nothing behind") {
    Spender spender;
    spender.choose(100);
    const auto transfers = spender.hub.count("SELECT count(*) FROM transfer");
    CHECK(spender.spend(101) == "spend_brake");
    CHECK(spender.hub.count("SELECT count(*) FROM transfer") == transfers);
    CHECK(spender.hub.balances(spender.person).spendable == Cents::of(50'000));
}
