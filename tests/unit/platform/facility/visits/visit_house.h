// A hub that offers video visits, with two residents and their visitors, for the tests of visits.
#pragma once

#include <catch2/catch.hpp>

#include "platform/facility/visits/visit_people.h"
#include "platform/facility/visits/visits.h"
#include "platform/rules/calendar.h"
#include "tests/unit/platform/facility/hub_fixture/hub_fixture.h"

namespace dayroom::test {

struct VisitHouse {
    HubFixture hub;
    Person person = hub.add_resident();
    Person other = hub.add_resident();
    ContactId visitor = hub.add_contact(person);
    ContactId other_visitor = hub.add_contact(other);
    facility::Actor clerk = facility::Actor::staff("request_staff", hub.id<facility::ThingId>());
    facility::VisitPlan plan;
    facility::VisitId last;

    VisitHouse() {
        plan.terms.add_minutes(30);
        plan.terms.add_minutes(60);
        plan.terms.set_slot_minutes(30);
        plan.terms.add_prices()->set_minute_mills(250);
        plan.terms.set_notice_minutes(24 * 60);
        plan.terms.set_ahead_days(14);
        plan.terms.set_visits_a_week(2);
        plan.terms.set_first_weekday(6);
        plan.terms.set_change_minutes(12 * 60);
        plan.terms.set_full_refund_minutes(24 * 60);
        plan.terms.set_late_refund_points(5'000);
        plan.terms.set_check_in_before_minutes(10);
        plan.terms.set_check_in_after_minutes(15);
        plan.terms.set_reminder_minutes(60);
        add_place("booth_1").neighbours = {"booth_2"};
        add_place("booth_2");
        add_place("booth_3");
        add_place("kiosk").device = hub.device;
        must(set_plan());
        for (const ContactId& each : {visitor, other_visitor}) may_visit(each, true);
        hub.give(person, 10'000);
        hub.give(other, 10'000);
    }
    facility::VisitResource& add_place(const std::string& code) {
        facility::VisitResource& place = plan.resources.emplace_back();
        place.code = code;
        place.name = "Place " + code;
        place.hours = {{rules::kEveryWeekday, 8 * 60, 20 * 60}};
        return place;
    }
    Status set_plan() {
        return hub.run_as(clerk, [&](facility::Work& work) { return facility::set_visit_plan(work, plan); });
    }
    void may_visit(const ContactId& contact, bool may) {
        must(hub.run_as(clerk, [&](facility::Work& work) { return facility::set_may_visit(work, contact, may); }));
    }
    facility::VisitResourceId place(const std::string& code) {
        for (const auto& each : must(facility::read_visit_plan(*hub.reader)).resources)
            if (each.code == code) return each.id;
        FAIL("no such place: " << code);
        return {};
    }
    /// So many days from now, at that minute of the day by the clock on the wall.
    Timestamp at(int days, int minute) const {
        const std::string zone = "America/Chicago";
        return rules::local_moment(rules::local_date(hub.clock.now(), zone) + std::chrono::days(days),
                                   std::chrono::minutes(minute), zone);
    }
    wire::Command booking(const Person& whose, const std::string& code, Timestamp from, int minutes = 30,
                          std::int64_t price = -1) {
        wire::Command command = hub.command(whose);
        auto& body = *command.mutable_book_visit();
        last = hub.id<facility::VisitId>();
        body.set_visit_id(last.raw());
        body.set_contact_id((whose.id == person.id ? visitor : other_visitor).raw());
        body.set_resource_id(place(code).raw());
        body.set_from_ms(from.ms());
        body.set_to_ms((from + std::chrono::minutes(minutes)).ms());
        body.set_price_seen_cents(price < 0 ? minutes * 25 : price);
        body.set_receipt_code(hub.receipt());
        return command;
    }
    /// "" or the code of the decline.
    std::string run(const Person& whose, const wire::Command& command) {
        const wire::Outcome outcome = hub.execute(whose, command);
        REQUIRE(outcome.result() != wire::Outcome::RETRY);
        return outcome.result() == wire::Outcome::DONE ? "" : outcome.code();
    }
    std::string book(const Person& whose, const std::string& code, Timestamp from, int minutes = 30) {
        return run(whose, booking(whose, code, from, minutes));
    }
    std::string move(const Person& whose, const std::string& code, Timestamp from, int minutes = 30, int revision = 1,
                     std::int64_t price = -1) {
        wire::Command command = hub.command(whose);
        auto& body = *command.mutable_change_visit();
        body.set_visit_id(last.raw());
        body.set_resource_id(place(code).raw());
        body.set_from_ms(from.ms());
        body.set_to_ms((from + std::chrono::minutes(minutes)).ms());
        body.set_price_seen_cents(price < 0 ? minutes * 25 : price);
        body.set_seen_revision(revision);
        return run(whose, command);
    }
    wire::Command cancelling(const Person& whose, std::int64_t back_seen = 0) {
        wire::Command command = hub.command(whose);
        command.mutable_cancel_visit()->set_visit_id(last.raw());
        command.mutable_cancel_visit()->set_back_seen_cents(back_seen);
        return command;
    }
    std::string cancel(const Person& whose, std::int64_t back_seen = 0) {
        return run(whose, cancelling(whose, back_seen));
    }
    std::string check_in(const Person& whose) {
        wire::Command command = hub.command(whose);
        command.mutable_check_in_visit()->set_visit_id(last.raw());
        return run(whose, command);
    }
    template <typename Job>
    Status staff(Job job) {
        return hub.run_as(clerk, [&](facility::Work& work) { return job(work, hub.visits); });
    }
    void tick() {
        must(hub.run_as(facility::Actor::system(), [&](facility::Work& work) { return hub.visits.tick(work, 100); }));
    }
    facility::StoredVisit stored() { return *must(facility::Visits::find(*hub.reader, last)); }
    wire::Visit visit() { return stored().visit; }
    std::int64_t spendable(const Person& whose) { return hub.balances(whose).spendable.units(); }
    std::int64_t held(const Person& whose) { return hub.balances(whose).on_hold.units(); }
    std::int64_t revenue() {
        const auto found = hub.ledger.house_balance(*hub.reader, facility::kVisitRevenue);
        return found.ok() ? found.value() : 0;
    }
};

}  // namespace dayroom::test
