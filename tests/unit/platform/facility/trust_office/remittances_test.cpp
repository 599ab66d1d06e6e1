// What the house holds for others goes to them once, never more than is there, and every cent is accounted for.
#include "platform/facility/trust_office/remittances.h"

#include <catch2/catch.hpp>

#include "platform/facility/books/bank.h"
#include "platform/facility/books/payables.h"
#include "platform/facility/books/read_off.h"
#include "platform/rules/calendar.h"
#include "tests/unit/platform/facility/trust_office/office.h"

using namespace dayroom;
using namespace dayroom::facility;
using dayroom::test::must;
using dayroom::test::refusal;
using dayroom::test::TrustOffice;
using Direction = Remittance::Direction;

namespace {

constexpr const char* kCourt = "payable/court_debt";
constexpr const char* kReceivable = "receivable/other_facility";

struct Desk {
    TrustOffice office;
    ObligationId debt = office.hub.id<ObligationId>();

    Desk() {
        in_month("2026-03");
        office.hub.give(office.person, 20'000);
        must(office.as_clerk([&](Work& work) {
            return office.hub.obligations.set(work, debt, office.person.id, "court_debt", "RCW 72.09.480",
                                              must(PositiveCents::of(15'000)));
        }));
    }
    void in_month(const std::string& month) {
        office.hub.clock.set_now(must(rules::month_named(month, "America/Chicago")).begin + std::chrono::hours(30));
    }
    /// The resident pays the court; the house holds it.
    TransferId owe(std::int64_t cents) {
        const auto id = office.hub.id<TransferId>();
        must(office.as_clerk(
            [&](Work& work) { return office.hub.obligations.pay(work, id, debt, must(PositiveCents::of(cents))); }));
        return id;
    }
    NewRemittance wish(std::int64_t cents, const std::string& reference, const std::string& account = kCourt,
                       Direction direction = Direction::kPay) {
        return {office.hub.id<TransferId>(), account,  direction, must(PositiveCents::of(cents)),
                "Clerk of the Court",        reference};
    }
    std::string make(const NewRemittance& made) {
        return refusal(office.as_clerk([&](Work& work) { return Remittances(office.hub.ledger).make(work, made); }));
    }
    std::string approve(const TransferId& id, const Actor& who) {
        return refusal(
            office.hub.run_as(who, [&](Work& work) { return Remittances(office.hub.ledger).approve(work, id); }));
    }
    std::string refuse(const TransferId& id) {
        return refusal(office.as_second(
            [&](Work& work) { return Remittances(office.hub.ledger).refuse(work, id, "not this month"); }));
    }
    std::string take_back(const TransferId& id, const Actor& who, const std::string& reason = "wrong payee") {
        return refusal(office.hub.run_as(
            who, [&](Work& work) { return Remittances(office.hub.ledger).take_back(work, id, reason); }));
    }
    Remittance now(const TransferId& id) { return *must(Remittances::find(*office.hub.reader, id)); }
    void read() {
        must(office.hub.run([](Work& work) -> Status {
            TRY(read_off(work, kReadOffChunk));
            return {};
        }));
    }
    Payable payable(const std::string& account) {
        read();
        for (const Payable& one : must(read_payables(*office.hub.reader)))
            if (one.account == account) return one;
        return {};
    }
    std::int64_t control(const std::string& kind) {
        for (const ControlTotal& total : office.hub.tie().control)
            if (total.kind == kind) return total.computed;
        return 0;
    }
};

}  // namespace

TEST_CASE("what is owed to others is paid as far as it goes, once for a reference, and ties out") {
    Desk desk;
    desk.owe(3'000);
    const std::int64_t cash = desk.office.house(kCash);
    CHECK(desk.control("payable") == 3'000);
    const NewRemittance first = desk.wish(2'000, "CHK 1");
    CHECK(desk.make(first) == "done");
    CHECK(desk.make(desk.wish(1'001, "CHK 2")) == "more_than_owed");
    CHECK(desk.make(desk.wish(500, "CHK 1")) == "reference_used");
    CHECK(desk.office.house(kCourt) == 1'000);
    CHECK(desk.make(desk.wish(1'000, "CHK 2")) == "done");
    CHECK(desk.make(desk.wish(1, "CHK 3")) == "more_than_owed");
    CHECK(desk.office.house(kCourt) == 0);
    CHECK(desk.office.house(kCash) == cash + 3'000);
    CHECK(desk.control("payable") == 0);
    CHECK(desk.office.spendable(desk.office.person) == 17'000);
    CHECK(desk.now(first.id).made_by == desk.office.clerk.id);
    CHECK(must(Remittances::count(*desk.office.hub.reader, {{}, kCourt})) == 2);
    CHECK(must(Remittances::list(*desk.office.hub.reader, {Remittance::State::kDone, "provider"}, 10, 0)).empty());
    CHECK(desk.office.hub.tie().ties());
}

TEST_CASE("remittances that may not be change nothing") {
    Desk desk;
    desk.owe(3'000);
    const std::int64_t before = desk.office.transfers();
    for (const char* account : {"", "cash", "revenue/charges", "memo/obligations", "payable/cheques", "credits/used"}) {
        INFO(account);
        CHECK(desk.make(desk.wish(1, "R", account)) == "invalid");
    }
    CHECK(desk.make(desk.wish(1, "R", "payable/nobody")) == "not_found");
    CHECK(desk.make(desk.wish(3'001, "R")) == "more_than_owed");
    CHECK(desk.make(desk.wish(1, "R", kCourt, Direction::kTakeIn)) == "more_than_owed");
    CHECK(desk.make(desk.wish(1, "")) == "invalid");
    CHECK(desk.make(desk.wish(1, "two\nlines")) == "invalid");
    CHECK(desk.make(desk.wish(1, std::string(81, '7'))) == "invalid");
    NewRemittance nobody = desk.wish(1, "R");
    nobody.counterparty = "";
    CHECK(desk.make(nobody) == "invalid");
    const auto unknown = desk.office.hub.id<TransferId>();
    CHECK(desk.approve(unknown, desk.office.second) == "not_found");
    CHECK(desk.refuse(unknown) == "not_found");
    CHECK(desk.take_back(unknown, desk.office.second) == "not_found");
    CHECK(desk.office.transfers() == before);
    CHECK(must(Remittances::count(*desk.office.hub.reader, {})) == 0);
}

TEST_CASE("what another facility owes comes in, and what a payee got too much") {
    Desk desk;
    must(desk.office.hub.run([&](Work& work) {
        return desk.office.hub.ledger.pay(work, {work.make_id<TransferId>(),
                                                 desk.office.person.id,
                                                 must(PositiveCents::of(600)),
                                                 kReceivable,
                                                 {TransferKind::kTransfer, "from_facility", {}, {}}});
    }));
    const std::int64_t cash = desk.office.house(kCash);
    CHECK(desk.make(desk.wish(1, "W1", kReceivable)) == "more_than_owed");
    CHECK(desk.make(desk.wish(601, "W1", kReceivable, Direction::kTakeIn)) == "more_than_owed");
    CHECK(desk.payable(kReceivable).balance == Cents::of(-600));
    CHECK(desk.make(desk.wish(600, "W1", kReceivable, Direction::kTakeIn)) == "done");
    CHECK(desk.office.house(kReceivable) == 0);
    CHECK(desk.office.house(kCash) == cash - 600);
    // Paid on to the court, and then the payment was taken back.
    const TransferId paid = desk.owe(900);
    CHECK(desk.make(desk.wish(900, "CHK 9")) == "done");
    must(desk.office.as_clerk([&](Work& work) {
        return desk.office.voids.make(work, work.make_id<TransferId>(), desk.office.person.id, paid, "wrong person");
    }));
    CHECK(desk.office.house(kCourt) == -900);
    CHECK(desk.make(desk.wish(1, "CHK 10")) == "more_than_owed");
    CHECK(desk.make(desk.wish(900, "REFUND", kCourt, Direction::kTakeIn)) == "done");
    CHECK(desk.office.house(kCourt) == 0);
    CHECK(desk.office.hub.tie().ties());
}

TEST_CASE("from the policy's sum on a remittance waits for somebody else, and what waits is not there twice") {
    Desk desk;
    const TransferId paid = desk.owe(3'000);
    desk.office.two_persons_from(1'000);
    const NewRemittance large = desk.wish(2'500, "CHK 1");
    CHECK(desk.make(large) == "done");
    CHECK(desk.now(large.id).state == Remittance::State::kWaiting);
    CHECK(desk.office.house(kCourt) == 3'000);
    CHECK(desk.payable(kCourt).waiting == Cents::of(2'500));
    CHECK(desk.make(desk.wish(501, "CHK 2")) == "more_than_owed");
    CHECK(desk.make(desk.wish(500, "CHK 1")) == "reference_used");
    CHECK(desk.approve(large.id, desk.office.clerk) == "same_person");
    CHECK(desk.approve(large.id, Actor::system()) == "same_person");
    CHECK(desk.take_back(large.id, desk.office.second) == "not_voidable");
    SECTION("agreed, once; voided by somebody else than who made it") {
        CHECK(desk.approve(large.id, desk.office.second) == "done");
        CHECK(desk.approve(large.id, desk.office.second) == "already_decided");
        CHECK(desk.refuse(large.id) == "already_decided");
        CHECK(desk.office.house(kCourt) == 500);
        CHECK(desk.take_back(large.id, desk.office.clerk) == "same_person");
        CHECK(desk.take_back(large.id, desk.office.second) == "done");
        CHECK(desk.office.house(kCourt) == 3'000);
    }
    SECTION("refused: nothing moved, the reference is free") {
        CHECK(desk.refuse(large.id) == "done");
        CHECK(desk.approve(large.id, desk.office.second) == "already_decided");
        CHECK(desk.now(large.id).decision_reason == "not this month");
        CHECK(desk.make(desk.wish(500, "CHK 1")) == "done");
        CHECK(desk.office.house(kCourt) == 2'500);
    }
    SECTION("less is there by then") {
        desk.office.two_persons_from(100'000);
        must(desk.office.as_clerk([&](Work& work) {
            return desk.office.voids.make(work, work.make_id<TransferId>(), desk.office.person.id, paid, "wrong");
        }));
        CHECK(desk.approve(large.id, desk.office.second) == "more_than_owed");
        CHECK(desk.office.house(kCourt) == 0);
    }
    CHECK(desk.office.hub.tie().ties());
}

TEST_CASE("a void names what it takes back, once, and not what the bank shows") {
    Desk desk;
    desk.owe(2'000);
    const std::int64_t cash = desk.office.house(kCash);
    const NewRemittance made = desk.wish(2'000, "CHK 77");
    CHECK(desk.make(made) == "done");
    desk.read();
    BankLineId line;
    must(desk.office.as_clerk([&](Work& work) -> Status {
        line = TRY(Bank::add(work, {{"2026-03-03", BankDirection::kOut, TRY(PositiveCents::of(2'000)), "chk77", ""}}))
                   .ids.front();
        return {};
    }));
    const BankLine shown = must(Bank::find(*desk.office.hub.reader, line));
    CHECK(shown.matched == BankMatch::kByReference);
    REQUIRE(shown.entries.size() == 1);
    CHECK(shown.entries.front() == made.id);
    CHECK(desk.take_back(made.id, desk.office.clerk) == "bank_matched");
    must(desk.office.as_clerk([&](Work& work) { return Bank::unmatch(work, line); }));
    CHECK(desk.take_back(made.id, desk.office.clerk, "") == "invalid");
    CHECK(desk.take_back(made.id, desk.office.clerk) == "done");
    CHECK(desk.take_back(made.id, desk.office.clerk) == "not_voidable");
    CHECK(desk.office.house(kCourt) == 2'000);
    CHECK(desk.office.house(kCash) == cash);
    CHECK(desk.office.hub.count("SELECT count(*) FROM transfer v JOIN transfer t ON t.no = v.corrects WHERE "
                                "v.reason_code = 'remittance_void' AND v.debit = t.credit AND v.credit = t.debit AND "
                                "v.amount = t.amount") == 1);
    CHECK(desk.now(made.id).state == Remittance::State::kVoided);
    CHECK(desk.make(desk.wish(2'000, "CHK 77")) == "done");
    CHECK(desk.office.hub.tie().ties());
}

TEST_CASE("what is payable stands with the months of which it is made, the oldest paid first") {
    Desk desk;
    desk.owe(1'000);
    desk.in_month("2026-04");
    desk.owe(400);
    const TransferId april = desk.owe(300);
    CHECK(desk.make(desk.wish(1'100, "CHK 1")) == "done");
    desk.in_month("2026-05");
    desk.owe(50);
    must(desk.office.as_clerk([&](Work& work) {
        return desk.office.voids.make(work, work.make_id<TransferId>(), desk.office.person.id, april, "wrong");
    }));
    const Payable court = desk.payable(kCourt);
    CHECK(court.balance == Cents::of(1'000 + 400 + 300 - 1'100 + 50 - 300));
    CHECK(court.balance.units() == desk.office.house(kCourt));
    // 1,400 went off: all of March, 400 of April.
    REQUIRE(court.months.size() == 2);
    CHECK(court.months[0].month == "2026-04");
    CHECK(court.months[0].credited == Cents::of(700));
    CHECK(court.months[0].debited == Cents::of(1'100));
    CHECK(court.months[0].open == Cents::of(300));
    CHECK(court.months[1].month == "2026-05");
    CHECK(court.months[1].open == Cents::of(50));
    desk.read();  // nothing is read off twice
    CHECK(desk.payable(kCourt).balance == court.balance);
    CHECK(desk.make(desk.wish(350, "CHK 2")) == "done");
    CHECK(desk.payable(kCourt).account.empty());
}

TEST_CASE("a remittance that was edited by hand is found by the tie-out") {
    Desk desk;
    desk.owe(2'000);
    const NewRemittance made = desk.wish(2'000, "CHK 77");
    CHECK(desk.make(made) == "done");
    CHECK(desk.office.hub.tie().ties());
    for (const char* edit : {"UPDATE remittance SET cents = 1999", "UPDATE remittance SET account = 'provider'",
                             "UPDATE remittance SET state = 4", "UPDATE remittance SET state = 1",
                             "UPDATE remittance SET direction = 2"}) {
        INFO(edit);
        must(desk.office.hub.run([&](Work& work) { return work.db().run(edit); }));
        const TieOutReport report = desk.office.hub.tie();
        REQUIRE(report.differences.size() == 1);
        CHECK(report.differences[0].what == "remittance");
        must(desk.office.hub.run([&](Work& work) {
            return work.db().run(
                "UPDATE remittance SET cents = 2000, account = 'payable/court_debt', state = 2, direction = 1");
        }));
        CHECK(desk.office.hub.tie().ties());
    }
}
