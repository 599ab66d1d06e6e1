// Money towards the costs of a release: it goes the way of all money out, to nobody's contact.
#include <catch2/catch.hpp>

#include "platform/facility/feed/decline.h"
#include "platform/facility/feed/records.h"
#include "platform/facility/leaving/leaving.h"
#include "platform/facility/transfers/transfers.h"
#include "tests/unit/platform/facility/hub_fixture/hub_fixture.h"

using namespace dayroom;
using namespace dayroom::facility;
using dayroom::test::HubFixture;
using dayroom::test::must;
using dayroom::test::Person;

namespace {

struct Bail {
    HubFixture hub;
    Person person = hub.add_resident();
    TransferId last;

    Bail() {
        hub.give(person, 10'000);
        hub.set_price(kSendMoneyPrice, 150);
        must(hub.run([&](Work& work) -> Status {
            wire::Facility facility = TRY(read_facility(work.db()));
            facility.mutable_policy()->set_send_money(true);
            facility.mutable_policy()->set_cooling_off_hours(24);
            return set_facility(work, facility);
        }));
    }
    std::string send(std::int64_t cents) {
        wire::Command command = hub.command(person);
        wire::SendMoney& body = *command.mutable_send_money();
        last = hub.id<TransferId>();
        body.set_transfer_id(last.raw());
        body.set_purpose(wire::SendMoney::RELEASE_COSTS);
        body.set_cents(cents);
        body.set_fee_seen_cents(150);
        body.set_note("bail");
        body.set_receipt_code(hub.receipt());
        return run(command);
    }
    std::string take_back() {
        wire::Command command = hub.command(person);
        command.mutable_withdraw_send_money()->set_transfer_id(last.raw());
        return run(command);
    }
    std::string run(const wire::Command& command) {
        const wire::Outcome outcome = hub.execute(person, command);
        REQUIRE(outcome.result() != wire::Outcome::RETRY);
        return outcome.result() == wire::Outcome::DONE ? "" : outcome.code();
    }
    std::string pay() {
        const Status done = hub.run_as(Actor::staff("trust_office", hub.id<ThingId>()),
                                       [&](Work& work) { return hub.transfers.pay(work, last); });
        return done.ok() ? "" : done.error().text_key;
    }
    Status refuse() {
        return hub.run_as(Actor::staff("trust_office", hub.id<ThingId>()),
                          [&](Work& work) { return hub.transfers.refuse(work, last, "No bail is set."); });
    }
    OutgoingMoney outgoing() { return *must(hub.transfers.find(*hub.reader, last)); }
    void check(std::int64_t spendable, std::int64_t on_hold) {
        const BalanceSheet sheet = hub.balances(person);
        CHECK(sheet.spendable == Cents::of(spendable));
        CHECK(sheet.on_hold == Cents::of(on_hold));
        CHECK(hub.tie().ties());
    }
};

}  // namespace

TEST_CASE("release costs are held with the fee and paid after the cooling-off time, to no contact") {
    Bail bail;
    REQUIRE(bail.send(2'500).empty());
    bail.check(7'350, 2'650);
    CHECK(bail.outgoing().purpose == wire::SendMoney::RELEASE_COSTS);
    CHECK_FALSE(bail.outgoing().contact);
    CHECK(must(load_transaction(*bail.hub.reader, bail.last))->reason_code() == "release_costs");
    bail.hub.clock.advance(std::chrono::hours(24) - Milliseconds(1));
    CHECK(bail.pay() == "cooling_off");
    bail.check(7'350, 2'650);
    bail.hub.clock.advance(Milliseconds(1));
    CHECK(bail.pay().empty());
    CHECK(bail.pay() == decline::kAlreadyDecided);
    CHECK(bail.take_back() == decline::kAlreadyDecided);
    CHECK(must(bail.hub.ledger.house_balance(*bail.hub.reader, kPayableOutgoing)) == 2'500);
    CHECK(bail.outgoing().state == OutgoingMoney::State::kPaid);
    bail.check(7'350, 0);
}

TEST_CASE("release costs refused or taken back come back whole, with a notice when staff refused") {
    Bail bail;
    REQUIRE(bail.send(2'500).empty());
    SECTION("refused") {
        must(bail.refuse());
        const auto told = must(bail.hub.notices.list(*bail.hub.reader, false));
        REQUIRE(told.size() == 1);
        CHECK(told[0].scope == Scope::resident(bail.person.id));
        CHECK(told[0].notice.text(0).text().find("$25.00") != std::string::npos);
        CHECK(told[0].notice.text(0).text().find("No bail is set.") != std::string::npos);
    }
    SECTION("taken back") { REQUIRE(bail.take_back().empty()); }
    bail.hub.clock.advance(std::chrono::hours(48));
    CHECK(bail.pay() == decline::kAlreadyDecided);
    bail.check(10'000, 0);
}

TEST_CASE("release costs count towards the brake with their fee, and a refusal gives the day back") {
    Bail bail;
    wire::Command brake = bail.hub.command(bail.person);
    brake.mutable_set_spend_brake()->set_daily_cents(1'000);
    REQUIRE(bail.run(brake).empty());
    CHECK(bail.send(851) == decline::kSpendBrake);
    bail.check(10'000, 0);
    REQUIRE(bail.send(850).empty());
    bail.check(9'000, 1'000);
    const TransferId held = bail.last;
    CHECK(bail.send(1) == decline::kSpendBrake);
    bail.last = held;
    must(bail.refuse());
    CHECK(bail.send(850).empty());
    bail.check(9'000, 1'000);
}

TEST_CASE("release costs of somebody who is released meanwhile come back and are not paid") {
    Bail bail;
    REQUIRE(bail.send(2'500).empty());
    Residents residents(bail.hub.ledger);
    Leaving leaving(residents, bail.hub.transfers, bail.hub.requests, bail.hub.messages, bail.hub.ledger);
    must(bail.hub.run([&](Work& work) { return leaving.begin(work, bail.person.id); }));
    for (bool ended = false; !ended;) {
        must(bail.hub.run([&](Work& work) -> Status {
            ended = TRY(leaving.go_on(work, bail.person.id));
            return {};
        }));
    }
    bail.check(10'000, 0);
    CHECK(bail.outgoing().state != OutgoingMoney::State::kWaiting);
    bail.hub.clock.advance(std::chrono::hours(48));
    CHECK(bail.pay() == decline::kAlreadyDecided);
    bail.check(10'000, 0);
}
