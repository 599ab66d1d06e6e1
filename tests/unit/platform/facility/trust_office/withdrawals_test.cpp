#include "platform/facility/trust_office/withdrawals.h"

#include <catch2/catch.hpp>

#include "platform/facility/feed/records.h"
#include "tests/unit/platform/facility/trust_office/office.h"

using namespace dayroom;
using namespace dayroom::facility;
using dayroom::test::must;
using dayroom::test::refusal;
using dayroom::test::TrustOffice;
using Means = Withdrawal::Means;

namespace {

struct Counter {
    TrustOffice office;

    Counter() { office.hub.give(office.person, 10'000); }
    NewWithdrawal cash(std::int64_t cents) {
        return {office.hub.id<TransferId>(),
                office.person.id,
                must(PositiveCents::of(cents)),
                Means::kInCash,
                "",
                "the person",
                "bus fare"};
    }
    NewWithdrawal cheque(std::int64_t cents, const std::string& number) {
        NewWithdrawal out = cash(cents);
        out.means = Means::kByCheque;
        out.cheque_number = number;
        out.payee = "Rosa Diaz";
        return out;
    }
    std::string make(const NewWithdrawal& made) {
        return refusal(office.as_clerk([&](Work& work) { return office.withdrawals.make(work, made); }));
    }
    std::string approve(const TransferId& id, const Actor& who) {
        return refusal(office.hub.run_as(who, [&](Work& work) { return office.withdrawals.approve(work, id); }));
    }
    std::string refuse(const TransferId& id, const std::string& reason = "not like this") {
        return refusal(office.as_second([&](Work& work) { return office.withdrawals.refuse(work, id, reason); }));
    }
    std::string clear(const TransferId& id) {
        return refusal(office.as_clerk([&](Work& work) { return office.withdrawals.clear(work, id); }));
    }
    std::string take_back(const TransferId& id, const TransferId& transfer, const Actor& who) {
        return refusal(office.hub.run_as(
            who, [&](Work& work) { return office.voids.make(work, id, office.person.id, transfer, "entered twice"); }));
    }
    Withdrawal now(const TransferId& id) { return *must(Withdrawals::find(*office.hub.reader, id)); }
};

}  // namespace

TEST_CASE("cash leaves at once, a cheque through payable until the bank pays it") {
    Counter counter;
    TrustOffice& office = counter.office;
    const std::int64_t cash_before = office.house(kCash);
    const NewWithdrawal paid = counter.cash(3'000);
    CHECK(counter.make(paid) == "done");
    CHECK(counter.make(paid) == "conflict");
    CHECK(office.spendable(office.person) == 7'000);
    CHECK(office.house(kCash) == cash_before + 3'000);
    const auto line = must(load_transaction(*office.hub.reader, paid.id));
    CHECK(line->reason_code() == "withdrawal_cash");
    CHECK(line->change_cents() == -3'000);
    const NewWithdrawal cheque = counter.cheque(2'000, "000417");
    CHECK(counter.make(cheque) == "done");
    CHECK(office.house(kPayableCheques) == 2'000);
    CHECK(counter.make(counter.cheque(100, "000417")) == "cheque_used");
    CHECK(counter.clear(cheque.id) == "done");
    CHECK(counter.clear(cheque.id) == "already_cleared");
    CHECK(counter.clear(paid.id) == "conflict");
    CHECK(counter.clear(office.hub.id<TransferId>()) == "not_found");
    CHECK(office.house(kPayableCheques) == 0);
    CHECK(counter.take_back(office.hub.id<TransferId>(), cheque.id, office.clerk) == "cheque_cleared");
    CHECK(must(Withdrawals::count(*office.hub.reader, {Withdrawal::State::kPaid, office.person.id})) == 2);
    CHECK(must(Withdrawals::list(*office.hub.reader, {{}, office.other.id}, 10, 0)).empty());
    CHECK(office.hub.tie().ties());
}

TEST_CASE("withdrawals that may not be change nothing") {
    Counter counter;
    TrustOffice& office = counter.office;
    const std::int64_t before = office.transfers();
    NewWithdrawal number_on_cash = counter.cash(10);
    number_on_cash.cheque_number = "1";
    NewWithdrawal nobody = counter.cash(10);
    nobody.resident = office.hub.id<ResidentId>();
    NewWithdrawal no_payee = counter.cash(10);
    no_payee.payee = "";
    NewWithdrawal hidden = counter.cash(10);
    hidden.payee = "Rosa\u2066Diaz\u0007";
    NewWithdrawal no_reason = counter.cash(10);
    no_reason.reason = "";
    CHECK(counter.make(counter.cash(10'001)) == "insufficient_funds");
    CHECK(counter.make(counter.cheque(10, "")) == "invalid");
    CHECK(counter.make(counter.cheque(10, "12 34")) == "invalid");
    CHECK(counter.make(counter.cheque(10, std::string(25, '1'))) == "invalid");
    CHECK(counter.make(number_on_cash) == "invalid");
    CHECK(counter.make(nobody) == "not_found");
    CHECK(counter.make(no_payee) == "invalid");
    CHECK(counter.make(hidden) == "invalid");
    CHECK(counter.make(no_reason) == "invalid");
    CHECK(office.transfers() == before);
    CHECK(office.spendable(office.person) == 10'000);
    CHECK(must(Withdrawals::count(*office.hub.reader, {})) == 0);
}

TEST_CASE("from the policy's sum on a withdrawal waits for somebody else, its money held") {
    Counter counter;
    TrustOffice& office = counter.office;
    office.two_persons_from(2'000);
    const NewWithdrawal small = counter.cash(1'999);
    const NewWithdrawal large = counter.cash(2'000);
    const NewWithdrawal cheque = counter.cheque(3'000, "A-1");
    CHECK(counter.make(small) == "done");
    CHECK(counter.make(large) == "done");
    CHECK(counter.make(cheque) == "done");
    CHECK(counter.now(small.id).state == Withdrawal::State::kPaid);
    CHECK(counter.now(large.id).state == Withdrawal::State::kWaiting);
    CHECK(office.spendable(office.person) == 10'000 - 1'999 - 5'000);
    CHECK(counter.clear(cheque.id) == "conflict");
    CHECK(counter.approve(large.id, office.clerk) == "same_person");
    CHECK(counter.approve(large.id, Actor::system()) == "same_person");
    CHECK(counter.approve(small.id, office.second) == "already_decided");
    CHECK(counter.approve(large.id, office.second) == "done");
    CHECK(counter.approve(large.id, office.second) == "already_decided");
    CHECK(counter.refuse(large.id) == "already_decided");
    CHECK(counter.refuse(cheque.id, "") == "invalid");
    CHECK(counter.refuse(cheque.id) == "done");
    CHECK(counter.approve(cheque.id, office.second) == "already_decided");
    CHECK(counter.now(cheque.id).decision_reason == "not like this");
    CHECK(counter.now(large.id).decided_by == office.second.id);
    CHECK(office.spendable(office.person) == 10'000 - 1'999 - 2'000);
    // The cheque was never written: its number is free.
    CHECK(counter.make(counter.cheque(100, "A-1")) == "done");
    CHECK(office.hub.tie().ties());
}

TEST_CASE("a void takes a withdrawal back once, also one that was held first") {
    Counter counter;
    TrustOffice& office = counter.office;
    const NewWithdrawal paid = counter.cash(1'000);
    CHECK(counter.make(paid) == "done");
    CHECK(counter.take_back(office.hub.id<TransferId>(), paid.id, office.clerk) == "done");
    CHECK(counter.take_back(office.hub.id<TransferId>(), paid.id, office.clerk) == "corrected_before");
    CHECK(counter.now(paid.id).state == Withdrawal::State::kVoided);
    office.two_persons_from(0);
    const NewWithdrawal held = counter.cash(500);
    CHECK(counter.make(held) == "done");
    CHECK(counter.take_back(office.hub.id<TransferId>(), held.id, office.clerk) == "not_voidable");
    CHECK(counter.approve(held.id, office.second) == "done");
    const auto id = office.hub.id<TransferId>();
    CHECK(counter.take_back(id, held.id, office.clerk) == "done");
    CHECK(office.spendable(office.person) == 9'500);
    CHECK(counter.take_back(office.hub.id<TransferId>(), held.id, office.second) == "void_waits");
    CHECK(refusal(office.as_clerk([&](Work& work) { return office.voids.approve(work, id); })) == "same_person");
    CHECK(refusal(office.as_second([&](Work& work) { return office.voids.approve(work, id); })) == "done");
    CHECK(refusal(office.as_second([&](Work& work) { return office.voids.approve(work, id); })) == "already_decided");
    CHECK(office.spendable(office.person) == 10'000);
    CHECK(counter.now(held.id).state == Withdrawal::State::kVoided);
    CHECK(office.hub.tie().ties());
}
