#include "terminal/features/requests/requests_model.h"

#include "tests/support/terminal/test_texts.h"

using namespace dayroom;
using namespace dayroom::features;
using namespace dayroom::test;

namespace {

local::Request request(const std::string& state) {
    local::Request made;
    made.set_id("id");
    made.set_form_code("document_copy");
    made.set_state(state);
    made.set_fee_cents(200);
    made.set_receipt_code("K7P39QXD");
    made.set_submitted_ms(kTestNow.ms());
    return made;
}

}  // namespace

TEST_CASE("a queued request says that it is saved here, not yet sent") {
    const auto detail = make_request(request("queued"), {}, shipped_texts(), kTestNow);
    CHECK(detail.row.state == "Saved here, not yet sent");
    CHECK(detail.fee == "$2.00 is set aside here until this is sent.");
    REQUIRE(detail.steps.size() == 2);
    CHECK_FALSE(detail.steps.back().done);
    CHECK(detail.receipt_code == "K7P3-9QXD");
}

TEST_CASE("each end of a paid request says what became of the money") {
    const auto t = shipped_texts();
    CHECK(make_request(request("received"), {}, t, kTestNow).fee.find("is on hold") != std::string::npos);
    CHECK(make_request(request("answered"), {}, t, kTestNow).fee == "$2.00 was paid.");
    CHECK(make_request(request("declined"), {}, t, kTestNow).fee == "$2.00 was given back. Nothing was taken.");
    auto owed = request("answered");
    owed.set_fee_is_obligation(true);
    CHECK(make_request(owed, {}, t, kTestNow).fee == "$2.00 is added to what you owe.");
    auto refused = request("refused");
    refused.set_refusal_code("insufficient_funds");
    const auto detail = make_request(refused, {}, t, kTestNow);
    CHECK(detail.explanation == "There is not enough money. Nothing was taken.");
    CHECK(detail.fee == "$2.00 was not taken. Nothing changed.");
}

TEST_CASE("an open request has a clock, and says so when it is late") {
    auto open = request("in_progress");
    open.set_answer_by_ms((kTestNow + Milliseconds(86'400'000)).ms());
    CHECK(make_request(open, {}, shipped_texts(), kTestNow).steps.back().title == "Staff must answer by May 29");
    open.set_answer_by_ms((kTestNow - Milliseconds(86'400'000)).ms());
    CHECK(make_request(open, {}, shipped_texts(), kTestNow).steps.back().title == "An answer was due on May 27");
}

TEST_CASE("an emergency is shown as one with the hour of its clock, until staff say that it is none or it is decided") {
    auto alarm = request("received");
    alarm.set_urgent(true);
    alarm.set_answer_by_ms((kTestNow + Milliseconds(4 * 3'600'000)).ms());
    const auto t = shipped_texts();
    const auto shown = make_request(alarm, {}, t, kTestNow);
    CHECK(shown.row.urgent == "Emergency");
    CHECK(shown.row.spoken.find("Emergency") != std::string::npos);
    const std::string by = t.moment(Timestamp::from_ms(alarm.answer_by_ms()), kTestNow);
    CHECK(shown.steps.back().title == "Staff must answer by " + by);
    auto& step = *alarm.add_steps();
    step.set_state("in_progress");
    step.set_by_role("grievance");
    step.set_text("Nobody is in danger.");
    step.set_act("ordinary");
    alarm.set_urgent(false);
    alarm.set_state("in_progress");
    const auto calm = make_request(alarm, {}, t, kTestNow);
    CHECK(calm.row.urgent.empty());
    CHECK(calm.steps[1].title == "Staff say that this is not an emergency. It goes on as an ordinary request.");
    CHECK(calm.steps[1].text == "Nobody is in danger.");
    alarm.mutable_steps(0)->set_act("triaged");
    CHECK(make_request(alarm, {}, t, kTestNow).steps[1].title == "Health staff have looked at it");
    for (const char* state : {"answered", "declined", "withdrawn", "refused"}) {
        auto decided = request(state);
        decided.set_urgent(true);
        CHECK(make_request(decided, {}, t, kTestNow).row.urgent.empty());
    }
}

TEST_CASE("a state or code that this program does not know still reads") {
    const auto detail = make_request(request("teleported"), {}, shipped_texts(), kTestNow);
    CHECK(detail.row.mark == RequestMark::kReceived);
    CHECK(detail.row.name == "Request");
}

TEST_CASE("what was filed reads in the words that were kept with it") {
    auto filed = request("received");
    auto* answer = filed.add_answers();
    answer->set_field("what");
    answer->set_value("court");
    answer->set_label("Which document?");
    answer->set_words("Court papers");
    const auto detail = make_request(filed, {}, shipped_texts(), kTestNow);
    REQUIRE(detail.answers.size() == 1);
    CHECK(detail.answers[0].label == "Which document?");
    CHECK(detail.answers[0].value == "Court papers");
}

TEST_CASE("steps say who wrote, what is the resident's turn, and what goes to the next level") {
    const auto t = shipped_texts();
    auto open = request("returned");
    const auto step = [&](const char* state, const char* role, const char* text, int level = 0) {
        auto* added = open.add_steps();
        added->set_state(state);
        added->set_by_role(role);
        added->set_text(text);
        added->set_level(level);
    };
    step("received", "resident", "");
    step("received", "resident", "One more thing");
    step("received", "records", "Thank you");
    step("received", "system", "", 1);
    step("returned", "records", "Which month?");
    open.set_reply_by_ms((kTestNow + Milliseconds(86'400'000)).ms());
    open.set_waiting("reply");
    const auto detail = make_request(open, {}, t, kTestNow);
    CHECK(detail.row.mark == RequestMark::kReturned);
    std::vector<std::string> titles;
    for (const auto& each : detail.steps) titles.push_back(each.title);
    CHECK(titles == std::vector<std::string>{"Saved on this terminal", "Received by the facility", "You wrote",
                                             "Staff wrote · records office",
                                             "Staff were late. It went to the next level.",
                                             "Staff need more from you · records office",
                                             "Your answer is saved here and will be sent", "Please answer by May 29"});
}

TEST_CASE("a fee that was taken at once says so, whatever the end") {
    const auto t = shipped_texts();
    auto declined = request("declined");
    declined.set_fee_charged(true);
    CHECK(make_request(declined, {}, t, kTestNow).fee == "$2.00 was paid.");
    auto open = request("received");
    open.set_fee_charged(true);
    CHECK(make_request(open, {}, t, kTestNow).fee == "$2.00 was paid.");
}
