#include "platform/facility/phone/phone_calls.h"

#include <set>

#include "platform/facility/feed/records.h"
#include "tests/unit/platform/facility/hub_fixture/every_failure.h"
#include "tests/unit/platform/facility/phone/phone_house.h"

using namespace dayroom;
using namespace dayroom::facility;
using dayroom::test::must;
using dayroom::test::Person;
using dayroom::test::PhoneHouse;
using CallState = CallReportLine::State;

namespace {

CallLine call_line(PhoneHouse& house, int line, const Person& whose, const std::string& record, int seconds,
                   std::int64_t cents) {
    return {line,
            record,
            whose.number,
            "+12175550101",
            house.hub.clock.now().ms() - 3'600'000,
            seconds,
            cents,
            "caller_hung_up",
            {}};
}

CallFile calls_file(std::vector<CallLine> lines) {
    CallFile file;
    file.name = "calls 2026-11-26";
    file.lines = std::move(lines);
    return file;
}

Result<CallReport> book_calls(PhoneHouse& house, const CallFile& file, bool valid_lines = false) {
    return house.hub.writer->make(house.clerk, [&](Work& work) {
        return house.calls.book(work, work.make_id<PhoneBatchId>(), file, valid_lines);
    });
}

CallReport check_calls(PhoneHouse& house, const CallFile& file) {
    return must(PhoneCalls::check(*house.hub.reader, file, house.hub.clock.now()));
}

std::int64_t phone_of(PhoneHouse& house, const Person& whose) { return house.hub.balances(whose).phone.units(); }

std::vector<StoredCall> calls_of(PhoneHouse& house, const Person& whose) {
    CallFilter filter;
    filter.resident = whose.id;
    return must(PhoneCalls::list(*house.hub.reader, filter));
}

}  // namespace

TEST_CASE("a call is charged to the phone account once, whatever file it stands in, and goes to the phone company") {
    PhoneHouse house;
    house.top_up(house.person, 500);
    const CallFile file = calls_file({call_line(house, 1, house.person, "R-1", 601, 66)});
    CHECK(check_calls(house, file).charged == Cents::of(66));
    CHECK(phone_of(house, house.person) == 500);
    must(book_calls(house, file));
    CHECK(phone_of(house, house.person) == 434);
    CHECK(must(house.hub.ledger.house_balance(*house.hub.reader, kPayablePhone)) == 66);

    CallFile again = file;
    again.name = "the same again";
    again.lines.push_back(call_line(house, 2, house.person, "R-2", 60, 6));
    const CallReport report = must(book_calls(house, again));
    CHECK(report.books == 1);
    CHECK(report.booked_before == 1);
    CHECK(phone_of(house, house.person) == 428);
    CHECK(calls_of(house, house.person).size() == 2);
    CHECK(calls_of(house, house.other).empty());
    CHECK(house.hub.balances(house.person).spendable.is_zero());
    CHECK(house.hub.tie().ties());
}

TEST_CASE("what a balance does not cover is a difference, not a debt: the account ends at zero") {
    PhoneHouse house;
    house.top_up(house.person, 10);
    const CallFile file =
        calls_file({call_line(house, 1, house.person, "R-1", 60, 6), call_line(house, 2, house.person, "R-2", 120, 12),
                    call_line(house, 3, house.person, "R-3", 60, 6)});
    const CallReport said = check_calls(house, file);
    const CallReport done = must(book_calls(house, file));
    for (const CallReport* report : {&said, &done}) {
        CHECK(report->charged == Cents::of(10));
        CHECK(report->uncovered == Cents::of(14));
        CHECK(report->lines[1].charged == Cents::of(4));
        CHECK(report->lines[2].charged.is_zero());
    }
    CHECK(phone_of(house, house.person) == 0);
    CHECK(house.hub.balances(house.person).owed.is_zero());
    CallFilter uncovered;
    uncovered.only_uncovered = true;
    CHECK(must(PhoneCalls::count(*house.hub.reader, uncovered)) == 2);
    CHECK(house.hub.tie().ties());
}

TEST_CASE("one wrong line and nothing is booked, unless the valid ones are asked for") {
    PhoneHouse house;
    house.top_up(house.person, 1'000);
    CallLine wrong = call_line(house, 2, house.person, "R-2", 60, 6);
    SECTION("dearer than the rates") { wrong.cents = 7; }
    SECTION("no rate for that number") { wrong.number = "+442079460000"; }
    SECTION("nobody's number") { wrong.resident_number = "99999"; }
    SECTION("no phone number") { wrong.number = "5550101"; }
    SECTION("the same record in the same file") { wrong.record = "R-1"; }
    SECTION("not begun yet") { wrong.began_ms = house.hub.clock.now().ms() + 3'600'000; }
    SECTION("no reason for its end") { wrong.end_code = ""; }
    SECTION("seconds below zero") { wrong.seconds = -1; }
    const CallFile file = calls_file({call_line(house, 1, house.person, "R-1", 60, 6), wrong});
    CHECK(check_calls(house, file).lines[1].state == CallState::kWrong);
    CHECK_FALSE(book_calls(house, file).ok());
    CHECK(phone_of(house, house.person) == 1'000);
    CHECK(must(book_calls(house, file, true)).books == 1);
    CHECK(phone_of(house, house.person) == 994);
}

TEST_CASE("a record that comes again as another call is wrong, not new") {
    PhoneHouse house;
    house.top_up(house.person, 1'000);
    must(book_calls(house, calls_file({call_line(house, 1, house.person, "R-1", 60, 6)})));
    CallLine other = call_line(house, 1, house.person, "R-1", 120, 12);
    SECTION("another price and length") {}
    SECTION("another length at the same price") {
        other.cents = 6;
        other.seconds = 59;
    }
    SECTION("another end") {
        other = call_line(house, 1, house.person, "R-1", 60, 6);
        other.end_code = "cut_off";
    }
    SECTION("another time") {
        other = call_line(house, 1, house.person, "R-1", 60, 6);
        other.began_ms -= 1;
    }
    SECTION("somebody else") {
        other.cents = 6;
        other.resident_number = house.other.number;
    }
    CHECK(check_calls(house, calls_file({other})).lines[0].state == CallState::kWrong);
    CHECK_FALSE(book_calls(house, calls_file({other})).ok());
}

TEST_CASE("what is wrong with the whole file is never booked in part") {
    PhoneHouse house;
    house.top_up(house.person, 1'000);
    CallFile file = calls_file({call_line(house, 1, house.person, "R-1", 60, 6)});
    SECTION("another number of lines") { file.control_lines = 2; }
    SECTION("another sum") { file.control_cents = 7; }
    SECTION("no name") { file.name.clear(); }
    SECTION("empty") { file.lines.clear(); }
    CHECK_FALSE(check_calls(house, file).problem.empty());
    CHECK_FALSE(book_calls(house, file, true).ok());
    CHECK(phone_of(house, house.person) == 1'000);
}

TEST_CASE("a charge is given back once, by an entry that names it, and never more than it was") {
    PhoneHouse house;
    house.top_up(house.person, 100);
    must(book_calls(house, calls_file({call_line(house, 1, house.person, "R-1", 600, 60)})));
    const PhoneCallId id = calls_of(house, house.person).front().id;
    const auto give_back = [&](std::int64_t cents) {
        return house.hub.run_as(house.clerk, [&](Work& work) {
            return house.calls.give_back(work, id, must(PositiveCents::of(cents)), "The line was bad.");
        });
    };
    CHECK(give_back(61).error().code == ErrorCode::kInvalid);
    must(give_back(50));
    CHECK(phone_of(house, house.person) == 90);
    CHECK(give_back(10).error().text_key == "given_back_before");
    const auto call = must(load_phone_call(*house.hub.reader, thing(id)));
    CHECK(call->given_back_cents() == 50);
    CHECK(must(house.hub.ledger.house_balance(*house.hub.reader, kPayablePhone)) == 10);
    CHECK(house.hub.tie().ties());
}

TEST_CASE("a call keeps the name that its number had on the list, and whether it was recorded") {
    PhoneHouse house;
    house.top_up(house.person, 100);
    REQUIRE(house.ask(house.person, "+12175550101").empty());
    must(house.decide(NumberDecision::kApprove, {}, true));
    must(book_calls(house, calls_file({call_line(house, 1, house.person, "R-1", 60, 6)})));
    const StoredCall call = calls_of(house, house.person).front();
    CHECK(call.call.name() == "Maria Vega");
    CHECK(call.call.not_recorded());
    CHECK(call.call.number_id() == house.last.raw());
    CHECK(call.call.rate() == "local");
}

TEST_CASE("a call to a number that was taken off since keeps its name, one that staff refused never had one") {
    PhoneHouse house;
    house.top_up(house.person, 100);
    REQUIRE(house.ask(house.person, "+12175550101").empty());
    SECTION("taken off after the call") {
        must(house.decide(NumberDecision::kApprove, {}, true));
        must(house.decide(NumberDecision::kRemove, "Another number."));
        must(book_calls(house, calls_file({call_line(house, 1, house.person, "R-1", 60, 6)})));
        CHECK(calls_of(house, house.person).front().call.name() == "Maria Vega");
        CHECK(calls_of(house, house.person).front().call.not_recorded());
    }
    SECTION("taken off before it") {
        must(house.decide(NumberDecision::kApprove));
        must(house.decide(NumberDecision::kRemove, "Another number."));
        house.hub.clock.advance(std::chrono::hours(2));
        must(book_calls(house, calls_file({call_line(house, 1, house.person, "R-1", 60, 6)})));
        CHECK(calls_of(house, house.person).front().call.number_id().empty());
    }
    SECTION("refused, and taken away by its owner") {
        must(house.decide(NumberDecision::kRefuse, "A pay phone."));
        REQUIRE(house.change(house.person, wire::ChangePhoneNumber::REMOVE).empty());
        must(book_calls(house, calls_file({call_line(house, 1, house.person, "R-1", 60, 6)})));
        CHECK(calls_of(house, house.person).front().call.number_id().empty());
        CHECK(calls_of(house, house.person).front().call.name().empty());
    }
}

TEST_CASE("a late record is checked against the rates of its own day, to the millisecond at which they change") {
    PhoneHouse house;
    house.top_up(house.person, 1'000);
    const std::int64_t change = house.hub.clock.now().ms() - 3'600'000;
    house.terms.mutable_rates(0)->set_valid_to_ms(change);
    test::add_phone_rate(house.terms, "dearer", "+1217", 80);
    house.terms.mutable_rates(2)->set_valid_from_ms(change);
    must(house.set_terms());
    CallLine line = call_line(house, 1, house.person, "R-1", 60, 8);
    CHECK(check_calls(house, calls_file({line})).lines[0].rate == "dearer");
    line.began_ms -= 1;
    CHECK(check_calls(house, calls_file({line})).lines[0].state == CallState::kWrong);
    line.cents = 6;
    CHECK(check_calls(house, calls_file({line})).lines[0].rate == "local");
}

TEST_CASE("nobody who left is charged, and no account that a tie-out stopped") {
    PhoneHouse house;
    house.top_up(house.person, 100);
    const CallFile file = calls_file({call_line(house, 1, house.person, "R-1", 60, 6)});
    const char* stopped = "UPDATE account SET stopped = 1 WHERE resident = $1 AND kind = 3";
    const char* left = "UPDATE resident SET state = 2 WHERE id = $1";
    for (const char* sql : {stopped, left}) {
        must(house.hub.run([&](Work& work) { return work.db().run(sql, house.person.id); }));
        CHECK(check_calls(house, file).lines[0].state == CallState::kWrong);
        CHECK_FALSE(book_calls(house, file).ok());
        CHECK(phone_of(house, house.person) == 100);
    }
}

TEST_CASE(
    "the tie-out finds a call without its charge, a charge without its call, and a file that booked another sum") {
    PhoneHouse house;
    house.top_up(house.person, 100);
    must(book_calls(house, calls_file({call_line(house, 1, house.person, "R-1", 60, 6)})));
    REQUIRE(house.hub.tie().ties());
    const auto spoil = [&](const char* sql) {
        must(house.hub.run([&](Work& work) { return work.db().run(sql); }));
        std::set<std::string> found;
        for (const TieOutDifference& each : house.hub.tie().differences) found.insert(each.what);
        return found;
    };
    SECTION("another amount") {
        const auto found = spoil("UPDATE phone_call SET charged = 5");
        CHECK(found.contains("phone_call"));
        CHECK(found.contains("phone_batch"));
    }
    SECTION("another call") {
        const auto found = spoil("UPDATE phone_call SET id = batch || id");
        CHECK(found.contains("phone_call"));
        CHECK(found.contains("phone_charge"));
    }
    SECTION("money given back that no entry gave") {
        CHECK(spoil("UPDATE phone_call SET given_back = 1").contains("phone_refund"));
    }
}

TEST_CASE("whichever operation of the database fails, a file is booked whole or not at all, and can come again") {
    PhoneHouse house;
    house.top_up(house.person, 100);
    const CallFile file =
        calls_file({call_line(house, 1, house.person, "R-1", 60, 6), call_line(house, 2, house.person, "R-2", 60, 6)});
    const auto book = [&]() -> Status {
        TRY(book_calls(house, file));
        return {};
    };
    CHECK(test::fail_at_every_operation(house.hub, book) > 20);
    CHECK(phone_of(house, house.person) == 88);
    must(book());
    CHECK(phone_of(house, house.person) == 88);
    CHECK(house.hub.tie().ties());
}
