// Months that are closed: in order, once, kept to the cent, and opened again by somebody else only.
#include "platform/facility/books/months.h"

#include <catch2/catch.hpp>

#include "platform/facility/books/read_off.h"
#include "tests/unit/platform/facility/hub_fixture/every_failure.h"

using namespace dayroom;
using namespace dayroom::facility;
using dayroom::test::HubFixture;
using dayroom::test::must;
using dayroom::test::Person;

namespace {

constexpr const char* kZone = "America/Chicago";

struct Office {
    HubFixture hub;
    Person person;
    Actor ida = Actor::staff("trust_office", hub.id<ThingId>());
    Actor tom = Actor::staff("trust_office", hub.id<ThingId>());

    Office() {
        hub.clock.set_now(must(rules::month_named("2026-03", kZone)).begin + std::chrono::hours(10));
        person = hub.add_resident();
        hub.give(person, 10'000);
    }
    void go_to(const std::string& month) {
        hub.clock.set_now(must(rules::month_named(month, kZone)).begin + std::chrono::hours(1));
    }
    Status close(const std::string& month, const Actor& who) {
        const auto sum = Months::add_up(*hub.reader, month, hub.clock.now());
        if (!sum.ok()) return sum.error();
        const TieOutReport report = hub.tie();
        return hub.run_as(who, [&](Work& work) { return Months::close(work, sum.value(), report); });
    }
    Status reopen(const std::string& month, const Actor& who) {
        return hub.run_as(who, [&](Work& work) { return Months::reopen(work, month, "A deposit was left out."); });
    }
    Status charge(std::int64_t cents) {
        return hub.run([&](Work& work) {
            return hub.ledger.charge(
                work, {hub.id<TransferId>(), person.id, must(PositiveCents::of(cents)), "revenue/x", {}});
        });
    }
    std::int64_t kept(const std::string& month, const std::string& kind) {
        for (const ControlTotal& total :
             must(Months::control(*hub.reader, must(Months::find(*hub.reader, month, hub.clock.now())))))
            if (total.kind == kind && total.unit == 1) return total.stored;
        return 0;
    }
    Month::State state(const std::string& month) {
        return must(Months::find(*hub.reader, month, hub.clock.now())).state;
    }
};

std::string refusal(const Status& status) { return status.ok() ? "" : status.error().text_key; }

}  // namespace

TEST_CASE("a month is closed once it is over, in order, and its balances are those of its end") {
    Office office;
    CHECK(refusal(office.close("2026-03", office.ida)) == "month_not_over");
    office.go_to("2026-04");
    must(office.charge(300));
    CHECK(office.state("2026-03") == Month::State::kOpen);
    CHECK(office.state("2026-04") == Month::State::kRunning);
    office.go_to("2026-05");
    must(office.charge(50));
    CHECK(refusal(office.close("2026-04", office.ida)) == "earlier_month_open");
    must(office.close("2026-03", office.ida));
    CHECK(refusal(office.close("2026-03", office.ida)) == "month_closed");
    CHECK(office.kept("2026-03", "spendable") == 10'000);
    must(office.close("2026-04", office.ida));
    CHECK(office.kept("2026-04", "spendable") == 9'700);
    CHECK(office.kept("2026-04", "revenue") == 300);
    CHECK(office.kept("2026-05", "spendable") == 9'650);
    CHECK(must(Months::list(*office.hub.reader, office.hub.clock.now())).size() == 3);
    // Per unit the closing balances of all accounts are zero together.
    CHECK(office.hub.count("SELECT sum(c.balance) FROM closing_balance c JOIN account a ON a.no = c.account WHERE "
                           "a.unit = 1") == 0);
    CHECK(office.hub.tie().ties());
}

TEST_CASE("nothing is dated into a closed month, also by a clock that was set back") {
    Office office;
    office.go_to("2026-04");
    must(office.close("2026-03", office.ida));
    office.hub.clock.set_now(must(rules::month_named("2026-03", kZone)).end - Milliseconds(1));
    const Status late = office.charge(5);
    CHECK(late.error().code == ErrorCode::kDenied);
    CHECK(refusal(late) == "month_closed");
    CHECK(office.hub.balances(office.person).spendable == Cents::of(10'000));
    office.hub.clock.set_now(must(rules::month_named("2026-03", kZone)).end);
    must(office.charge(5));
    CHECK(office.hub.tie().ties());
}

TEST_CASE("an entry that a clock set back dated into an open month is in that month's balances") {
    Office office;
    office.go_to("2026-05");
    must(office.charge(20));
    office.go_to("2026-04");
    must(office.charge(300));  // a later number with an earlier time
    office.go_to("2026-06");
    must(office.close("2026-03", office.ida));
    must(office.close("2026-04", office.ida));
    CHECK(office.kept("2026-04", "spendable") == 9'700);
    must(office.close("2026-05", office.ida));
    CHECK(office.kept("2026-05", "spendable") == 9'680);
}

TEST_CASE("what accounts hold at the end of a month that is open is what its entries say, however far they were read") {
    Office office;
    const auto check = [&] {
        for (const char* month : {"2026-03", "2026-04", "2026-05"}) {
            const auto end = must(rules::month_named(month, kZone)).end.ms();
            for (const auto& total : must(Months::control(
                     *office.hub.reader, must(Months::find(*office.hub.reader, month, office.hub.clock.now()))))) {
                INFO(month << " " << total.kind << " " << total.unit);
                const std::string whose =
                    total.kind == "spendable" ? "a.kind = 1"
                    : total.kind == "savings" ? "a.kind = 2"
                    : total.kind == "phone"   ? "a.kind = 3"
                    : total.kind == "credits" && total.accounts == 1
                        ? "a.kind = 4"
                        : "a.kind = 10 AND (a.code = '" + total.kind + "' OR a.code LIKE '" + total.kind + "/%')";
                CHECK(total.stored ==
                      office.hub.count("SELECT coalesce(sum(e.amount), 0) FROM entry e JOIN transfer t ON t.no = "
                                       "e.transfer JOIN account a ON a.no = e.account WHERE t.at_ms < " +
                                       std::to_string(end) + " AND a.unit = " + std::to_string(total.unit) + " AND " +
                                       whose));
                CHECK(total.computed == total.stored);
            }
        }
    };
    const auto housekeeping = [&](int read) {
        must(office.hub.run([&](Work& work) -> Status {
            TRY(office.hub.ledger.roll_up(work));
            TRY(read_off(work, read));
            return {};
        }));
    };
    must(office.charge(20));
    office.go_to("2026-05");
    must(office.charge(300));
    check();
    housekeeping(1);
    office.go_to("2026-04");
    must(office.charge(4'000));  // a later number with an earlier time
    office.go_to("2026-05");
    check();
    housekeeping(100);
    check();
    must(office.charge(5));
    check();
    must(office.close("2026-03", office.ida));
    check();
}

TEST_CASE("only somebody else opens a month again, only the last one, and it may be closed anew") {
    Office office;
    office.go_to("2026-05");
    must(office.close("2026-03", office.ida));
    must(office.close("2026-04", office.ida));
    CHECK(refusal(office.reopen("2026-03", office.tom)) == "later_month_closed");
    CHECK(refusal(office.reopen("2026-04", office.ida)) == "same_person");
    CHECK(refusal(office.reopen("2026-05", office.tom)) == "month_open");
    must(office.reopen("2026-04", office.tom));
    CHECK(refusal(office.reopen("2026-04", office.tom)) == "month_open");
    CHECK(office.state("2026-04") == Month::State::kOpen);
    office.go_to("2026-04");
    must(office.charge(100));
    office.go_to("2026-05");
    must(office.close("2026-04", office.tom));
    const Month again = must(Months::find(*office.hub.reader, "2026-04", office.hub.clock.now()));
    CHECK(again.revision == 2);
    CHECK(office.kept("2026-04", "spendable") == 9'900);
    must(office.reopen("2026-04", office.ida));
    must(office.reopen("2026-03", office.tom));
    must(office.close("2026-03", office.ida));
    office.hub.writer->stop();
    CHECK(office.hub.count("SELECT count(*) FROM month_close") == 4);
}

TEST_CASE("a month is not closed while the books differ, or while entries come into it") {
    Office office;
    office.go_to("2026-04");
    must(office.hub.run(
        [](Work& work) { return work.db().run("UPDATE account SET balance = balance + 1 WHERE kind = 1"); }));
    CHECK(refusal(office.close("2026-03", office.ida)) == "books_differ");
    must(office.hub.run(
        [](Work& work) { return work.db().run("UPDATE account SET balance = balance - 1 WHERE kind = 1"); }));
    const MonthSum sum = must(Months::add_up(*office.hub.reader, "2026-03", office.hub.clock.now()));
    office.go_to("2026-03");
    must(office.charge(5));
    office.go_to("2026-04");
    const TieOutReport report = office.hub.tie();
    const Status moved = office.hub.run_as(office.ida, [&](Work& work) { return Months::close(work, sum, report); });
    CHECK(refusal(moved) == "month_moved");
    must(office.close("2026-03", office.ida));
    CHECK(office.kept("2026-03", "spendable") == 9'995);
}

TEST_CASE("what is no month is refused") {
    Office office;
    for (const char* name : {"", "2026", "2026-13", "2026-00", "26-03", "2026-3", "2026-03-01", "1960-01", "2026_03",
                             "-026-03", "2026-0a"}) {
        INFO(name);
        CHECK_FALSE(Months::find(*office.hub.reader, name, office.hub.clock.now()).ok());
        CHECK_FALSE(Months::add_up(*office.hub.reader, name, office.hub.clock.now()).ok());
    }
    CHECK_FALSE(Months::find(*office.hub.reader, "2026-04", office.hub.clock.now()).ok());
    CHECK_FALSE(office.hub.run_as(office.tom, [](Work& work) { return Months::reopen(work, "2026-03", ""); }).ok());
}

TEST_CASE("whatever write fails, a month is closed with all of its balances or not at all, and so it is opened again") {
    Office office;
    office.go_to("2026-04");
    const auto close = [&] { return office.close("2026-03", office.ida); };
    CHECK(test::fail_at_every_operation(office.hub, close) > 5);
    CHECK(office.state("2026-03") == Month::State::kClosed);
    CHECK(office.kept("2026-03", "spendable") == 10'000);
    CHECK(office.hub.count("SELECT sum(balance) FROM closing_balance") == 0);
    CHECK(refusal(close()) == "month_closed");
    const auto reopen = [&] { return office.reopen("2026-03", office.tom); };
    CHECK(test::fail_at_every_operation(office.hub, reopen) > 5);
    CHECK(refusal(reopen()) == "month_open");
    CHECK(test::fail_at_every_operation(office.hub, close) > 5);
    CHECK(must(Months::find(*office.hub.reader, "2026-03", office.hub.clock.now())).revision == 2);
    CHECK(office.kept("2026-03", "spendable") == 10'000);
}
