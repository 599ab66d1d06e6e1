#include <catch2/catch.hpp>

#include "tests/unit/platform/agent/agent_rig.h"

namespace dayroom::agent {
using dayroom::test::FakeHub;
using test::is_outcome;
using test::nonce_of;
using test::Rig;
using test::Terminal;

namespace {

constexpr std::int64_t kHalfHourMs = 1'800'000;
constexpr std::int64_t kMinuteMs = 60'000;
constexpr std::int64_t kPrice = 300;

local::ToAgent visits_query() {
    local::ToAgent query;
    query.mutable_get_visits();
    return query;
}

local::ToAgent days_query(const std::string& changing = {}) {
    local::ToAgent query;
    query.mutable_get_visit_days()->set_minutes(30);
    query.mutable_get_visit_days()->set_changing_id(changing);
    return query;
}

/// $10 to spend, a mother who may visit and a friend who may not, three times at this terminal and two at a booth.
struct Visited {
    Visited() : resident(rig.hub.add_resident("A100", "4711", 1'000)) {
        rig.hub.set_up_facility();
        opens = rig.hub.set_up_visits();
        mother = rig.hub.put_contact(resident, "Maria Vega");
        friend_id = rig.hub.put_contact(resident, "Bo Lind");
        rig.hub.change_contact(mother, [](wire::Contact& contact) { contact.set_may_visit(true); });
        rig.hub.lively = true;
        rig.start();
        terminal = rig.connect_synced();
        REQUIRE(terminal->sign_in("A100", "4711").has_signed_in());
        until([](const local::Visits& each) {
            return each.visitors_size() == 2 && each.visitors(0).may_visit() && each.spendable_cents() == 1'000;
        });
    }
    local::Visits visits() { return terminal->ask(visits_query()).visits(); }
    local::VisitDays days(const std::string& changing = {}) { return terminal->ask(days_query(changing)).visit_days(); }
    local::Visits until(const std::function<bool(const local::Visits&)>& fits) {
        return terminal->until(visits_query(), [&](const local::ToTerminal& answer) { return fits(answer.visits()); })
            .visits();
    }
    local::Visits until_state(const std::string& state) {
        return until([&](const local::Visits& each) {
            return each.visits_size() == 1 && each.visits(0).state() == state && each.visits(0).waiting().empty();
        });
    }
    /// The time that begins so many half hours after the first.
    local::VisitDay::Slot slot(int halves) {
        local::VisitDay::Slot out;
        out.set_resource_id(std::string(16, 'K'));
        out.set_from_ms(opens + halves * kHalfHourMs);
        out.set_to_ms(out.from_ms() + kHalfHourMs);
        return out;
    }
    local::ToAgent book_query(const local::VisitDay::Slot& slot, char nonce, std::int64_t price = kPrice) {
        local::ToAgent query;
        auto& book = *query.mutable_book_visit();
        book.set_contact_id(mother);
        book.set_resource_id(slot.resource_id());
        book.set_from_ms(slot.from_ms());
        book.set_to_ms(slot.to_ms());
        book.set_price_seen_cents(price);
        book.set_nonce(nonce_of(nonce));
        return query;
    }
    std::string book(int halves, char nonce, std::int64_t price = kPrice) {
        return code(book_query(slot(halves), nonce, price));
    }
    std::string move(const std::string& id, int halves, char nonce, std::int64_t price = kPrice) {
        local::ToAgent query;
        auto& change = *query.mutable_change_visit();
        change.set_visit_id(id);
        change.set_resource_id(slot(halves).resource_id());
        change.set_from_ms(slot(halves).from_ms());
        change.set_to_ms(slot(halves).to_ms());
        change.set_price_seen_cents(price);
        change.set_nonce(nonce_of(nonce));
        return code(query);
    }
    std::string cancel(const std::string& id, std::int64_t back) {
        local::ToAgent query;
        query.mutable_cancel_visit()->set_visit_id(id);
        query.mutable_cancel_visit()->set_back_seen_cents(back);
        return code(query);
    }
    std::string check_in(const std::string& id) {
        local::ToAgent query;
        query.mutable_check_in_visit()->set_visit_id(id);
        return code(query);
    }
    std::string code(const local::ToAgent& query) {
        const auto answer = terminal->ask(query);
        return answer.has_problem() ? answer.problem().code() : "";
    }
    void decline(const std::string& code) {
        rig.hub.twist_outcome = [code](wire::Outcome& outcome) {
            outcome.set_result(wire::Outcome::DECLINED);
            outcome.set_code(code);
        };
    }

    Rig rig;
    FakeHub::Resident& resident;
    std::int64_t opens = 0;
    std::string mother;
    std::string friend_id;
    std::unique_ptr<Terminal> terminal;
};

}  // namespace

TEST_CASE_METHOD(Visited, "rules, who may visit and free times come with their price, this terminal before a booth") {
    const auto here = visits();
    CHECK(here.offered());
    CHECK(here.refusal_code().empty());
    CHECK(here.minutes_size() == 1);
    CHECK(here.minute_mills() == 100);
    CHECK(here.late_refund_percent() == 50);
    CHECK(here.visitors(0).name() == "Maria Vega");
    CHECK_FALSE(here.visitors(1).may_visit());
    const auto free = days();
    REQUIRE(free.days_size() == 1);
    const auto& slots = free.days(0).slots();
    REQUIRE(slots.size() == 4);  // 10:00, 10:30 and 11:00 here, 11:00 and 11:30 at the booth
    CHECK(slots[0].from_ms() == opens);
    CHECK(slots[0].price_cents() == kPrice);
    CHECK(slots[2].here());
    CHECK(slots[2].place() == "Kiosk 1");
    CHECK(slots[3].place() == "Booth 2");
    CHECK(free.as_of_ms() > 0);
    CHECK(terminal->home().home().visits());
    CHECK_FALSE(terminal->home().home().has_next_visit());
}

TEST_CASE_METHOD(Visited, "a visit is booked once, its price is set aside at once, and home shows it") {
    const auto first = terminal->ask(book_query(slot(0), 'a'));
    REQUIRE(first.has_submitted());
    const auto again = terminal->ask(book_query(slot(0), 'a'));
    CHECK(again.submitted().request_id() == first.submitted().request_id());
    CHECK(again.submitted().receipt_code() == first.submitted().receipt_code());
    CHECK(code(book_query(slot(1), 'a')) == "conflict");
    CHECK(terminal->push(&is_outcome).outcome().what() == "visit");
    const auto here = until_state("booked");
    CHECK(here.spendable_cents() == 1'000 - kPrice);
    CHECK(here.visits(0).here());
    CHECK(here.visits(0).back_cents() == kPrice);
    CHECK(here.visits(0).may_change());
    CHECK(here.visits(0).may_cancel());
    CHECK_FALSE(here.visits(0).may_check_in());
    CHECK(terminal->home().home().next_visit().visitor() == "Maria Vega");
    CHECK(rig.hub.commands.size() == 1);
}

TEST_CASE_METHOD(Visited,
                 "without the hub a booking is a wish: not sure, its time no longer offered, its money set aside") {
    rig.go_offline(*terminal);
    CHECK(book(0, 'a').empty());
    const auto here = visits();
    REQUIRE(here.visits_size() == 1);
    CHECK(here.visits(0).state() == "queued");
    CHECK(here.visits(0).place() == "Kiosk 1");
    CHECK(here.spendable_cents() == 1'000 - kPrice);
    CHECK(days().days(0).slots_size() == 3);
    CHECK(book(0, 'b') == "visit_overlap");
    SECTION("the hub takes it") {
        rig.hub.reachable = true;
        CHECK(until_state("booked").spendable_cents() == 1'000 - kPrice);
    }
    SECTION("somebody was faster: the money is back, and the reason stays until it is taken away") {
        decline("slot_taken");
        rig.hub.reachable = true;
        CHECK(terminal->push(&is_outcome).outcome().code() == "slot_taken");
        const auto told = until_state("refused");
        CHECK(told.visits(0).refusal_code() == "slot_taken");
        CHECK(told.spendable_cents() == 1'000);
        CHECK(cancel(told.visits(0).id(), 0).empty());
        CHECK(visits().visits().empty());
    }
    SECTION("it is taken back before it leaves") {
        CHECK(cancel(here.visits(0).id(), kPrice).empty());
        CHECK(visits().visits().empty());
        CHECK(visits().spendable_cents() == 1'000);
    }
}

TEST_CASE_METHOD(Visited, "what the rules do not allow is refused before anything is saved") {
    CHECK(book(0, 'a', 299) == "price_changed");
    CHECK(book(-1, 'b') == "slot_taken");  // before it opens
    auto wrong = slot(0);
    wrong.set_to_ms(wrong.from_ms() + 20 * kMinuteMs);
    CHECK(code(book_query(wrong, 'c')) == "invalid");
    wrong = slot(0);
    wrong.set_from_ms(rig.clock.now().ms() + 23 * 60 * kMinuteMs);
    wrong.set_to_ms(wrong.from_ms() + kHalfHourMs);
    CHECK(code(book_query(wrong, 'd')) == "too_soon");
    wrong.set_from_ms(INT64_MIN);
    wrong.set_to_ms(INT64_MAX);
    CHECK(code(book_query(wrong, 'h')) == "invalid");
    wrong.set_from_ms(rig.clock.now().ms() + 16 * 24 * 60 * kMinuteMs);
    wrong.set_to_ms(wrong.from_ms() + kHalfHourMs);
    CHECK(code(book_query(wrong, 'e')) == "too_far");
    auto nobody = book_query(slot(0), 'f');
    nobody.mutable_book_visit()->set_contact_id(friend_id);
    CHECK(code(nobody) == "visitor_not_approved");
    nobody.mutable_book_visit()->set_contact_id(std::string(16, 'x'));
    CHECK(code(nobody) == "not_found");
    CHECK(visits().visits().empty());
    CHECK(visits().spendable_cents() == 1'000);
    CHECK(rig.hub.commands.empty());
}

TEST_CASE_METHOD(Visited, "times that others have are not offered") {
    rig.hub.put_visit_day(opens, {opens, opens + kHalfHourMs, opens + 2 * kHalfHourMs});
    terminal->until(days_query(), [](const local::ToTerminal& answer) {
        return answer.visit_days().days_size() == 1 && answer.visit_days().days(0).slots_size() == 2;
    });
    CHECK(book(0, 'a') == "slot_taken");
}

TEST_CASE_METHOD(Visited, "two visits a week, as the hub counts them, and then the day says why") {
    REQUIRE(book(0, 'a').empty());
    REQUIRE(book(1, 'b').empty());
    CHECK(book(2, 'c') == "visits_used");
    CHECK(days().days(0).refusal_code() == "visits_used");
    const auto both = until([](const local::Visits& each) {
        return each.visits_size() == 2 && each.visits(0).state() == "booked" && each.visits(1).state() == "booked";
    });
    // One that is moved within the week is not counted twice, and its own time is free for it.
    CHECK(days(both.visits(0).id()).days(0).refusal_code().empty());
    REQUIRE(cancel(both.visits(0).id(), kPrice).empty());
    CHECK(book(2, 'd').empty());
}

TEST_CASE_METHOD(Visited, "more than may be spent is never booked, and a suspended resident books nothing") {
    rig.hub.put_balance(resident, 299);
    until([](const local::Visits& each) { return each.spendable_cents() == 299; });
    CHECK(book(0, 'a') == "insufficient_funds");
    rig.hub.suspend_visits(resident, true);
    CHECK(until([](const local::Visits& each) { return !each.refusal_code().empty(); }).refusal_code() ==
          "visits_suspended");
    CHECK(book(0, 'b') == "visits_suspended");
}

TEST_CASE_METHOD(Visited, "a suspension that lies ahead takes its times out of those that are free, and says so") {
    rig.hub.suspend_visits(resident, true, opens + kHalfHourMs, opens + 2 * kHalfHourMs);
    const auto here = until([](const local::Visits& each) { return each.suspended_from_ms() > 0; });
    CHECK(here.refusal_code().empty());
    CHECK(here.suspended_from_ms() == opens + kHalfHourMs);
    CHECK(here.suspended_until_ms() == opens + 2 * kHalfHourMs);
    CHECK(here.suspension_reason() == "discipline");
    const auto free = days();
    REQUIRE(free.days(0).slots_size() > 0);
    for (const auto& slot : free.days(0).slots()) CHECK(slot.from_ms() != opens + kHalfHourMs);
    CHECK(book(1, 'a') == "visits_suspended");
    REQUIRE(book(0, 'b').empty());
    REQUIRE(terminal->push(&is_outcome).outcome().what() == "visit");
    CHECK(move(until_state("booked").visits(0).id(), 1, 'm') == "visits_suspended");
    CHECK(move(visits().visits(0).id(), 2, 'n').empty());
}

TEST_CASE_METHOD(Visited,
                 "a visitor who was refused stands there with rule and reason, one who is stopped with its time") {
    const auto change = [&](const std::string& whom, const std::function<void(wire::Contact&)>& how) {
        rig.hub.change_contact(whom, how);
    };
    change(friend_id, [](wire::Contact& contact) {
        contact.set_visit_refused(true);
        contact.set_visit_rule("V-3");
        contact.set_visit_reason("A court order.");
    });
    const auto refused = until([](const local::Visits& each) { return each.visitors(1).why_code() == "refused"; });
    CHECK(refused.visitors(1).rule() == "V-3");
    CHECK(refused.visitors(1).reason() == "A court order.");
    change(mother, [&](wire::Contact& contact) {
        contact.set_visits_stopped_from_ms(opens + kHalfHourMs);
        contact.set_visits_stopped_until_ms(opens + 2 * kHalfHourMs);
        contact.set_visits_stopped_reason("Contraband.");
    });
    const auto coming = until([](const local::Visits& each) { return each.visitors(0).stopped_from_ms() > 0; });
    CHECK(coming.visitors(0).may_visit());
    CHECK(coming.visitors(0).reason() == "Contraband.");
    CHECK(book(1, 'a') == "visitor_stopped");
    REQUIRE(book(0, 'b').empty());
    REQUIRE(terminal->push(&is_outcome).outcome().what() == "visit");
    CHECK(move(until_state("booked").visits(0).id(), 1, 'm') == "visitor_stopped");
    change(mother, [&](wire::Contact& contact) { contact.set_visits_stopped_from_ms(1); });
    const auto stopped = until([](const local::Visits& each) { return each.visitors(0).why_code() == "stopped"; });
    CHECK_FALSE(stopped.visitors(0).may_visit());
    CHECK(book(2, 'c') == "visitor_stopped");
}

TEST_CASE_METHOD(Visited, "a visit is moved, and until the hub has said so it stands as it was beside the wish") {
    REQUIRE(book(0, 'a').empty());
    REQUIRE(terminal->push(&is_outcome).outcome().what() == "visit");
    const auto id = until_state("booked").visits(0).id();
    rig.go_offline(*terminal);
    CHECK(move(id, 1, 'm').empty());
    CHECK(move(id, 1, 'm').empty());
    CHECK(move(id, 2, 'n') == "conflict");
    const auto here = visits();
    CHECK(here.visits(0).waiting() == "change");
    CHECK(here.visits(0).from_ms() == opens + kHalfHourMs);
    CHECK_FALSE(here.visits(0).may_change());
    CHECK(here.spendable_cents() == 1'000 - kPrice);
    SECTION("the hub moves it") {
        rig.hub.reachable = true;
        CHECK(until_state("booked").visits(0).from_ms() == opens + kHalfHourMs);
        CHECK(rig.hub.commands.size() == 2);
        CHECK(rig.hub.commands[1].change_visit().seen_revision() == 1);
    }
    SECTION("the hub says no") {
        decline("slot_taken");
        rig.hub.reachable = true;
        CHECK(terminal->push(&is_outcome).outcome().what() == "visit_change");
        CHECK(until_state("booked").visits(0).from_ms() == opens);
    }
    SECTION("it is cancelled instead: the move is settled here, only the cancellation goes out") {
        CHECK(cancel(id, kPrice).empty());
        CHECK(visits().visits(0).waiting() == "cancel");
        rig.hub.reachable = true;
        CHECK(until_state("cancelled").spendable_cents() == 1'000);
        CHECK(rig.hub.commands.size() == 2);
    }
}

TEST_CASE_METHOD(Visited, "what comes back is as it was promised, and a yes counts only for what was shown") {
    const auto id = rig.hub.put_visit(resident, rig.clock.now().ms() + 120 * kMinuteMs);
    const auto here = until_state("booked");
    CHECK(here.visits(0).back_cents() == kPrice / 2);
    CHECK(here.visits(0).full_refund_until_ms() < rig.clock.now().ms());
    CHECK(cancel(id, kPrice) == "price_changed");
    CHECK(cancel(id, kPrice / 2).empty());
    const auto after = until_state("cancelled");
    CHECK(after.visits(0).given_back_cents() == kPrice / 2);
    CHECK(after.visits(0).cancelled_by() == "resident");
    CHECK(cancel(id, 0) == "already_decided");
    CHECK(cancel(std::string(16, 'x'), 0) == "not_found");
}

TEST_CASE_METHOD(Visited, "checking in is for its time and its place, once") {
    const std::int64_t now = rig.clock.now().ms();
    const auto soon = rig.hub.put_visit(resident, now + 30 * kMinuteMs);
    until([](const local::Visits& each) { return each.visits_size() == 1 && each.visits(0).soon(); });
    CHECK_FALSE(visits().visits(0).may_check_in());
    CHECK(check_in(soon) == "visit_not_now");
    rig.hub.change_visit(soon, [](wire::Visit& visit) { visit.clear_device_id(); });
    const auto due = rig.hub.put_visit(resident, now + 5 * kMinuteMs);
    const auto both =
        until([](const local::Visits& each) { return each.visits_size() == 2 && !each.visits(1).here(); });
    CHECK(both.visits(0).id() == due);
    CHECK(both.visits(0).may_check_in());
    CHECK(terminal->home().home().next_visit().may_check_in());
    CHECK(check_in(soon) == "visit_elsewhere");
    rig.go_offline(*terminal);
    CHECK(check_in(due).empty());
    CHECK(check_in(due).empty());
    CHECK(visits().visits(0).waiting() == "check_in");
    CHECK(cancel(due, 0) == "conflict");
    rig.hub.reachable = true;
    until([](const local::Visits& each) { return each.visits(0).state() == "checked_in"; });
    CHECK(rig.hub.commands.size() == 1);
    CHECK(check_in(due).empty());
}

TEST_CASE_METHOD(Visited, "a quick look reads visits and books none") {
    rig.hub.change_policy([](wire::Policy& policy) { policy.set_quick_look_s(60); });
    terminal->until(
        [] {
            local::ToAgent query;
            query.mutable_get_status();
            return query;
        }(),
        [](const local::ToTerminal& answer) { return answer.status().quick_look_s() == 60; });
    terminal->sign_out();
    local::ToAgent look;
    look.mutable_sign_in()->set_resident_number("A100");
    look.mutable_sign_in()->set_pin("4711");
    look.mutable_sign_in()->set_wish(local::SignIn::QUICK_LOOK);
    REQUIRE(terminal->ask(look).signed_in().quick_look());
    CHECK(visits().offered());
    CHECK(book(0, 'a') == "quick_look");
}

}  // namespace dayroom::agent
