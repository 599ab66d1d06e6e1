#include "platform/facility/trust_office/voids.h"

#include <catch2/catch.hpp>

#include "platform/facility/feed/records.h"
#include "tests/unit/platform/facility/trust_office/office.h"

using namespace dayroom;
using namespace dayroom::facility;
using dayroom::test::must;
using dayroom::test::Person;
using dayroom::test::refusal;
using dayroom::test::TrustOffice;

namespace {

struct VoidCounter {
    TrustOffice office;
    dayroom::test::HubFixture& hub = office.hub;

    TransferId deposit(const Person& whose, std::int64_t cents) {
        const Deposit made{hub.id<TransferId>(), whose.id, must(PositiveCents::of(cents)), {}, "family", "Maria Vega"};
        must(hub.run([&](Work& work) { return hub.deposits.deposit(work, made); }));
        return made.id;
    }
    TransferId charge(const Person& whose, std::int64_t cents, TransferKind kind = TransferKind::kAdjustment) {
        const Charge made{
            hub.id<TransferId>(), whose.id, must(PositiveCents::of(cents)), "revenue/x", {kind, "x", {}, {}}};
        must(hub.run([&](Work& work) { return hub.ledger.charge(work, made); }));
        return made.id;
    }
    TransferId hold(const Person& whose, std::int64_t cents) {
        const Charge made{hub.id<TransferId>(),
                          whose.id,
                          must(PositiveCents::of(cents)),
                          "revenue/x",
                          {TransferKind::kRequestFee, "x", {}, {}}};
        must(hub.run([&](Work& work) { return hub.ledger.hold(work, made, work.now() + std::chrono::hours(1)); }));
        return made.id;
    }
    std::string take_back(const Person& whose, const TransferId& transfer, const std::string& reason = "by mistake") {
        const auto id = hub.id<TransferId>();
        last = id;
        return refusal(
            office.as_clerk([&](Work& work) { return office.voids.make(work, id, whose.id, transfer, reason); }));
    }
    TransferId last;
};

}  // namespace

TEST_CASE("a deposit, a charge and an obligation's payment are taken back whole, and the statement says why") {
    VoidCounter counter;
    TrustOffice& office = counter.office;
    const TransferId deposit = counter.deposit(office.person, 5'000);
    const TransferId charge = counter.charge(office.person, 700);
    CHECK(counter.take_back(office.person, charge, "the card was found") == "done");
    const auto line = must(load_transaction(*office.hub.reader, counter.last));
    CHECK(line->change_cents() == 700);
    CHECK(line->reason_code() == "void");
    CHECK(line->reason_detail() == "the card was found");
    CHECK(line->corrects_id() == charge.raw());
    const ObligationId debt = office.hub.id<ObligationId>();
    const TransferId payment = office.hub.id<TransferId>();
    must(office.hub.run([&](Work& work) -> Status {
        TRY(office.hub.obligations.set(work, debt, office.person.id, "court_debt", {}, must(PositiveCents::of(900))));
        return office.hub.obligations.pay(work, payment, debt, must(PositiveCents::of(900)));
    }));
    CHECK(counter.take_back(office.person, payment) == "done");
    CHECK(must(Obligations::find(*office.hub.reader, debt))->owed == Cents::of(900));
    CHECK(counter.take_back(office.person, deposit) == "done");
    CHECK(office.spendable(office.person) == 0);
    CHECK(must(Voids::count(*office.hub.reader, {MoneyVoid::State::kDone, office.person.id})) == 3);
    CHECK(office.hub.tie().ties());
}

TEST_CASE("what cannot be taken back is refused by its reason, and changes nothing") {
    VoidCounter counter;
    TrustOffice& office = counter.office;
    const TransferId deposit = counter.deposit(office.person, 5'000);
    counter.deposit(office.other, 5'000);
    const TransferId charge = counter.charge(office.person, 100);
    const TransferId order = counter.charge(office.person, 100, TransferKind::kCommissary);
    const TransferId sent = counter.charge(office.person, 100, TransferKind::kSendMoney);
    const TransferId visit = counter.charge(office.person, 100, TransferKind::kVisit);
    const TransferId open = counter.hold(office.person, 50);
    const TransferId ended = counter.hold(office.person, 60);
    const TransferId posted = counter.hold(office.person, 70);
    must(office.hub.run([&](Work& work) -> Status {
        TRY(office.hub.ledger.void_hold(work, ended));
        return office.hub.ledger.post_part(work, posted, 40);
    }));
    CHECK(counter.take_back(office.person, charge) == "done");
    const TransferId correction = counter.last;
    CHECK(counter.take_back(office.person, posted) == "done");
    const std::int64_t before = office.transfers();
    const std::int64_t spendable = office.spendable(office.person);

    CHECK(counter.take_back(office.person, charge) == "corrected_before");
    CHECK(counter.take_back(office.person, posted) == "corrected_before");
    CHECK(counter.take_back(office.person, correction) == "not_voidable");
    CHECK(counter.take_back(office.person, order) == "not_voidable");
    CHECK(counter.take_back(office.person, sent) == "not_voidable");
    CHECK(counter.take_back(office.person, visit) == "not_voidable");
    CHECK(counter.take_back(office.person, open) == "not_voidable");
    CHECK(counter.take_back(office.person, ended) == "not_voidable");
    CHECK(counter.take_back(office.person, deposit) == "insufficient_funds");
    CHECK(counter.take_back(office.other, deposit) == "not_found");
    CHECK(counter.take_back(office.person, office.hub.id<TransferId>()) == "not_found");
    CHECK(counter.take_back(office.person, deposit, "") == "invalid");
    CHECK(counter.take_back(office.person, deposit, std::string(401, 'x')) == "invalid");
    CHECK(office.transfers() == before);
    CHECK(office.spendable(office.person) == spendable);
    // What ended a hold is no hold of its own: posted after its void, voided after its post.
    CHECK_FALSE(office.hub.run([&](Work& work) { return office.hub.ledger.post(work, ended); }).ok());
    CHECK_FALSE(office.hub.run([&](Work& work) { return office.hub.ledger.void_hold(work, posted); }).ok());
    CHECK(office.hub.tie().ties());
}

TEST_CASE("two people: nothing moves until the second agrees, and a refused void may be made again") {
    VoidCounter counter;
    TrustOffice& office = counter.office;
    office.two_persons_from(1'000);
    const TransferId deposit = counter.deposit(office.person, 1'000);
    CHECK(counter.take_back(office.person, deposit) == "done");
    const TransferId first = counter.last;
    CHECK(office.spendable(office.person) == 1'000);
    CHECK(must(Voids::list(*office.hub.reader, {MoneyVoid::State::kWaiting, {}}, 10, 0)).size() == 1);
    const auto decide = [&](const Actor& who, auto call) { return refusal(office.hub.run_as(who, call)); };
    CHECK(decide(office.second, [&](Work& work) { return office.voids.refuse(work, first, "it is right"); }) == "done");
    CHECK(decide(office.second, [&](Work& work) { return office.voids.approve(work, first); }) == "already_decided");
    CHECK(counter.take_back(office.person, deposit) == "done");
    const TransferId again = counter.last;
    // The money is spent meanwhile: it stays waiting.
    counter.charge(office.person, 1);
    CHECK(decide(office.second, [&](Work& work) { return office.voids.approve(work, again); }) == "insufficient_funds");
    counter.deposit(office.person, 1);
    CHECK(decide(office.clerk, [&](Work& work) { return office.voids.approve(work, again); }) == "same_person");
    CHECK(decide(office.second, [&](Work& work) { return office.voids.approve(work, again); }) == "done");
    CHECK(office.spendable(office.person) == 0);
    CHECK(must(Voids::find(*office.hub.reader, again))->decided_by == office.second.id);
    CHECK(refusal(office.hub.run([&](Work& work) { return set_trust_policy(work, {Cents::of(-1)}); })) == "invalid");
    CHECK(office.hub.tie().ties());
}
