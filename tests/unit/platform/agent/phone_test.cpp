#include <catch2/catch.hpp>

#include "tests/unit/platform/agent/agent_rig.h"

namespace dayroom::agent {
using dayroom::test::FakeHub;
using test::is_outcome;
using test::nonce_of;
using test::Rig;
using test::Terminal;

namespace {

local::ToAgent phone_query() {
    local::ToAgent query;
    query.mutable_get_phone();
    return query;
}

local::ToAgent number_query(const std::string& name, const std::string& number, char nonce) {
    local::ToAgent query;
    auto& request = *query.mutable_request_phone_number();
    request.set_name(name);
    request.set_relationship("mother");
    request.set_number(number);
    request.set_nonce(nonce_of(nonce));
    return query;
}

local::ToAgent change_query(const std::string& id, const std::string& change) {
    local::ToAgent query;
    query.mutable_change_phone_number()->set_number_id(id);
    query.mutable_change_phone_number()->set_change(change);
    return query;
}

/// $10 to spend, $2.05 on the phone.
struct Caller {
    Caller() : resident(rig.hub.add_resident("A100", "4711", 1'000)) {
        rig.hub.set_up_phone();
        rig.hub.change_balances(resident, [](wire::Balances& balances) { balances.set_phone_cents(205); });
        rig.hub.lively = true;
        rig.start();
        terminal = rig.connect_synced();
        REQUIRE(terminal->sign_in("A100", "4711").has_signed_in());
    }
    local::Phone phone() { return terminal->ask(phone_query()).phone(); }
    local::Phone phone_when(const std::function<bool(const local::Phone&)>& fits) {
        return terminal->until(phone_query(), [&](const local::ToTerminal& answer) { return fits(answer.phone()); })
            .phone();
    }
    /// The one that was asked for, once staff have approved it.
    std::string approved_number() {
        const auto asked = [](const local::Phone& each) {
            return each.numbers_size() == 1 && each.numbers(0).state() == "requested";
        };
        const auto id = phone_when(asked).numbers(0).id();
        rig.hub.change_number(id, [](wire::PhoneNumber& number) { number.set_state(wire::PhoneNumber::APPROVED); });
        phone_when([](const local::Phone& each) { return each.numbers(0).state() == "approved"; });
        return id;
    }
    std::string code(const local::ToAgent& query) {
        const auto answer = terminal->ask(query);
        return answer.has_done() ? "" : answer.problem().code();
    }

    Rig rig;
    FakeHub::Resident& resident;
    std::unique_ptr<Terminal> terminal;
};

}  // namespace

TEST_CASE_METHOD(Caller, "rates come with the minutes that the balance buys") {
    const auto here = phone_when([](const local::Phone& each) { return each.phone_cents() == 205; });
    CHECK(here.offered());
    REQUIRE(here.rates_size() == 1);
    CHECK(here.rates(0).minutes() == 20);
    CHECK(here.changes_left() == 2);
    CHECK(terminal->home().home().phone());
}

TEST_CASE_METHOD(Caller, "a number is asked for without the hub, once, and its state follows") {
    rig.go_offline(*terminal);
    CHECK(code(number_query("Maria Vega", "(217) 555-0101", 'a')).empty());
    CHECK(code(number_query("Maria Vega", "(217) 555-0101", 'a')).empty());
    auto here = phone();
    REQUIRE(here.numbers_size() == 1);
    CHECK(here.numbers(0).state() == "queued");
    CHECK(here.numbers(0).number() == "+12175550101");
    CHECK(here.changes_left() == 1);  // what waits here counts already
    CHECK(code(number_query("Again", "+12175550101", 'b')) == "number_known");
    CHECK(code(number_query("Nobody", "555", 'c')) == "bad_number");
    rig.hub.reachable = true;
    here = phone_when(
        [](const local::Phone& each) { return each.numbers_size() == 1 && each.numbers(0).state() == "requested"; });
    rig.hub.change_number(here.numbers(0).id(),
                          [](wire::PhoneNumber& number) { number.set_state(wire::PhoneNumber::APPROVED); });
    here = phone_when([](const local::Phone& each) { return each.numbers(0).state() == "approved"; });
    CHECK(here.numbers(0).rate() == "national");
    CHECK(here.numbers(0).minutes() == 20);
    CHECK(rig.hub.commands.size() == 1);
}

TEST_CASE_METHOD(Caller, "what never left is taken back here, and counts no longer") {
    rig.go_offline(*terminal);
    REQUIRE(code(number_query("Maria Vega", "+12175550101", 'a')).empty());
    const auto id = phone().numbers(0).id();
    CHECK(code(change_query(id, "remove")) == "already_decided");
    CHECK(code(change_query(id, "take_back")).empty());
    CHECK(phone().numbers().empty());
    CHECK(code(change_query(id, "take_back")) == "not_found");
}

TEST_CASE_METHOD(Caller, "a closed or full list is told before anything is sent") {
    rig.go_offline(*terminal);
    REQUIRE(code(number_query("One", "+12175550101", 'a')).empty());
    REQUIRE(code(number_query("Two", "+12175550102", 'b')).empty());
    CHECK(code(number_query("Three", "+12175550103", 'c')) == "list_closed");
    const auto here = phone();
    CHECK(here.changes_left() == 0);
    CHECK(here.next_change_ms() > rig.clock.now().ms());
}

TEST_CASE_METHOD(Caller, "a no of the hub stays with the number until its owner takes it away") {
    rig.hub.twist_outcome = [](wire::Outcome& outcome) {
        outcome.set_result(wire::Outcome::DECLINED);
        outcome.set_code("numbers_full");
    };
    REQUIRE(code(number_query("Maria Vega", "+12175550101", 'a')).empty());
    CHECK(terminal->push(&is_outcome).outcome().what() == "phone_number");
    const auto here = phone_when(
        [](const local::Phone& each) { return each.numbers_size() == 1 && each.numbers(0).state() == "not_taken"; });
    CHECK(here.numbers(0).refusal_code() == "numbers_full");
    CHECK(here.numbers_counted() == 0);
    CHECK(code(change_query(here.numbers(0).id(), "remove")).empty());
    CHECK(phone().numbers().empty());
}

TEST_CASE_METHOD(Caller, "calls come newest first, and one alone") {
    const std::int64_t now = rig.clock.now().ms();
    rig.hub.put_call(resident, now - 7'200'000, 10);
    const auto newest = rig.hub.put_call(resident, now - 3'600'000, 20);
    local::ToAgent query;
    query.mutable_get_calls();
    const auto calls = terminal->until(query, [](const auto& answer) { return answer.calls().total() == 2; }).calls();
    CHECK(calls.calls(0).id() == newest);
    CHECK(calls.calls(0).rate_name(0).text() == "In the country");
    query.mutable_get_calls()->set_id(newest);
    CHECK(terminal->ask(query).calls().calls(0).charged_cents() == 20);
    query.mutable_get_calls()->set_id(std::string(16, 'x'));
    CHECK(terminal->ask(query).problem().code() == "not_found");
}

TEST_CASE_METHOD(Caller, "a call says what became of its dispute: the open one, else the last that was decided") {
    wire::Record form;
    form.mutable_form()->set_code("phone_dispute");
    form.mutable_form()->set_revision(1);
    auto& name = *form.mutable_form()->add_name();
    name.set_language("en");
    name.set_text("A charge is not right");
    auto& field = *form.mutable_form()->add_fields();
    field.set_code("call");
    field.set_kind(wire::Form::Field::TEXT);
    *field.add_label() = name;
    const std::string form_id = rig.hub.put(rig.hub.scope_of_facility(), form);
    const std::string id = rig.hub.put_call(resident, rig.clock.now().ms() - 3'600'000, 20);
    local::ToAgent query;
    query.mutable_get_calls()->set_id(id);
    const auto state = [&](const std::string& wanted) {
        return terminal
            ->until(query,
                    [&](const auto& answer) {
                        return answer.calls().total() == 1 && answer.calls().calls(0).dispute_state() == wanted;
                    })
            .calls()
            .calls(0);
    };
    CHECK(state("").dispute_id().empty());
    const auto put = [&](wire::Request::State at, std::int64_t when, const std::string& call, std::string own = "") {
        wire::Record record;
        auto& request = *record.mutable_request();
        request.set_form_id(form_id);
        request.set_form_code("phone_dispute");
        request.set_form_revision(1);
        request.set_state(at);
        request.set_receipt_code("K7P39QXD");
        request.set_submitted_ms(1'780'000'000'000 + when);
        request.set_call_id(call);
        return own.empty() ? rig.hub.put(FakeHub::scope_of(resident), record)
                           : rig.hub.put(FakeHub::scope_of(resident), record, own);
    };
    put(wire::Request::RECEIVED, 0, std::string(16, 'c'));
    const std::string first = put(wire::Request::RECEIVED, 1, id);
    CHECK(state("received").dispute_id() == first);
    put(wire::Request::DECLINED, 2, id);
    put(wire::Request::WITHDRAWN, 3, id);
    CHECK(state("received").dispute_id() == first);
    put(wire::Request::WITHDRAWN, 1, id, first);
    CHECK(state("declined").dispute_id() != first);
    local::ToAgent list;
    list.mutable_get_calls();
    CHECK(terminal->ask(list).calls().calls(0).dispute_state() == "declined");

    // One that is saved here and not sent yet.
    rig.go_offline(*terminal);
    local::ToAgent submit;
    submit.mutable_submit_request()->set_form_id(form_id);
    submit.mutable_submit_request()->set_form_revision(1);
    submit.mutable_submit_request()->set_nonce(nonce_of('d'));
    auto& answer = *submit.mutable_submit_request()->add_answers();
    answer.set_field("call");
    answer.set_value("the one on Monday");
    submit.mutable_submit_request()->set_call_id(std::string(16, 'c'));
    CHECK(terminal->ask(submit).problem().code() == "not_found");  // no call of theirs
    submit.mutable_submit_request()->set_call_id(id);
    REQUIRE(terminal->ask(submit).has_submitted());
    CHECK(terminal->ask(query).calls().calls(0).dispute_state() == "queued");
}

TEST_CASE_METHOD(Caller, "a top-up that is not at the hub stands beside the balance") {
    rig.go_offline(*terminal);
    local::ToAgent query;
    query.mutable_move_money()->set_to("phone");
    query.mutable_move_money()->set_cents(500);
    query.mutable_move_money()->set_nonce(nonce_of('m'));
    REQUIRE(terminal->ask(query).has_submitted());
    const auto here = phone();
    CHECK(here.phone_cents() == 205);
    CHECK(here.queued_cents() == 500);
    CHECK(here.spendable_cents() == 500);
}

TEST_CASE_METHOD(Caller,
                 "a top-up that the hub cannot make any more is told, and stands beside the balance no longer") {
    rig.go_offline(*terminal);
    local::ToAgent query;
    query.mutable_move_money()->set_to("phone");
    query.mutable_move_money()->set_cents(500);
    query.mutable_move_money()->set_nonce(nonce_of('m'));
    REQUIRE(terminal->ask(query).has_submitted());
    REQUIRE(terminal->ask(query).has_submitted());  // the same again: once
    CHECK(phone().queued_cents() == 500);
    rig.hub.twist_outcome = [](wire::Outcome& outcome) {
        outcome.set_result(wire::Outcome::DECLINED);
        outcome.set_code("insufficient_funds");
    };
    rig.hub.reachable = true;
    const auto outcome = terminal->push(&is_outcome).outcome();
    CHECK(outcome.what() == "transfer");
    CHECK(outcome.code() == "insufficient_funds");
    const auto here = phone_when([](const local::Phone& each) { return each.queued_cents() == 0; });
    CHECK(here.phone_cents() == 205);
    CHECK(here.spendable_cents() == 1'000);
}

TEST_CASE_METHOD(Caller, "a number that staff took off while its change waited here is gone, and that is told") {
    REQUIRE(code(number_query("Maria Vega", "+12175550101", 'a')).empty());
    const auto id = approved_number();
    rig.go_offline(*terminal);
    CHECK(code(change_query(id, "remove")).empty());
    CHECK(phone().numbers(0).changing());
    CHECK(phone().changes_left() == 1);
    CHECK(code(change_query(id, "remove")) == "already_decided");
    rig.hub.change_number(id, [](wire::PhoneNumber& number) { number.set_state(wire::PhoneNumber::REMOVED); });
    rig.hub.twist_outcome = [](wire::Outcome& outcome) {
        outcome.set_result(wire::Outcome::DECLINED);
        outcome.set_code("already_decided");
    };
    rig.hub.reachable = true;
    CHECK(terminal->push(&is_outcome).outcome().code() == "already_decided");
    const auto here =
        phone_when([](const local::Phone& each) { return each.numbers().empty() && each.changes_left() == 2; });
    CHECK(here.numbers_counted() == 0);
}

TEST_CASE_METHOD(Caller, "to take a refused number off the page is no change of the list") {
    REQUIRE(code(number_query("Maria Vega", "+12175550101", 'a')).empty());
    const auto id = approved_number();
    rig.hub.change_number(id, [](wire::PhoneNumber& number) { number.set_state(wire::PhoneNumber::REFUSED); });
    phone_when([](const local::Phone& each) { return each.numbers(0).state() == "refused"; });
    rig.go_offline(*terminal);
    CHECK(code(change_query(id, "take_back")) == "already_decided");
    CHECK(code(change_query(id, "remove")).empty());
    CHECK(phone().numbers(0).changing());
    CHECK(phone().changes_left() == 2);
}

}  // namespace dayroom::agent
