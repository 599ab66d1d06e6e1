// What the office does, with every operation of the disk failing in turn: each step happens whole or not at all, and is
// not done a second time.
#include <catch2/catch.hpp>

#include "platform/facility/trust_office/remittances.h"
#include "tests/unit/platform/facility/hub_fixture/every_failure.h"
#include "tests/unit/platform/facility/trust_office/office.h"

using namespace dayroom;
using namespace dayroom::facility;
using dayroom::test::must;
using dayroom::test::refusal;
using dayroom::test::TrustOffice;

namespace {

struct FailingOffice {
    TrustOffice office;
    Remittances remittances{office.hub.ledger};

    /// Done on a disk that fails at each operation; again, it is refused so and changes nothing.
    void step(const Actor& who, const Writer::Job& job, const std::string& again) {
        const auto act = [&] { return office.hub.run_as(who, job); };
        CHECK(dayroom::test::fail_at_every_operation(office.hub, act) > 10);
        const std::int64_t before = office.transfers();
        CHECK(refusal(act()) == again);
        CHECK(office.transfers() == before);
    }
    void clerk(const Writer::Job& job, const std::string& again = "conflict") { step(office.clerk, job, again); }
    void second(const Writer::Job& job, const std::string& again = "already_decided") {
        step(office.second, job, again);
    }
    TransferId id() { return office.hub.id<TransferId>(); }
    std::int64_t left() { return office.spendable(office.person); }
    NewWithdrawal withdrawal(std::int64_t cents, const std::string& cheque = {}) {
        const auto means = cheque.empty() ? Withdrawal::Means::kInCash : Withdrawal::Means::kByCheque;
        return {id(), office.person.id, must(PositiveCents::of(cents)), means, cheque, "Rosa Diaz", "bus fare"};
    }
};

}  // namespace

TEST_CASE("whatever write fails of a withdrawal, all of it happens or nothing, and once") {
    FailingOffice failing;
    TrustOffice& office = failing.office;
    office.hub.give(office.person, 10'000);
    const NewWithdrawal cash = failing.withdrawal(1'000);
    const NewWithdrawal cheque = failing.withdrawal(2'000, "000417");
    failing.clerk([&](Work& work) { return office.withdrawals.make(work, cash); });
    failing.clerk([&](Work& work) { return office.withdrawals.make(work, cheque); });
    CHECK(failing.left() == 7'000);
    CHECK(office.house(kPayableCheques) == 2'000);
    failing.clerk([&](Work& work) { return office.withdrawals.clear(work, cheque.id); }, "already_cleared");
    CHECK(office.house(kPayableCheques) == 0);
    CHECK(office.house(kCash) == -10'000 + 3'000);

    office.two_persons_from(500);
    const NewWithdrawal paid = failing.withdrawal(600);
    const NewWithdrawal never = failing.withdrawal(700);
    failing.clerk([&](Work& work) { return office.withdrawals.make(work, paid); });
    failing.clerk([&](Work& work) { return office.withdrawals.make(work, never); });
    CHECK(office.hub.balances(office.person).on_hold == Cents::of(1'300));
    failing.second([&](Work& work) { return office.withdrawals.approve(work, paid.id); });
    failing.second([&](Work& work) { return office.withdrawals.refuse(work, never.id, "not like this"); });
    CHECK(failing.left() == 6'400);
    CHECK(office.hub.balances(office.person).on_hold.is_zero());
}

TEST_CASE("whatever write fails of a void, all of it happens or nothing, and once") {
    FailingOffice failing;
    TrustOffice& office = failing.office;
    const ObligationId debt = office.hub.id<ObligationId>();
    const Deposit deposit{failing.id(), office.person.id, must(PositiveCents::of(5'000)), {}, "family", "Maria Vega"};
    const TransferId payment = failing.id();
    must(office.hub.run([&](Work& work) -> Status {
        TRY(office.hub.deposits.deposit(work, deposit));
        TRY(office.hub.obligations.set(work, debt, office.person.id, "court_debt", {}, must(PositiveCents::of(900))));
        return office.hub.obligations.pay(work, payment, debt, must(PositiveCents::of(900)));
    }));
    const auto take_back = [&](const TransferId& id, const TransferId& what) {
        return [&office, id, what](Work& work) {
            return office.voids.make(work, id, office.person.id, what, "by mistake");
        };
    };
    failing.clerk(take_back(failing.id(), payment), "corrected_before");
    CHECK(must(Obligations::find(*office.hub.reader, debt))->owed == Cents::of(900));
    CHECK(failing.left() == 5'000);

    office.two_persons_from(0);
    const TransferId refused = failing.id();
    const TransferId agreed = failing.id();
    failing.clerk(take_back(refused, deposit.id), "void_waits");
    failing.second([&](Work& work) { return office.voids.refuse(work, refused, "it is right"); });
    failing.clerk(take_back(agreed, deposit.id), "void_waits");
    CHECK(failing.left() == 5'000);
    failing.second([&](Work& work) { return office.voids.approve(work, agreed); });
    CHECK(failing.left() == 0);
}

TEST_CASE("whatever write fails of a site charge, all are charged or nobody is") {
    FailingOffice failing;
    TrustOffice& office = failing.office;
    office.hub.give(office.person, 600);
    must(office.as_clerk([](Work& work) {
        return set_charge_kinds(work, {{"hygiene", {{"en", "Hygiene kit"}}, Cents::of(250), true}});
    }));
    SiteCharge kits;
    kits.kind = "hygiene";
    kits.reason = "as the rules say";
    kits.unit = office.hub.unit;
    const auto charge = [&]() -> Status {
        return office.as_clerk([&](Work& work) -> Status {
            TRY(office.charges.charge(work, kits, false));
            return {};
        });
    };
    CHECK(dayroom::test::fail_at_every_operation(office.hub, charge) > 20);
    CHECK(failing.left() == 350);
    CHECK(office.hub.balances(office.other).owed == Cents::of(250));
    CHECK(office.house("revenue/hygiene") == 500);
    CHECK(office.hub.count("SELECT count(*) FROM site_charge") == 2);
}

TEST_CASE("whatever write fails in a file of deposits, none of it is booked, and the same file then books whole") {
    FailingOffice failing;
    TrustOffice& office = failing.office;
    DepositFile file;
    file.name = "lockbox 2026-11-26";
    file.lines = {{1, "a", "lockbox", office.person.number, 1'000, 0, "Maria Vega", {}},
                  {2, "b", "lockbox", office.other.number, 500, 50, "", {}}};
    const auto book = [&] {
        return office.hub.writer->make(office.clerk, [&](Work& work) {
            return office.batches.book(work, work.make_id<DepositBatchId>(), file, false);
        });
    };
    const auto act = [&]() -> Status {
        TRY(book());
        return {};
    };
    CHECK(dayroom::test::fail_at_every_operation(office.hub, act) > 20);
    CHECK(failing.left() == 1'000);
    CHECK(office.spendable(office.other) == 450);
    CHECK(must(book()).booked_before == 2);
    CHECK(failing.left() == 1'000);
}

TEST_CASE("whatever write fails of a remittance, all of it happens or nothing, and once") {
    FailingOffice failing;
    TrustOffice& office = failing.office;
    office.hub.give(office.person, 5'000);
    must(office.as_clerk([&](Work& work) -> Status {
        const auto debt = work.make_id<ObligationId>();
        TRY(office.hub.obligations.set(work, debt, office.person.id, "court_debt", {}, must(PositiveCents::of(4'000))));
        return office.hub.obligations.pay(work, work.make_id<TransferId>(), debt, must(PositiveCents::of(4'000)));
    }));
    const auto wish = [&](std::int64_t cents, const std::string& reference) {
        return NewRemittance{failing.id(),
                             "payable/court_debt",
                             Remittance::Direction::kPay,
                             must(PositiveCents::of(cents)),
                             "Clerk of the Court",
                             reference};
    };
    const NewRemittance first = wish(1'000, "CHK 1");
    failing.clerk([&](Work& work) { return failing.remittances.make(work, first); });
    CHECK(office.house("payable/court_debt") == 3'000);
    failing.clerk([&](Work& work) { return failing.remittances.take_back(work, first.id, "wrong payee"); },
                  "not_voidable");
    CHECK(office.house("payable/court_debt") == 4'000);

    office.two_persons_from(500);
    const NewRemittance agreed = wish(1'500, "CHK 2");
    const NewRemittance refused = wish(2'500, "CHK 3");
    failing.clerk([&](Work& work) { return failing.remittances.make(work, agreed); }, "reference_used");
    failing.clerk([&](Work& work) { return failing.remittances.make(work, refused); }, "more_than_owed");
    CHECK(office.house("payable/court_debt") == 4'000);
    failing.second([&](Work& work) { return failing.remittances.approve(work, agreed.id); });
    failing.second([&](Work& work) { return failing.remittances.refuse(work, refused.id, "not this month"); });
    CHECK(office.house("payable/court_debt") == 2'500);
}
