#include "terminal/features/phone/calls_model.h"

#include <catch2/catch.hpp>

#include "platform/base/random.h"
#include "platform/forms/call_dispute.h"
#include "terminal/features/base/prefill.h"
#include "terminal/features/phone/number_form.h"
#include "tests/support/terminal/test_texts.h"

using namespace dayroom;
using namespace dayroom::features;
using namespace dayroom::test;

namespace {

local::Call a_call() {
    local::Call call;
    call.set_id("call");
    call.set_name("Maria Vega");
    call.set_number("+12175550123");
    call.set_began_ms(kTestNow.ms() - 3'600'000);
    call.set_seconds(601);
    call.set_charged_cents(66);
    call.set_end_code("time_limit");
    call.set_record("R-77");
    return call;
}

}  // namespace

TEST_CASE("a call says who, how long, why it ended and what it cost") {
    local::Call call = a_call();
    CallRow row = make_call_row(call, shipped_texts(), kTestNow);
    CHECK(row.title == "Maria Vega");
    CHECK(row.cost == "$0.66");
    CHECK(row.preview.ends_with("11 minutes · The time was over"));
    CHECK(row.back.empty());
    call.clear_name();
    call.set_end_code("of_a_newer_company");
    call.set_given_back_cents(50);
    row = make_call_row(call, shipped_texts(), kTestNow);
    CHECK(row.title == "(217) 555-0123");
    CHECK(row.preview.ends_with("The call ended"));
    CHECK(row.back == "$0.50 came back");
}

TEST_CASE("the length of a call is told in minutes that were begun, or seconds") {
    CHECK(length_words(0, shipped_texts()) == "no call");
    CHECK(length_words(1, shipped_texts()) == "1 second");
    CHECK(length_words(60, shipped_texts()) == "1 minute");
    CHECK(length_words(61, shipped_texts()) == "2 minutes");
}

TEST_CASE("a charge is disputed in the facility's own form with the call filled in, or not at all") {
    local::Forms offered;
    CHECK_FALSE(dispute_place(a_call(), offered, shipped_texts()));
    offered.add_forms()->set_code(std::string(forms::kCallDisputeForm));
    const auto place = dispute_place(a_call(), offered, shipped_texts());
    REQUIRE(place);
    CHECK(place->screen == ScreenId::kForm);
    CHECK(form_code_of(place->parameter) == forms::kCallDisputeForm);
    const Prefill answers = prefill_of(place->parameter);
    REQUIRE(answers.size() == 2);
    CHECK(answers[1].first == kPrefillCall);
    CHECK(call_of_prefill(answers[1].second) == a_call().id());
    CHECK(call_of_prefill("not hex").empty());
    CHECK(answers[0].first == "call");
    CHECK(answers[0].second ==
          "Maria Vega · May 28, 2026 · 2:26\u00A0PM · 11 minutes · The time was over · $0.66 · R-77");
}

TEST_CASE("a call that is disputed says so and leads there, and is disputed again only when that is decided") {
    local::Call call = a_call();
    CHECK(make_call(call, shipped_texts(), kTestNow).may_dispute);
    CHECK(make_call(call, shipped_texts(), kTestNow).dispute.empty());
    call.set_dispute_id("request");
    for (const auto& [state, open] : {std::pair("queued", true),
                                      {"received", true},
                                      {"returned", true},
                                      {"answered", false},
                                      {"declined", false}}) {
        INFO(state);
        call.set_dispute_state(state);
        const CallModel model = make_call(call, shipped_texts(), kTestNow);
        CHECK(model.may_dispute != open);
        CHECK(model.row.disputed.empty() != open);
        CHECK(model.dispute_id == "request");
        CHECK(model.dispute.find(shipped_texts()("request.state." + std::string(state))) != std::string::npos);
    }
}

TEST_CASE("a number is asked for with name, relationship and a number that can be dialled") {
    SeededRandom random(1);
    NumberAnswers answers = new_number(random);
    CHECK(problems_of_number(answers, shipped_texts()).size() == 3);
    answers.name = "  Maria Vega ";
    answers.relationship = "mother";
    answers.number = "555";
    CHECK(problems_of_number(answers, shipped_texts()).at("number") == shipped_texts()("problem.bad_number"));
    answers.number = "(217) 555-0123";
    CHECK(problems_of_number(answers, shipped_texts()).empty());
    CHECK(make_number_request(answers).name() == "Maria Vega");
    const auto kept = read_number_draft(number_draft(answers));
    REQUIRE(kept);
    CHECK(kept->nonce == answers.nonce);
    CHECK(kept->number == answers.number);
    CHECK_FALSE(read_number_draft("no draft"));
    CHECK_FALSE(read_number_draft(""));
}
