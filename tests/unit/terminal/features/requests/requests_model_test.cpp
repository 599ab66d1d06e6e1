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

TEST_CASE("a state or code that this program does not know still reads") {
    const auto detail = make_request(request("teleported"), {}, shipped_texts(), kTestNow);
    CHECK(detail.row.mark == RequestMark::kReceived);
    CHECK(detail.row.name == "Request");
}
