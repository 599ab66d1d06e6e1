#include "terminal/features/visits/visits_model.h"

#include <algorithm>

#include <catch2/catch.hpp>

#include "tests/support/terminal/test_texts.h"

using namespace dayroom;
using namespace dayroom::features;
using namespace dayroom::test;

namespace {

constexpr std::int64_t kHourMs = 3'600'000;

local::Visit visit_in(const std::string& state) {
    local::Visit visit;
    visit.set_id("id-" + state);
    visit.set_visitor("Maria Vega");
    visit.set_state(state);
    visit.set_from_ms(kTestNow.ms() + 48 * kHourMs);
    visit.set_to_ms(visit.from_ms() + kHourMs / 2);
    visit.set_place("Kiosk 1");
    visit.set_price_cents(750);
    visit.set_back_cents(750);
    visit.set_check_in_from_ms(visit.from_ms() - kHourMs / 6);
    visit.set_full_refund_until_ms(visit.from_ms() - 24 * kHourMs);
    return visit;
}

local::Visits with_rules() {
    local::Visits visits;
    visits.set_offered(true);
    visits.add_minutes(30);
    visits.set_minute_mills(255);
    visits.set_notice_minutes(24 * 60);
    visits.set_ahead_days(14);
    visits.set_full_refund_minutes(48 * 60);
    return visits;
}

bool has_fact(const VisitModel& model, const std::string& name, const std::string& value) {
    return std::find(model.facts.begin(), model.facts.end(), std::pair(name, value)) != model.facts.end();
}

}  // namespace

TEST_CASE("a row says with whom, when, how long, where and how it stands") {
    const auto row = make_visit_row(visit_in("booked"), shipped_texts(), kTestNow);
    CHECK(row.title == "Maria Vega");
    CHECK(row.preview == "Saturday, May 30 · 3:26\u00a0PM · 30 minutes · Kiosk 1\nBooked");
    CHECK(row.cost == "$7.50");
    auto queued = visit_in("booked");
    queued.set_waiting("change");
    CHECK(make_visit_row(queued, shipped_texts(), kTestNow).preview.find("Not sure yet") != std::string::npos);
}

TEST_CASE("what is set aside is shown while a visit is open, then what it cost and what came back") {
    const auto open = make_visit(visit_in("booked"), shipped_texts(), kTestNow);
    CHECK(has_fact(open, "Set aside for it", "$7.50"));
    CHECK(has_fact(open, "All comes back until", "Tomorrow · 3:26\u00a0PM") !=
          has_fact(open, "All comes back until", "Friday, May 29 · 3:26\u00a0PM"));
    CHECK(open.means.find("You can check in at that place from") != std::string::npos);
    auto ended = visit_in("ended");
    ended.set_charged_cents(500);
    ended.set_given_back_cents(250);
    ended.set_minutes_used(20);
    const auto over = make_visit(ended, shipped_texts(), kTestNow);
    CHECK(has_fact(over, "What it cost", "$5.00"));
    CHECK(has_fact(over, "Came back to you", "$2.50"));
    CHECK(has_fact(over, "Minutes used", "20 minutes"));
    CHECK_FALSE(has_fact(over, "Set aside for it", "$7.50"));
}

TEST_CASE("why a visit is not there is said in plain words, a code or staff's own") {
    auto refused = visit_in("refused");
    refused.set_refusal_code("slot_taken");
    CHECK(make_visit(refused, shipped_texts(), kTestNow).means.find("This time is not free any more.") == 0);
    auto cancelled = visit_in("cancelled");
    cancelled.set_cancelled_by("staff");
    cancelled.set_reason("The unit was locked down.");
    CHECK(make_visit(cancelled, shipped_texts(), kTestNow).means ==
          "Staff cancelled it. All the money came back. Reason: The unit was locked down.");
    cancelled.set_cancelled_by("somebody_new");
    CHECK_FALSE(make_visit(cancelled, shipped_texts(), kTestNow).means.empty());
}

TEST_CASE("the reminder comes when it is due, and says when one can check in") {
    auto visit = visit_in("booked");
    CHECK(visit_reminder(visit, shipped_texts()).empty());
    visit.set_soon(true);
    CHECK(visit_reminder(visit, shipped_texts()).find("Maria Vega begins at 3:26") != std::string::npos);
    CHECK(visit_reminder(visit, shipped_texts()).find("check in") == std::string::npos);
    visit.set_may_check_in(true);
    CHECK(visit_reminder(visit, shipped_texts()).find("You can check in here now.") != std::string::npos);
    visit.set_waiting("cancel");
    CHECK(visit_reminder(visit, shipped_texts()).empty());
}

TEST_CASE("the next visit is the soonest that stands and is not over") {
    auto visits = with_rules();
    *visits.add_visits() = visit_in("booked");
    auto& sooner = *visits.add_visits() = visit_in("queued");
    sooner.set_from_ms(kTestNow.ms() + kHourMs);
    sooner.set_to_ms(kTestNow.ms() + 2 * kHourMs);
    CHECK(next_visit(visits, kTestNow)->state() == "queued");
    CHECK(next_visit(visits, kTestNow + Milliseconds(3 * kHourMs))->state() == "booked");
    visits.mutable_visits(0)->set_waiting("cancel");
    CHECK(next_visit(visits, kTestNow + Milliseconds(3 * kHourMs)) == nullptr);
}

TEST_CASE("rules are the facility's, in words") {
    const auto t = shipped_texts();
    auto visits = with_rules();
    auto rules = make_visits(visits, t, kTestNow).rules;
    REQUIRE(rules.size() == 3);
    CHECK(rules[0].find("$0.255 a minute") != std::string::npos);
    CHECK(rules[1] ==
          "If you cancel 2 days before it begins or earlier, all the money comes back. If you cancel "
          "later, nothing comes back.");
    visits.set_visits_a_week(1);
    visits.set_late_refund_percent(50);
    rules = make_visits(visits, t, kTestNow).rules;
    REQUIRE(rules.size() == 4);
    CHECK(rules[1].find("50% comes back.") != std::string::npos);
    CHECK(rules[3] == "You can have 1 visit in a week.");
    visits.set_minute_mills(0);
    CHECK(make_visits(visits, t, kTestNow).rules[0] == "Visits cost nothing.");
    CHECK(refund_rule(visits, t).empty());
    visits.set_refusal_code("visits_suspended");
    visits.set_suspended_until_ms(kTestNow.ms() + 72 * kHourMs);
    CHECK(make_visits(visits, t, kTestNow).closed ==
          "Visits are turned off for you right now. Ask staff why. This is so until " +
              t.moment(Timestamp::from_ms(visits.suspended_until_ms()), kTestNow) + ".");
    visits.set_suspension_reason("Discipline");
    CHECK(make_visits(visits, t, kTestNow).closed.find("Reason: Discipline") != std::string::npos);
    visits.clear_refusal_code();
    CHECK(make_visits(visits, t, kTestNow).closed.empty());
    visits.set_suspended_from_ms(kTestNow.ms() + 24 * kHourMs);
    const std::string ahead = make_visits(visits, t, kTestNow).closed;
    CHECK(ahead.find("Visits are stopped from " + t.moment(Timestamp::from_ms(visits.suspended_from_ms()), kTestNow)) ==
          0);
    CHECK(ahead.find("Reason: Discipline") != std::string::npos);
}

TEST_CASE("before a visit is cancelled stands what comes back and what is lost") {
    const auto t = shipped_texts();
    auto visit = visit_in("booked");
    auto question = ask_cancel_visit(visit, true, t, kTestNow);
    CHECK(question.facts.back() == std::pair<std::string, std::string>("Comes back to you", "$7.50"));
    visit.set_back_cents(375);
    question = ask_cancel_visit(visit, false, t, kTestNow);
    CHECK(question.facts.back() == std::pair<std::string, std::string>("You lose", "$3.75"));
    CHECK(question.text.find("It counts from this moment on") != std::string::npos);
    question = ask_cancel_visit(visit_in("refused"), false, t, kTestNow);
    CHECK(question.facts.empty());
    CHECK(question.text.find("nothing was taken") != std::string::npos);
}
