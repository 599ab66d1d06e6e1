// Booking by the rules, and every end that a visit can have.
#include "platform/facility/feed/decline.h"
#include "platform/facility/feed/records.h"
#include "platform/wire/check.h"
#include "tests/unit/platform/facility/visits/visit_house.h"

using namespace dayroom;
using namespace dayroom::facility;
using dayroom::test::must;
using dayroom::test::Person;
using dayroom::test::VisitHouse;
using std::chrono::minutes;

TEST_CASE("a visit is booked, its price held, and what was promised is kept whatever the terms say later") {
    VisitHouse house;
    REQUIRE(house.book(house.person, "booth_1", house.at(3, 600)).empty());
    CHECK(house.spendable(house.person) == 9'250);
    CHECK(house.held(house.person) == 750);
    const wire::Visit visit = house.visit();
    CHECK(visit.state() == wire::Visit::BOOKED);
    CHECK(visit.visitor() == "Maria Vega");
    CHECK(visit.place() == "Place booth_1");
    CHECK(visit.held_cents() == 750);
    CHECK(visit.full_refund_until_ms() == house.at(3, 600).ms() - 24 * 3'600'000);
    CHECK(visit.check_in_from_ms() == house.at(3, 590).ms());
    house.plan.terms.set_full_refund_minutes(48 * 60);
    house.plan.terms.set_late_refund_points(0);
    house.plan.terms.mutable_prices(0)->set_minute_mills(999);
    must(house.set_plan());
    CHECK(house.visit().SerializeAsString() == visit.SerializeAsString());
    house.hub.clock.set_now(house.at(1, 660));
    CHECK(house.cancel(house.person, 750).empty());
    CHECK(house.spendable(house.person) == 10'000);
    CHECK(house.hub.tie().ties());
}

TEST_CASE("each rule of booking declines with its own code, and nothing is held") {
    VisitHouse house;
    const auto book = [&](const char* place, Timestamp from, int length = 30) {
        return house.book(house.person, place, from, length);
    };
    const Timestamp good = house.at(3, 600);
    CHECK(book("booth_1", house.hub.clock.now() + std::chrono::hours(23)) == decline::kTooSoon);
    CHECK(book("booth_1", house.at(15, 600)) == decline::kTooFar);
    CHECK(book("booth_1", house.at(3, 610)) == decline::kSlotTaken);        // no slot begins then
    CHECK(book("booth_1", house.at(3, 420)) == decline::kSlotTaken);        // not open
    CHECK(book("booth_1", house.at(3, 1'170), 60) == decline::kSlotTaken);  // it would end after closing
    CHECK(book("booth_1", good, 45) == decline::kSlotTaken);                // no such length
    CHECK(house.run(house.person, house.booking(house.person, "booth_1", good, 30, 700)) == decline::kPriceChanged);
    wire::Command strange = house.booking(house.person, "booth_1", good);
    strange.mutable_book_visit()->set_contact_id(house.other_visitor.raw());
    CHECK(house.run(house.person, strange) == decline::kVisitorNotApproved);
    wire::Command without = house.booking(house.person, "booth_1", good);
    without.mutable_book_visit()->clear_receipt_code();
    CHECK(house.run(house.person, without) == "invalid");
    house.may_visit(house.visitor, false);
    CHECK(book("booth_1", good) == decline::kVisitorNotApproved);
    house.may_visit(house.visitor, true);
    house.plan.closed = {rules::local_date(good, "America/Chicago")};
    house.plan.resources[1].units = {house.hub.other_unit};
    must(house.set_plan());
    CHECK(book("booth_1", good) == decline::kSlotTaken);
    CHECK(book("booth_2", house.at(4, 600)) == decline::kSlotTaken);
    CHECK(house.held(house.person) == 0);
    CHECK(house.hub.count("SELECT count(*) FROM visit_cell") == 0);
    CHECK(book("booth_1", house.at(4, 600)).empty());
    CHECK(book("booth_3", house.at(4, 600)) == decline::kVisitOverlap);
}

TEST_CASE("a facility without terms offers no visits") {
    VisitHouse house;
    const auto visitors = must(possible_visitors(*house.hub.reader, house.person.id));
    REQUIRE(visitors.size() == 1);
    CHECK(visitors[0].standing.may_visit);
    must(house.hub.run([](Work& work) { return work.db().run("DELETE FROM visit_terms"); }));
    CHECK(house.book(house.person, "booth_1", house.at(4, 600)) == decline::kVisitsOff);
}

TEST_CASE("visits of a week are counted by when they take place, and one that was cancelled leaves room") {
    VisitHouse house;  // a Thursday; weeks begin on Sunday
    REQUIRE(house.book(house.person, "booth_1", house.at(4, 600)).empty());
    REQUIRE(house.book(house.person, "booth_1", house.at(5, 600)).empty());
    CHECK(house.book(house.person, "booth_1", house.at(9, 600)) == decline::kVisitsUsed);
    CHECK(house.book(house.person, "booth_1", house.at(10, 600)).empty());  // the next Sunday
    CHECK(house.move(house.person, "booth_1", house.at(9, 600)) == decline::kVisitsUsed);
    CHECK(house.move(house.person, "booth_1", house.at(11, 600)).empty());
    CHECK(house.book(house.other, "booth_2", house.at(9, 600)).empty());
    REQUIRE(house.cancel(house.other).empty());
    CHECK(house.book(house.other, "booth_2", house.at(9, 600)).empty());
}

TEST_CASE("a visit is moved with its price, its receipt and its visitor, once for what was seen") {
    VisitHouse house;
    REQUIRE(house.book(house.person, "booth_1", house.at(3, 600)).empty());
    const StoredVisit before = house.stored();
    REQUIRE(house.move(house.person, "booth_1", house.at(3, 630)).empty());
    CHECK(house.stored().hold == before.hold);  // the same price: the same hold
    CHECK(house.visit().receipt_code() == before.visit.receipt_code());
    CHECK(house.visit().revision() == 2);
    CHECK(house.move(house.person, "booth_1", house.at(3, 660)) == decline::kVisitChanged);
    CHECK(house.book(house.other, "booth_1", house.at(3, 600)).empty());  // its old time is free
    const VisitId taken = house.last;
    house.last = before.id;
    CHECK(house.move(house.person, "booth_1", house.at(3, 600), 30, 2) == decline::kSlotTaken);
    CHECK(house.held(house.person) == 750);
    REQUIRE(house.move(house.person, "booth_3", house.at(3, 600), 60, 2).empty());
    CHECK(house.held(house.person) == 1'500);
    CHECK(house.spendable(house.person) == 8'500);
    CHECK(house.move(house.other, "booth_3", house.at(4, 600), 60, 3) == "not_found");
    house.hub.clock.set_now(house.at(3, 600) - std::chrono::hours(12) + Milliseconds(1));
    CHECK(house.move(house.person, "booth_3", house.at(9, 600), 60, 3) == decline::kVisitTooLate);
    CHECK(house.hub.count("SELECT count(*) FROM visit_cell") == 12 + 6);
    CHECK(house.hub.tie().ties());
    house.last = taken;
}

TEST_CASE("what comes back is what was promised for the moment at which the terminal took the word") {
    VisitHouse house;
    const Timestamp from = house.at(3, 600);
    const auto booked = [&] {
        house.hub.clock.set_now(house.at(0, 600));
        return house.at(3, 600);
    };
    REQUIRE(house.book(house.person, "booth_1", booked()).empty());
    house.hub.clock.set_now(from - std::chrono::hours(2));
    CHECK(house.cancel(house.person, 376) == decline::kPriceChanged);
    SECTION("late: half of it") {
        CHECK(house.cancel(house.person, 375).empty());
        CHECK(house.visit().charged_cents() == 375);
        CHECK(house.revenue() == 375);
        CHECK(house.cancel(house.person) == decline::kAlreadyDecided);
    }
    SECTION("said in time without a connection, and heard when it was over") {
        house.hub.clock.set_now(from - std::chrono::hours(30));
        const wire::Command said = house.cancelling(house.person, 750);
        house.hub.clock.set_now(from + std::chrono::hours(1));
        house.tick();
        CHECK(house.visit().state() == wire::Visit::MISSED);
        CHECK(house.spendable(house.person) == 9'250);
        CHECK(house.run(house.person, said).empty());
        CHECK(house.visit().state() == wire::Visit::CANCELLED);
        CHECK(house.visit().given_back_cents() == 750);
        CHECK(house.spendable(house.person) == 10'000);
        CHECK(house.revenue() == 0);
    }
    SECTION("after it began: too late") {
        house.hub.clock.set_now(from);
        CHECK(house.cancel(house.person) == decline::kVisitTooLate);
    }
    CHECK(house.hub.tie().ties());
}

TEST_CASE("somebody checks in at the terminal of the visit, in its time, also by a word that comes late") {
    VisitHouse house;
    const Timestamp from = house.at(3, 600);
    REQUIRE(house.book(house.person, "kiosk", from).empty());
    house.hub.clock.set_now(from - minutes(11));
    CHECK(house.check_in(house.person) == decline::kVisitNotNow);
    CHECK(house.check_in(house.other) == "not_found");
    house.hub.clock.set_now(from - minutes(10));
    CHECK(house.check_in(house.person).empty());
    CHECK(house.check_in(house.person).empty());
    CHECK(house.visit().state() == wire::Visit::CHECKED_IN);
    CHECK(house.cancel(house.person) == decline::kAlreadyDecided);
    REQUIRE(house.book(house.other, "booth_1", house.at(3, 600)).empty());
    house.hub.clock.set_now(house.at(3, 595));
    CHECK(house.check_in(house.other) == decline::kVisitElsewhere);
    CHECK(house.staff([&](Work& work, Visits& visits) { return visits.check_in_by_staff(work, house.last); }).ok());
    CHECK(house.visit().state() == wire::Visit::CHECKED_IN);
}

TEST_CASE("the minutes that were used are charged, once, whoever says it how often") {
    VisitHouse house;
    const Timestamp from = house.at(3, 600);
    REQUIRE(house.book(house.person, "booth_1", from).empty());
    const auto end = [&](Timestamp began, Timestamp ended) {
        return house.staff([&](Work& work, Visits& visits) { return visits.end(work, house.last, began, ended); });
    };
    const auto begin = [&](Timestamp began) {
        return house.staff([&](Work& work, Visits& visits) { return visits.begin(work, house.last, began); });
    };
    CHECK(begin(from).error().code == ErrorCode::kInvalid);  // it lies ahead
    house.hub.clock.set_now(from + minutes(20));
    REQUIRE(begin(from).ok());
    CHECK(begin(from).ok());
    CHECK(begin(from + minutes(1)).error().text_key == decline::kContent);
    CHECK(house.visit().state() == wire::Visit::CHECKED_IN);
    CHECK(end(from, from - minutes(1)).error().code == ErrorCode::kInvalid);
    REQUIRE(end(from, from + minutes(10) + Seconds(1)).ok());
    CHECK(house.visit().minutes_used() == 11);
    CHECK(house.visit().charged_cents() == 275);
    CHECK(house.visit().given_back_cents() == 475);
    CHECK(house.spendable(house.person) == 9'725);
    CHECK(end(from, from + minutes(10) + Seconds(1)).ok());
    CHECK(end(from, from + minutes(20)).error().text_key == decline::kContent);
    CHECK(house.staff([&](Work& work, Visits& visits) { return visits.cancel_by_staff(work, house.last, "too late"); })
              .error()
              .text_key == decline::kAlreadyDecided);
    CHECK(house.revenue() == 275);
    CHECK(house.hub.tie().ties());
}

TEST_CASE("staff and the facility give everything back, and nobody pays for what nobody reported") {
    VisitHouse house;
    const Timestamp from = house.at(3, 600);
    REQUIRE(house.book(house.person, "booth_1", from).empty());
    SECTION("cancelled by staff, also of one who is there") {
        house.hub.clock.set_now(from);
        must(house.staff([&](Work& work, Visits& visits) { return visits.check_in_by_staff(work, house.last); }));
        must(house.staff([&](Work& work, Visits& visits) {
            return visits.cancel_by_staff(work, house.last, "The network is down.");
        }));
        CHECK(house.visit().reason() == "The network is down.");
        CHECK(house.visit().cancelled_by() == "staff");
    }
    SECTION("the visitor is no longer approved") {
        house.may_visit(house.visitor, false);
        house.tick();
        CHECK(house.visit().reason() == kVisitReasonVisitor);
    }
    SECTION("the resident leaves") {
        must(house.hub.run([&](Work& work) { return house.hub.visits.resident_left(work, house.person.id); }));
        CHECK(house.visit().cancelled_by() == "facility");
    }
    SECTION("its end was never recorded") {
        house.hub.clock.set_now(from);
        must(house.staff([&](Work& work, Visits& visits) { return visits.begin(work, house.last, from); }));
        house.hub.clock.set_now(from + kVisitReportTime);
        house.tick();
        CHECK(house.visit().state() == wire::Visit::CHECKED_IN);
        house.hub.clock.set_now(from + minutes(30) + kVisitReportTime);
        house.tick();
        CHECK(house.visit().state() == wire::Visit::ENDED);
        CHECK(house.visit().reason() == kVisitReasonNotReported);
    }
    CHECK(house.visit().given_back_cents() == 750);
    CHECK(house.spendable(house.person) == 10'000);
    CHECK(house.held(house.person) == 0);
    CHECK(house.hub.count("SELECT count(*) FROM visit_cell") == 0);
    CHECK(house.hub.tie().ties());
}

TEST_CASE("a hold that ended by itself is charged by nobody, and its visit ends all the same") {
    VisitHouse house;
    const Timestamp from = house.at(3, 600);
    REQUIRE(house.book(house.person, "booth_1", from).empty());
    house.hub.clock.set_now(from + kVisitHoldTime + std::chrono::hours(1));
    must(house.hub.run([&](Work& work) -> Status {
        TRY(house.hub.ledger.expire_holds(work, 10));
        return {};
    }));
    house.tick();
    CHECK(house.visit().state() == wire::Visit::MISSED);
    CHECK(house.visit().charged_cents() == 0);
    CHECK(house.spendable(house.person) == 10'000);
    CHECK(house.hub.tie().ties());
}

TEST_CASE("two who are kept apart are never near each other at one time, and nobody is told why") {
    VisitHouse house;
    house.plan.resources[2].room = "room_a";
    house.plan.resources[3].room = "room_a";
    must(house.set_plan());
    const Timestamp from = house.at(3, 600);
    REQUIRE(house.book(house.person, "booth_1", from).empty());
    const VisitId first = house.last;
    const auto separate_two = [&](const ResidentId& one, const ResidentId& other) {
        return house.hub.run_as(house.clerk, [&](Work& work) { return separate(work, one, other, "court order"); });
    };
    REQUIRE(separate_two(house.other.id, house.person.id).ok());
    CHECK(separate_two(house.person.id, house.other.id).error().text_key == "separated_before");
    CHECK(separate_two(house.person.id, house.person.id).error().code == ErrorCode::kInvalid);
    CHECK(house.book(house.other, "booth_2", from) == decline::kSlotTaken);
    CHECK(house.book(house.other, "booth_2", from - minutes(30), 60) == decline::kSlotTaken);
    CHECK(house.book(house.other, "booth_2", from + minutes(30)).empty());
    CHECK(house.move(house.other, "booth_2", from) == decline::kSlotTaken);
    CHECK(house.move(house.other, "booth_3", from).empty());
    CHECK(must(count_separation_conflicts(*house.hub.reader, house.person.id, house.other.id)) == 0);
    must(house.hub.run_as(house.clerk,
                          [&](Work& work) { return end_separation(work, house.person.id, house.other.id); }));
    REQUIRE(house.move(house.other, "booth_2", from, 30, 2).empty());
    REQUIRE(separate_two(house.other.id, house.person.id).ok());
    CHECK(must(count_separation_conflicts(*house.hub.reader, house.person.id, house.other.id)) == 1);
    // In one room, whether they are neighbours or not.
    REQUIRE(house.move(house.other, "kiosk", from, 30, 3).empty());
    house.last = first;
    CHECK(house.move(house.person, "booth_3", from) == decline::kSlotTaken);
    CHECK(house.move(house.person, "booth_3", from + minutes(30)).empty());
}

TEST_CASE("terminals of a unit are told of each date what is open and what is taken, and of nobody's name") {
    VisitHouse house;
    CHECK(house.hub.count("SELECT count(*) FROM visit_day") == 2 * 15);
    REQUIRE(house.book(house.person, "booth_1", house.at(3, 600)).empty());
    const auto day_of = [&](int days, const UnitId& unit) {
        const auto date = rules::local_date(house.at(days, 600), "America/Chicago").time_since_epoch().count();
        const auto id = must(house.hub.reader->first(
            "SELECT id FROM visit_day WHERE unit = $1 AND date = $2",
            [](const database::Row& row) { return row.id<ThingId>(0); }, unit, std::int64_t{date}));
        wire::Record record = *must(load_record(*house.hub.reader, RecordKind::kVisitDay, *id, house.hub.clock.now()));
        record.set_facility_id(house.hub.facility.raw());
        *record.mutable_scope() = Scope::unit(unit).to_wire();
        record.set_id(id->raw());
        record.set_version(1);
        record.set_released_ms(1);
        must(wire::check_record(record));
        return record.visit_day();
    };
    const wire::VisitDay day = day_of(3, house.hub.unit);
    REQUIRE(day.places_size() == 4);
    CHECK(day.places(0).open(0).from_ms() == house.at(3, 480).ms());
    REQUIRE(day.places(0).taken_size() == 1);
    CHECK(day.places(0).taken(0).from_ms() == house.at(3, 600).ms());
    CHECK(day.places(1).taken().empty());
    CHECK(day.places(3).device_id() == house.hub.device.raw());
    CHECK(day.DebugString().find("Vega") == std::string::npos);
    house.plan.resources[0].units = {house.hub.unit};
    house.plan.closed = {rules::local_date(house.at(4, 0), "America/Chicago")};
    must(house.set_plan());
    CHECK(day_of(3, house.hub.unit).places_size() == 4);
    CHECK(day_of(3, house.hub.other_unit).places_size() == 3);
    CHECK(day_of(4, house.hub.unit).places().empty());
    house.hub.clock.set_now(house.at(2, 600));
    house.tick();
    CHECK(house.hub.count("SELECT count(*) FROM visit_day") == 2 * 15);
    CHECK(day_of(14, house.hub.unit).places_size() == 4);
}

TEST_CASE("a plan that no terminal could use is refused whole") {
    VisitHouse house;
    const VisitPlan good = house.plan;
    const auto refused = [&](auto spoil) {
        house.plan = good;
        spoil(house.plan);
        return !house.set_plan().ok();
    };
    CHECK_FALSE(refused([](VisitPlan&) {}));
    CHECK(refused([](VisitPlan& plan) { plan.terms.clear_minutes(); }));
    CHECK(refused([](VisitPlan& plan) { plan.terms.set_minutes(0, 31); }));
    CHECK(refused([](VisitPlan& plan) { plan.terms.set_minutes(1, 30); }));
    CHECK(refused([](VisitPlan& plan) { plan.terms.set_slot_minutes(7); }));
    CHECK(refused([](VisitPlan& plan) { plan.terms.clear_prices(); }));
    CHECK(refused([](VisitPlan& plan) { plan.terms.add_prices()->set_minute_mills(1); }));
    CHECK(refused([](VisitPlan& plan) { plan.terms.set_late_refund_points(10'001); }));
    CHECK(refused([](VisitPlan& plan) { plan.resources[1].code = plan.resources[0].code; }));
    CHECK(refused([](VisitPlan& plan) { plan.resources[0].name.clear(); }));
    CHECK(refused([](VisitPlan& plan) { plan.resources[0].neighbours = {"nowhere"}; }));
    CHECK(refused([](VisitPlan& plan) { plan.resources[0].hours[0].from_minute = 481; }));
    CHECK(refused([](VisitPlan& plan) { plan.resources[0].hours[0].to_minute = 100; }));
    CHECK(refused([&](VisitPlan& plan) { plan.resources[0].device = house.hub.id<DeviceId>(); }));
    CHECK(refused([&](VisitPlan& plan) { plan.resources[0].units = {house.hub.id<UnitId>()}; }));
    CHECK(must(read_visit_plan(*house.hub.reader)).resources.size() == 4);
    const VisitResourceId kept = house.place("booth_1");
    house.plan = good;
    house.plan.resources.erase(house.plan.resources.begin() + 1);
    house.plan.resources[0].neighbours.clear();
    must(house.set_plan());
    CHECK(house.place("booth_1") == kept);
    CHECK(must(read_visit_plan(*house.hub.reader)).resources.size() == 3);
}
