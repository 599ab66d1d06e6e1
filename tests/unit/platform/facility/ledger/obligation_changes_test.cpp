#include <catch2/catch.hpp>

#include "platform/facility/ledger/obligation_list.h"
#include "platform/facility/ledger/obligation_steps.h"
#include "tests/unit/platform/facility/hub_fixture/hub_fixture.h"

using namespace dayroom;
using namespace dayroom::facility;
using dayroom::test::HubFixture;
using dayroom::test::must;
using dayroom::test::Person;

namespace {

/// One resident with one court debt of $50.00.
struct DebtOffice {
    HubFixture hub;
    Person person = hub.add_resident();
    ObligationId debt = owe("court_debt", 5'000);

    ObligationId owe(const std::string& code, std::int64_t cents, int priority = Obligation::kUsualPriority) {
        const ObligationId id = hub.id<ObligationId>();
        must(hub.run([&](Work& work) {
            return hub.obligations.set(work, id, person.id, code, "Cause 19-1-00123", must(PositiveCents::of(cents)),
                                       priority);
        }));
        hub.clock.advance(Milliseconds(1));
        return id;
    }
    Obligation now(const ObligationId& id) { return *must(Obligations::find(*hub.reader, id)); }
    TransferId pay(const ObligationId& id, std::int64_t cents) {
        const TransferId transfer = hub.id<TransferId>();
        must(hub.run(
            [&](Work& work) { return hub.obligations.pay(work, transfer, id, must(PositiveCents::of(cents))); }));
        return transfer;
    }
    Status amend(std::int64_t cents, const std::string& reason = "amended by the court") {
        return hub.run(
            [&](Work& work) { return hub.obligations.amend(work, debt, must(PositiveCents::of(cents)), reason); });
    }
    std::vector<std::string> history() {
        std::vector<std::string> names;
        for (const ObligationStep& step : must(read_obligation_steps(*hub.reader, debt)))
            names.push_back(std::string(name_of(step.what)) + " " + std::to_string(step.owed.units()));
        return names;
    }
};

}  // namespace

TEST_CASE("an obligation is amended, suspended, resumed, paid and forgiven, and its history says so") {
    DebtOffice office;
    HubFixture& hub = office.hub;
    hub.give(office.person, 2'000);
    office.pay(office.debt, 1'000);
    must(office.amend(6'000));
    CHECK(office.now(office.debt).owed == Cents::of(5'000));
    CHECK(office.now(office.debt).paid() == Cents::of(1'000));
    must(office.amend(3'000));
    CHECK(hub.balances(office.person).owed == Cents::of(2'000));
    must(hub.run([&](Work& work) { return hub.obligations.set_active(work, office.debt, false, "on appeal"); }));
    CHECK(hub.balances(office.person).owed == Cents());
    must(hub.run([&](Work& work) { return hub.obligations.set_active(work, office.debt, true, "appeal lost"); }));
    must(hub.run([&](Work& work) { return hub.obligations.forgive(work, office.debt, "waived by the court"); }));
    const Obligation end = office.now(office.debt);
    CHECK(end.state == Obligation::State::kFulfilled);
    CHECK(end.owed == Cents());
    CHECK(end.forgiven == Cents::of(2'000));
    CHECK(end.paid() == Cents::of(1'000));
    CHECK(office.history() == std::vector<std::string>{"set 5000", "paid 4000", "amount 5000", "amount 2000",
                                                       "suspended 2000", "resumed 2000", "forgiven 0"});
    CHECK(must(read_obligation_steps(*hub.reader, office.debt))[4].reason == "on appeal");
    CHECK(must(hub.ledger.house_balance(*hub.reader, kMemoObligations)) == 0);
    CHECK(hub.tie().ties());
}

TEST_CASE("what cannot be done to an obligation changes nothing") {
    DebtOffice office;
    HubFixture& hub = office.hub;
    hub.give(office.person, 9'000);
    office.pay(office.debt, 2'000);
    const auto refused = [&](ErrorCode code, const Status& status) {
        CHECK_FALSE(status.ok());
        if (!status.ok()) CHECK(status.error().code == code);
    };
    refused(ErrorCode::kConflict, office.amend(1'999));
    refused(ErrorCode::kConflict, office.amend(5'000));
    refused(ErrorCode::kInvalid, office.amend(6'000, ""));
    refused(ErrorCode::kInvalid, office.amend(6'000, "two\nlines"));
    refused(ErrorCode::kInvalid, office.amend(6'000, std::string(401, 'x')));
    const auto nobody = hub.id<ObligationId>();
    refused(ErrorCode::kNotFound, hub.run([&](Work& work) { return hub.obligations.forgive(work, nobody, "waived"); }));
    must(hub.run([&](Work& work) { return hub.obligations.set_active(work, office.debt, true, "again"); }));
    CHECK(office.history().size() == 2);
    refused(ErrorCode::kInvalid,
            hub.run([&](Work& work) { return hub.obligations.set_priority(work, office.debt, 0); }));
    refused(ErrorCode::kNotFound, hub.run([&](Work& work) {
        return hub.obligations.set(work, work.make_id<ObligationId>(), work.make_id<ResidentId>(), "fine", {},
                                   must(PositiveCents::of(1)));
    }));
    refused(ErrorCode::kInvalid, hub.run([&](Work& work) {
        return hub.obligations.set(work, work.make_id<ObligationId>(), office.person.id, "A Fine", {},
                                   must(PositiveCents::of(1)));
    }));
    CHECK(office.now(office.debt).owed == Cents::of(3'000));
    office.pay(office.debt, 3'000);
    refused(ErrorCode::kConflict,
            hub.run([&](Work& work) { return hub.obligations.forgive(work, office.debt, "waived"); }));
    must(office.amend(5'500));
    CHECK(office.now(office.debt).state == Obligation::State::kActive);
    CHECK(office.now(office.debt).owed == Cents::of(500));
    CHECK(hub.tie().ties());
}

TEST_CASE("an amended sum of exactly what was paid fulfils it") {
    DebtOffice office;
    office.hub.give(office.person, 2'000);
    office.pay(office.debt, 2'000);
    must(office.amend(2'000));
    CHECK(office.now(office.debt).state == Obligation::State::kFulfilled);
    CHECK(office.hub.tie().ties());
}

TEST_CASE("a suspended obligation that was paid off is suspended still when its payment is taken back") {
    DebtOffice office;
    HubFixture& hub = office.hub;
    hub.give(office.person, 9'000);
    const bool resumed = GENERATE(false, true);
    const auto activate = [&](bool active) {
        must(hub.run([&](Work& work) { return hub.obligations.set_active(work, office.debt, active, "on appeal"); }));
    };
    activate(false);
    if (resumed) activate(true);
    const auto payment = hub.id<TransferId>();
    must(hub.run(
        [&](Work& work) { return hub.obligations.pay(work, payment, office.debt, must(PositiveCents::of(5'000))); }));
    REQUIRE(office.now(office.debt).state == Obligation::State::kFulfilled);
    must(hub.run([&](Work& work) {
        return hub.ledger.correct(work, work.make_id<TransferId>(), payment,
                                  {TransferKind::kAdjustment, "void", {}, {}});
    }));
    CHECK(office.now(office.debt).owed == Cents::of(5'000));
    CHECK(office.now(office.debt).state == (resumed ? Obligation::State::kActive : Obligation::State::kInactive));
    CHECK(hub.balances(office.person).owed == Cents::of(resumed ? 5'000 : 0));
    CHECK(hub.tie().ties());
}

TEST_CASE("lower priorities are paid first within a code, whatever came first") {
    DebtOffice office;
    HubFixture& hub = office.hub;
    const ObligationId urgent = office.owe("court_debt", 1'000, 10);
    StoredRule rule;
    rule.rule.code = "court_debt";
    rule.rule.basis_points = 5'000;
    rule.needs_obligation = true;
    must(hub.run([&](Work& work) { return set_deduction_rules(work, {rule}, {}); }));
    const auto deposit = [&](std::int64_t cents) {
        must(hub.run([&](Work& work) {
            return hub.deposits.deposit(
                work, {work.make_id<TransferId>(), office.person.id, must(PositiveCents::of(cents)), {}, "family", ""});
        }));
    };
    deposit(2'400);
    CHECK(office.now(urgent).owed == Cents());
    CHECK(office.now(office.debt).owed == Cents::of(4'800));
    const ObligationId later = office.owe("court_debt", 700);
    must(hub.run([&](Work& work) { return hub.obligations.set_priority(work, later, 1); }));
    deposit(1'000);
    CHECK(office.now(later).owed == Cents::of(200));
    CHECK(office.now(office.debt).owed == Cents::of(4'800));
    const auto listed = must(list_obligations(*hub.reader, {office.person.id, "court_debt", {}}, 10, 0));
    REQUIRE(listed.size() == 3);
    CHECK(listed[0].obligation.id == later);
    CHECK(listed[1].obligation.id == urgent);
    const ObligationTotals active =
        must(total_obligations(*hub.reader, {office.person.id, {}, Obligation::State::kActive}));
    CHECK(active.count == 2);
    CHECK(active.owed == Cents::of(5'000));
    CHECK(must(list_obligations(*hub.reader, {{}, "support", {}}, 10, 0)).empty());
    CHECK(hub.tie().ties());
}

TEST_CASE("a payment to a court is taken back with the debt, a charge that was owed leaves the whole sum") {
    DebtOffice office;
    HubFixture& hub = office.hub;
    hub.give(office.person, 2'000);
    const TransferId payment = office.pay(office.debt, 1'500);
    const Reason reason{TransferKind::kAdjustment, "void", "paid by mistake", {}};
    must(hub.run([&](Work& work) { return hub.ledger.correct(work, hub.id<TransferId>(), payment, reason); }));
    CHECK(hub.balances(office.person).spendable == Cents::of(2'000));
    CHECK(office.now(office.debt).owed == Cents::of(5'000));
    CHECK(must(hub.ledger.house_balance(*hub.reader, "payable/court_debt")) == 0);
    CHECK(office.history().back() == "payment_undone 5000");

    const Charge copay{hub.id<TransferId>(),
                       office.person.id,
                       must(PositiveCents::of(400)),
                       "revenue/sick_call",
                       {TransferKind::kCopay, "copay_owed", {}, {}}};
    must(hub.run([&](Work& work) { return hub.obligations.charge(work, copay, "copay"); }));
    must(hub.run([&](Work& work) { return hub.ledger.correct(work, hub.id<TransferId>(), copay.id, reason); }));
    for (const Obligation& one : must(hub.obligations.of(*hub.reader, office.person.id))) {
        if (one.code != "copay") continue;
        CHECK(one.owed == Cents());
        CHECK(one.set_total == Cents());
        CHECK(one.state == Obligation::State::kActive);
    }
    CHECK(hub.tie().ties());
}

TEST_CASE("forgiving the facility's own debt takes it from revenue") {
    DebtOffice office;
    HubFixture& hub = office.hub;
    const Charge charge{hub.id<TransferId>(),
                        office.person.id,
                        must(PositiveCents::of(250)),
                        "revenue/hygiene",
                        {TransferKind::kAdjustment, "charge", "Kit", {}}};
    must(hub.run([&](Work& work) { return hub.obligations.charge(work, charge, "hygiene"); }));
    const auto listed = must(list_obligations(*hub.reader, {office.person.id, "hygiene", {}}, 10, 0));
    REQUIRE(listed.size() == 1);
    must(
        hub.run([&](Work& work) { return hub.obligations.forgive(work, listed[0].obligation.id, "nothing to take"); }));
    CHECK(must(hub.ledger.house_balance(*hub.reader, "revenue/forgiven")) == -250);
    CHECK(hub.tie().ties());
}
