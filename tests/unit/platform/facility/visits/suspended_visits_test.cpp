// Visits that are suspended: for one, a unit, everybody, or with one visitor; from now or later. And a visitor refused.
#include "platform/facility/feed/decline.h"
#include "platform/facility/feed/records.h"
#include "platform/facility/suspensions/suspensions.h"
#include "tests/unit/platform/facility/hub_fixture/feed_client.h"
#include "tests/unit/platform/facility/visits/visit_house.h"

using namespace dayroom;
using namespace dayroom::facility;
using dayroom::test::FeedClient;
using dayroom::test::must;
using dayroom::test::Person;
using dayroom::test::VisitHouse;

namespace {

struct SuspendingHouse : VisitHouse {
    Person elsewhere = hub.add_resident(hub.other_unit);

    NewSuspension wanted(const Scope& scope, Timestamp from = {}, Timestamp until = {}) {
        return {hub.id<SuspensionId>(), scope, "discipline", until, from, SuspendedThing::kVisits, {}};
    }
    SuspensionId suspend(const NewSuspension& suspension) {
        must(hub.run_as(clerk, [&](Work& work) { return hub.suspensions.begin(work, suspension); }));
        return suspension.id;
    }
    void end(const SuspensionId& id) {
        must(hub.run_as(clerk, [&](Work& work) { return hub.suspensions.end(work, id); }));
    }
    void tell() {
        must(hub.writer->make(Actor::system(), [&](Work& work) { return hub.suspensions.tick(work, kToldAtOnce); }));
    }
    wire::VisitStanding standing(const Person& whose) { return *must(load_visit_standing(*hub.reader, whose.id)); }
    std::vector<std::string> notices(const Scope& scope) {
        FeedClient client(hub);
        client.sign_in(person);
        client.sync();
        std::vector<std::string> texts;
        for (const auto& [id, record] : client.held(scope))
            if (record.has_notice()) texts.push_back(record.notice().text(0).text());
        return texts;
    }
    wire::Contact contact(const ContactId& id) {
        FeedClient client(hub);
        client.sign_in(person);
        client.sync();
        return client.held(Scope::resident(person.id)).at(id.raw()).contact();
    }
};

}  // namespace

TEST_CASE("while visits are suspended none is booked, for whom it is meant and for nobody else") {
    SuspendingHouse house;
    Scope scope = Scope::resident(house.person.id);
    bool other = false;
    SECTION("one person") {}
    SECTION("a unit") {
        scope = Scope::unit(house.hub.unit);
        other = true;
    }
    SECTION("the facility") {
        scope = Scope::facility(house.hub.facility);
        other = true;
    }
    const SuspensionId id = house.suspend(house.wanted(scope, {}, house.at(2, 0)));
    CHECK(house.standing(house.person).suspended());
    CHECK(house.standing(house.person).reason() == "discipline");
    CHECK(house.standing(house.person).suspended_until_ms() == house.at(2, 0).ms());
    CHECK(house.standing(house.other).suspended() == other);
    CHECK(house.standing(house.elsewhere).suspended() == (scope.kind == Scope::Kind::kFacility));
    CHECK(house.book(house.person, "booth_1", house.at(5, 600)) == decline::kVisitsSuspended);
    CHECK(house.book(house.other, "booth_1", house.at(5, 600)) == (other ? decline::kVisitsSuspended : ""));
    const auto told = house.notices(scope);
    REQUIRE(told.size() == 1);
    CHECK(told[0].find("Reason: discipline") != std::string::npos);
    CHECK(told[0].find("Until: " + rules::minute_name(house.at(2, 0), "America/Chicago")) != std::string::npos);
    house.end(id);
    house.tell();
    CHECK_FALSE(house.standing(house.person).suspended());
    CHECK(house.book(house.person, "booth_2", house.at(6, 600)).empty());
    CHECK(house.notices(scope).size() == 1);  // that they are open again
}

TEST_CASE("a suspension of visits with an end is over by itself") {
    SuspendingHouse house;
    house.suspend(house.wanted(Scope::unit(house.hub.unit), {}, house.at(2, 0)));
    const Timestamp until = house.at(2, 0);
    house.hub.clock.set_now(until - Milliseconds(1));
    CHECK(house.book(house.person, "booth_1", house.at(4, 600)) == decline::kVisitsSuspended);
    house.hub.clock.set_now(until);
    CHECK(house.book(house.person, "booth_1", house.at(4, 600)).empty());
    CHECK(house.standing(house.person).suspended());  // as it was told last
    house.tell();
    CHECK_FALSE(house.standing(house.person).suspended());
}

TEST_CASE("one that begins later takes no visit before, and none into its time, whenever it is asked for") {
    SuspendingHouse house;
    house.suspend(house.wanted(Scope::unit(house.hub.unit), house.at(4, 0), house.at(6, 0)));
    CHECK(house.standing(house.person).suspended());
    CHECK(house.standing(house.person).suspended_from_ms() == house.at(4, 0).ms());
    const auto told = house.notices(Scope::unit(house.hub.unit));
    REQUIRE(told.size() == 1);
    CHECK(told[0].find("From: " + rules::minute_name(house.at(4, 0), "America/Chicago")) != std::string::npos);
    CHECK(house.book(house.person, "booth_1", house.at(4, 600)) == decline::kVisitsSuspended);
    REQUIRE(house.book(house.person, "booth_1", house.at(3, 600)).empty());
    CHECK(house.move(house.person, "booth_1", house.at(5, 600)) == decline::kVisitsSuspended);
    CHECK(house.book(house.other, "booth_3", house.at(6, 600)).empty());
    SuspensionFilter filter;
    filter.what = SuspendedThing::kVisits;
    filter.now = house.hub.clock.now();
    REQUIRE(must(Suspensions::list(*house.hub.reader, filter)).size() == 1);
    CHECK(must(Suspensions::list(*house.hub.reader, filter))[0].booked == 0);
    filter.resident = house.elsewhere.id;
    CHECK(must(Suspensions::list(*house.hub.reader, filter)).empty());
}

TEST_CASE("of two, what lasts longest is told, then what comes, what is booked stands and is counted") {
    SuspendingHouse house;
    REQUIRE(house.book(house.person, "booth_1", house.at(4, 600)).empty());
    house.suspend(house.wanted(Scope::resident(house.person.id), house.at(8, 0), house.at(9, 0)));
    const SuspensionId unit = house.suspend(house.wanted(Scope::unit(house.hub.unit), {}, house.at(2, 0)));
    const SuspensionId all = house.suspend(house.wanted(Scope::facility(house.hub.facility)));
    CHECK(house.standing(house.person).suspended_until_ms() == 0);
    CHECK(must(Suspensions::find(*house.hub.reader, all))->booked == 1);
    CHECK(must(Suspensions::find(*house.hub.reader, unit))->booked == 0);
    CHECK(house.visit().state() == wire::Visit::BOOKED);
    house.end(all);
    CHECK(house.standing(house.person).suspended_until_ms() == house.at(2, 0).ms());
    house.end(unit);
    CHECK(house.standing(house.person).suspended_from_ms() == house.at(8, 0).ms());
    CHECK_FALSE(house.standing(house.other).suspended());
}

TEST_CASE("visits with one visitor are suspended, with others they go on") {
    SuspendingHouse house;
    const ContactId friendly = house.hub.add_contact(house.person);
    house.may_visit(friendly, true);
    NewSuspension one = house.wanted(Scope::resident(house.person.id), house.at(4, 0), house.at(6, 0));
    one.visitor = house.visitor;
    const SuspensionId id = house.suspend(one);
    CHECK_FALSE(house.standing(house.person).suspended());
    CHECK(house.contact(house.visitor).visits_stopped_from_ms() == house.at(4, 0).ms());
    CHECK(house.contact(house.visitor).visits_stopped_reason() == "discipline");
    CHECK(house.contact(friendly).visits_stopped_from_ms() == 0);
    CHECK(house.book(house.person, "booth_1", house.at(5, 600)) == decline::kVisitorStopped);
    wire::Command with_friend = house.booking(house.person, "booth_1", house.at(5, 600));
    with_friend.mutable_book_visit()->set_contact_id(friendly.raw());
    CHECK(house.run(house.person, with_friend).empty());
    CHECK(house.book(house.person, "booth_1", house.at(3, 600)).empty());
    house.end(id);
    CHECK(house.contact(house.visitor).visits_stopped_from_ms() == 0);
}

TEST_CASE(
    "a visitor is refused by a rule and with a reason: the resident reads both, and nothing is booked with them") {
    SuspendingHouse house;
    REQUIRE(house.book(house.person, "booth_1", house.at(3, 600)).empty());
    const auto refuse = [&](const ContactId& who, const std::string& rule, const std::string& reason) {
        return house.hub.run_as(house.clerk,
                                [&](Work& work) { return refuse_visitor(work, house.hub.notices, who, rule, reason); });
    };
    CHECK_FALSE(refuse(house.visitor, "", "why").ok());
    CHECK_FALSE(refuse(house.visitor, "V-3", "").ok());
    CHECK_FALSE(refuse(house.visitor, "V-3", std::string(401, 'x')).ok());
    CHECK(refuse(house.hub.id<ContactId>(), "V-3", "why").error().code == ErrorCode::kNotFound);
    must(refuse(house.visitor, "Visiting rule V-3", "An order of the court."));
    const wire::Contact told = house.contact(house.visitor);
    CHECK_FALSE(told.may_visit());
    CHECK(told.visit_refused());
    CHECK(told.visit_rule() == "Visiting rule V-3");
    CHECK(told.visit_reason() == "An order of the court.");
    const auto notices = house.notices(Scope::resident(house.person.id));
    REQUIRE(notices.size() == 1);
    for (const char* part : {"Maria Vega", "Rule: Visiting rule V-3", "Reason: An order of the court."})
        CHECK(notices[0].find(part) != std::string::npos);
    CHECK(house.book(house.person, "booth_2", house.at(4, 600)) == decline::kVisitorNotApproved);
    const auto possible = must(possible_visitors(*house.hub.reader, house.person.id));
    CHECK(possible.at(0).standing.refused);
    CHECK(possible.at(0).standing.rule == "Visiting rule V-3");
    house.tick();
    CHECK(house.spendable(house.person) == 10'000);
    house.may_visit(house.visitor, true);
    CHECK_FALSE(house.contact(house.visitor).visit_refused());
    CHECK(house.contact(house.visitor).visit_rule().empty());
}
