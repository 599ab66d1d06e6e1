#include <catch2/catch.hpp>

#include "terminal/features/requests/requests_model.h"
#include "tests/support/terminal/test_texts.h"

using namespace dayroom;
using namespace dayroom::features;
using namespace dayroom::test;

namespace {

constexpr std::int64_t kDayMs = 86'400'000;

FormView appeal_form(int days) {
    local::Form form;
    form.set_code("appeal");
    form.set_appeals("grievance");
    form.set_appeal_within_days(days);
    return make_form(form, shipped_texts());
}

/// Answered `days` days before kTestNow.
local::Request grievance(int days, const char* state = "answered") {
    local::Request made;
    made.set_id("grievance-id");
    made.set_form_code("grievance");
    made.set_state(state);
    made.set_receipt_code("K7P39QXD");
    made.set_submitted_ms(kTestNow.ms() - 20 * kDayMs);
    auto* answer = made.add_answers();
    answer->set_field("text");
    answer->set_value("The food is cold.");
    auto* step = made.add_steps();
    step->set_state(state);
    step->set_at_ms(kTestNow.ms() - days * kDayMs);
    step->set_text("It is warm.");
    step->set_by_role("grievance");
    return made;
}

local::Request appeal(const char* state) {
    local::Request made;
    made.set_id("appeal-id");
    made.set_form_code("appeal");
    made.set_state(state);
    made.set_receipt_code("WKXMR6XE");
    made.set_submitted_ms(kTestNow.ms() - kDayMs);
    auto* answer = made.add_answers();
    answer->set_field("appeal_of");
    answer->set_value("K7P39QXD");
    return made;
}

AppealOffer offer(const local::Request& request, const std::vector<local::Request>& others = {}, int days = 10) {
    return make_appeal_offer(request, others, {appeal_form(days)}, shipped_texts(), kTestNow);
}

}  // namespace

TEST_CASE("an outcome can be appealed through its last day, which is said") {
    CHECK(offer(grievance(0)).form == "appeal");
    CHECK(offer(grievance(0)).words == "You can appeal until June 7.");
    CHECK(offer(grievance(10, "declined")).form == "appeal");
    CHECK(offer(grievance(10)).words == "You can appeal until May 28.");
    CHECK(offer(grievance(11)).form.empty());
    CHECK(offer(grievance(11)).words == "The last day to appeal was May 27.");
}

TEST_CASE("what is not decided, or has no form that appeals it, offers nothing") {
    for (const char* state : {"received", "in_progress", "returned", "withdrawn", "queued", "refused"}) {
        INFO(state);
        CHECK(offer(grievance(0, state)).words.empty());
        CHECK(offer(grievance(0, state)).form.empty());
    }
    auto other = grievance(0);
    other.set_form_code("general");
    CHECK(offer(other).words.empty());
    CHECK(make_appeal_offer(grievance(0), {}, {}, shipped_texts(), kTestNow).words.empty());
}

TEST_CASE("who has appealed is shown the appeal and appeals no second time, what was taken back does not count") {
    for (const char* state : {"queued", "received", "answered", "declined"}) {
        INFO(state);
        const AppealOffer made = offer(grievance(2), {appeal(state), grievance(2)});
        CHECK(made.form.empty());
        CHECK(made.made == "appeal-id");
        CHECK(made.words == "You appealed this on May 27.");
    }
    for (const char* state : {"withdrawn", "refused"}) CHECK(offer(grievance(2), {appeal(state)}).form == "appeal");
}

TEST_CASE("an appeal shows what was said before, word for word") {
    const auto detail = make_request(appeal("received"), {appeal_form(10)}, shipped_texts(), kTestNow,
                                     {appeal("received"), grievance(2)});
    REQUIRE(detail.earlier.has_value());
    CHECK(detail.earlier->receipt_code == "K7P3-9QXD");
    CHECK(detail.earlier->steps.back().text == "It is warm.");
    REQUIRE(detail.earlier->answers.size() == 1);
    CHECK(detail.earlier->answers[0].value == "The food is cold.");
    CHECK_FALSE(make_request(appeal("received"), {}, shipped_texts(), kTestNow).earlier.has_value());
    CHECK_FALSE(make_request(grievance(2), {}, shipped_texts(), kTestNow, {grievance(2)}).earlier.has_value());
}

TEST_CASE("only what is decided or an appeal needs the others to be shown") {
    CHECK(has_to_do_with_appeals(grievance(0)));
    CHECK(has_to_do_with_appeals(appeal("received")));
    CHECK_FALSE(has_to_do_with_appeals(grievance(0, "received")));
}
