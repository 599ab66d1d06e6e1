#include "platform/facility/ledger/deposits.h"

#include <catch2/catch.hpp>

#include "platform/facility/feed/records.h"
#include "platform/facility/ledger/obligations.h"
#include "tests/unit/platform/facility/hub_fixture/hub_fixture.h"

using namespace dayroom;
using namespace dayroom::facility;
using dayroom::test::HubFixture;
using dayroom::test::must;
using dayroom::test::Person;

namespace {

StoredRule rule(const std::string& code, std::int64_t percent, bool savings = false, bool needs_obligation = false) {
    StoredRule out;
    out.rule.code = code;
    out.rule.legal_basis = "RCW 72.09.480";
    out.rule.basis_points = percent * 100;
    out.rule.exempt_sources = {"tribal"};
    out.rule.into_savings = savings;
    out.needs_obligation = needs_obligation;
    return out;
}

// Washington: if all apply, $100 leaves $5.
std::vector<StoredRule> washington() {
    return {rule("victims", 5),        rule("savings", 10, true), rule("court_debt", 20, false, true),
            rule("child_support", 20), rule("incarceration", 20), rule("civil_judgment", 20)};
}

Deposit deposit_of(HubFixture& hub, const Person& person, std::int64_t cents, std::int64_t fee = 0,
                   const std::string& source = "family") {
    return {hub.id<TransferId>(), person.id, must(PositiveCents::of(cents)), Cents::of(fee), source, "Maria Vega"};
}

}  // namespace

TEST_CASE("a deposit runs the rules and keeps its arithmetic") {
    HubFixture hub;
    const Person person = hub.add_resident();
    must(hub.run([&](Work& work) { return set_deduction_rules(work, washington(), {}); }));
    const ObligationId debt = hub.id<ObligationId>();
    must(hub.run([&](Work& work) {
        return hub.obligations.set(work, debt, person.id, "court_debt", "Cause 19-1-00123",
                                   must(PositiveCents::of(5'000)));
    }));
    CHECK(hub.balances(person).owed == Cents::of(5'000));

    const Deposit deposit = deposit_of(hub, person, 10'000);
    must(hub.run([&](Work& work) { return hub.deposits.deposit(work, deposit); }));
    const BalanceSheet sheet = hub.balances(person);
    CHECK(sheet.spendable == Cents::of(500));
    CHECK(sheet.savings == Cents::of(1'000));
    CHECK(sheet.owed == Cents::of(3'000));
    CHECK(must(hub.ledger.house_balance(*hub.reader, "payable/court_debt")) == 2'000);
    CHECK(must(hub.ledger.house_balance(*hub.reader, kMemoObligations)) == 3'000);

    const auto line = must(load_transaction(*hub.reader, deposit.id));
    REQUIRE(line);
    CHECK(line->gross_cents() == 10'000);
    CHECK(line->change_cents() == 500);
    CHECK(line->balance_after_cents() == 500);
    REQUIRE(line->parts_size() == 6);
    std::int64_t parts = 0;
    for (const auto& part : line->parts()) parts += part.cents();
    CHECK(parts + line->change_cents() == line->gross_cents());
    CHECK(line->parts(2).code() == "court_debt");
    CHECK(line->parts(2).still_owed_cents() == 3'000);
    CHECK(line->parts(1).into_savings());
    CHECK(hub.tie().ties());
}

TEST_CASE("an obligation is paid until it is fulfilled, and no further") {
    HubFixture hub;
    const Person person = hub.add_resident();
    must(hub.run([&](Work& work) { return set_deduction_rules(work, {rule("court_debt", 20, false, true)}, {}); }));
    must(hub.run([&](Work& work) {
        return hub.obligations.set(work, hub.id<ObligationId>(), person.id, "court_debt", {},
                                   must(PositiveCents::of(700)));
    }));
    must(hub.run([&](Work& work) { return hub.deposits.deposit(work, deposit_of(hub, person, 10'000)); }));
    CHECK(hub.balances(person).spendable == Cents::of(9'300));
    CHECK(hub.balances(person).owed == Cents());
    const auto all = must(hub.obligations.of(*hub.reader, person.id));
    REQUIRE(all.size() == 1);
    CHECK(all[0].state == Obligation::State::kFulfilled);
    must(hub.run([&](Work& work) { return hub.deposits.deposit(work, deposit_of(hub, person, 1'000)); }));
    CHECK(hub.balances(person).spendable == Cents::of(10'300));
    CHECK(hub.tie().ties());
}

TEST_CASE("a payment to a court that is corrected is owed again, and no part of it is given back") {
    HubFixture hub;
    const Person person = hub.add_resident();
    hub.give(person, 1'000);
    const ObligationId debt = hub.id<ObligationId>();
    must(hub.run([&](Work& work) {
        return hub.obligations.set(work, debt, person.id, "court_debt", {}, must(PositiveCents::of(700)));
    }));
    const TransferId payment = hub.id<TransferId>();
    must(hub.run([&](Work& work) { return hub.obligations.pay(work, payment, debt, must(PositiveCents::of(700))); }));
    CHECK(hub.balances(person).owed == Cents());
    const Reason reason{TransferKind::kAdjustment, "booked in error", {}, {}};
    const Status part = hub.run([&](Work& work) {
        return hub.ledger.give_back_part(work, hub.id<TransferId>(), payment, must(PositiveCents::of(100)), reason);
    });
    REQUIRE_FALSE(part.ok());
    CHECK(part.error().code == ErrorCode::kInvalid);
    must(hub.run([&](Work& work) { return hub.ledger.correct(work, hub.id<TransferId>(), payment, reason); }));
    CHECK(hub.balances(person).owed == Cents::of(700));
    CHECK(hub.balances(person).spendable == Cents::of(1'000));
    CHECK(must(hub.obligations.of(*hub.reader, person.id))[0].state == Obligation::State::kActive);
    CHECK(hub.tie().ties());
}

TEST_CASE("an inactive obligation takes nothing, an exempt source is not touched, the fee is taken first") {
    HubFixture hub;
    const Person person = hub.add_resident();
    must(hub.run([&](Work& work) { return set_deduction_rules(work, washington(), {}); }));
    const ObligationId debt = hub.id<ObligationId>();
    must(hub.run([&](Work& work) {
        return hub.obligations.set(work, debt, person.id, "court_debt", {}, must(PositiveCents::of(5'000)));
    }));
    must(hub.run([&](Work& work) { return hub.obligations.set_active(work, debt, false); }));
    must(hub.run([&](Work& work) { return hub.deposits.deposit(work, deposit_of(hub, person, 10'000)); }));
    CHECK(hub.balances(person).spendable == Cents::of(2'500));
    must(hub.run([&](Work& work) { return hub.deposits.deposit(work, deposit_of(hub, person, 10'000, 0, "tribal")); }));
    CHECK(hub.balances(person).spendable == Cents::of(12'500));
    must(hub.run([&](Work& work) { return hub.deposits.deposit(work, deposit_of(hub, person, 10'400, 400)); }));
    CHECK(hub.balances(person).spendable == Cents::of(15'000));
    CHECK(must(hub.ledger.house_balance(*hub.reader, kProvider)) == 400);
    CHECK_FALSE(
        hub.run([&](Work& work) { return hub.deposits.deposit(work, deposit_of(hub, person, 400, 400)); }).ok());
    CHECK_FALSE(hub.run([&](Work& work) { return hub.deposits.deposit(work, deposit_of(hub, person, 400, -1)); }).ok());
    CHECK(hub.tie().ties());
}

TEST_CASE("a deposit is corrected with all its parts, or not at all") {
    HubFixture hub;
    const Person person = hub.add_resident();
    must(hub.run([&](Work& work) { return set_deduction_rules(work, washington(), {}); }));
    must(hub.run([&](Work& work) {
        return hub.obligations.set(work, hub.id<ObligationId>(), person.id, "court_debt", {},
                                   must(PositiveCents::of(2'000)));
    }));
    const Deposit deposit = deposit_of(hub, person, 10'000, 300);
    must(hub.run([&](Work& work) { return hub.deposits.deposit(work, deposit); }));
    CHECK(hub.balances(person).owed == Cents::of(60));
    const Reason reason{TransferKind::kAdjustment, "deposit_returned", {}, {}};
    const auto correct = [&] {
        return hub.run([&](Work& work) { return hub.ledger.correct(work, hub.id<TransferId>(), deposit.id, reason); });
    };
    const Cents left = hub.balances(person).spendable;
    SECTION("when the money is still there") {
        must(correct());
        const BalanceSheet sheet = hub.balances(person);
        CHECK(sheet.spendable == Cents());
        CHECK(sheet.savings == Cents());
        CHECK(sheet.owed == Cents::of(2'000));
        CHECK(must(hub.ledger.house_balance(*hub.reader, kCash)) == 0);
        CHECK_FALSE(correct().ok());
    }
    SECTION("not when a part of it is spent") {
        must(hub.run([&](Work& work) {
            return hub.ledger.charge(
                work, {hub.id<TransferId>(), person.id, must(PositiveCents::of(1)), "revenue/x", reason});
        }));
        const Status refused = correct();
        REQUIRE_FALSE(refused.ok());
        CHECK(refused.error().code == ErrorCode::kInsufficientFunds);
        CHECK(hub.balances(person).spendable == must(left.minus(Cents::of(1))));
        CHECK(hub.balances(person).owed == Cents::of(60));
    }
    CHECK(hub.tie().ties());
}

TEST_CASE("a co-pay that cannot be paid becomes the facility's obligation, and is paid from spendable") {
    HubFixture hub;
    const Person person = hub.add_resident();
    const Charge copay{hub.id<TransferId>(),
                       person.id,
                       must(PositiveCents::of(400)),
                       "revenue/sick_call",
                       {TransferKind::kCopay, "copay_owed", {}, {}}};
    must(hub.run([&](Work& work) { return hub.obligations.charge(work, copay, "copay"); }));
    CHECK(hub.balances(person).owed == Cents::of(400));
    CHECK(hub.balances(person).spendable == Cents());
    CHECK(must(load_transaction(*hub.reader, copay.id))->change_cents() == 0);
    hub.give(person, 1'000);
    const ObligationId id = must(hub.obligations.of(*hub.reader, person.id))[0].id;
    const auto pay = [&](std::int64_t cents) {
        return hub.run([&](Work& work) {
            return hub.obligations.pay(work, hub.id<TransferId>(), id, must(PositiveCents::of(cents)));
        });
    };
    CHECK_FALSE(pay(401).ok());
    must(pay(400));
    CHECK(hub.balances(person).owed == Cents());
    CHECK(hub.balances(person).spendable == Cents::of(600));
    CHECK(must(hub.ledger.house_balance(*hub.reader, "revenue/sick_call")) == 400);
    CHECK_FALSE(hub.run([&](Work& work) { return hub.obligations.set_active(work, id, false); }).ok());
    CHECK(hub.tie().ties());
}

TEST_CASE("rules that take more than everything are refused, and the old ones stay") {
    HubFixture hub;
    must(hub.run([&](Work& work) { return set_deduction_rules(work, washington(), {}); }));
    CHECK_FALSE(hub.run([&](Work& work) {
                       return set_deduction_rules(work, {rule("a", 60), rule("b", 50)}, {});
                   })
                    .ok());
    CHECK(must(read_deduction_rules(*hub.reader)).rules.size() == 6);
}
