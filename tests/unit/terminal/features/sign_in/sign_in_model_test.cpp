#include "terminal/features/sign_in/sign_in_model.h"

#include "tests/support/terminal/test_texts.h"

using namespace dayroom;
using namespace dayroom::features;
using namespace dayroom::test;

namespace {

local::ToTerminal refusal(const std::string& code) {
    local::ToTerminal answer;
    answer.mutable_problem()->set_code(code);
    return answer;
}

SignInModel waiting() {
    SignInModel model;
    model.number = "4471";
    model.step = SignInStep::kWaiting;
    return model;
}

}  // namespace

TEST_CASE("a wrong PIN says how many tries are left and asks for the PIN again") {
    auto answer = refusal("wrong_pin");
    answer.mutable_problem()->set_attempts_left(3);
    const auto result = after_answer(waiting(), answer, shipped_texts(), kTestNow);
    CHECK(result.model.step == SignInStep::kPin);
    CHECK(result.model.problem == "The number or the PIN is not right. You can try 3 more times.");
    CHECK_FALSE(result.done);
}

TEST_CASE("a lock says until when") {
    auto answer = refusal("locked");
    answer.mutable_problem()->set_locked_until_ms((kTestNow + Milliseconds(900'000)).ms());
    const auto result = after_answer(waiting(), answer, shipped_texts(), kTestNow);
    CHECK(result.model.step == SignInStep::kNumber);
    CHECK(result.model.problem.find("3:41\u00a0PM") != std::string::npos);
}

TEST_CASE("the first PIN leads to a new one, a weak new one is refused there") {
    local::ToTerminal answer;
    answer.mutable_signed_in()->set_result(local::SignedIn::MUST_CHANGE_PIN);
    CHECK(after_answer(waiting(), answer, shipped_texts(), kTestNow).model.step == SignInStep::kNewPin);
    CHECK(after_answer(waiting(), refusal("weak_pin"), shipped_texts(), kTestNow).model.step == SignInStep::kNewPin);
}

TEST_CASE("success ends the sign-in, an answer without sense does not") {
    local::ToTerminal answer;
    answer.mutable_signed_in()->set_result(local::SignedIn::OK);
    CHECK(after_answer(waiting(), answer, shipped_texts(), kTestNow).done);
    CHECK_FALSE(after_answer(waiting(), local::ToTerminal{}, shipped_texts(), kTestNow).done);
    CHECK(after_answer(waiting(), refusal("no_such_code"), shipped_texts(), kTestNow).model.problem ==
          "That did not work. Please try again.");
}

TEST_CASE("PIN limits stay sane, whatever the policy says") {
    local::Status status;
    CHECK(pin_limits(status).min == kDefaultPinMin);
    status.set_pin_length_min(200);
    status.set_pin_length_max(1);
    CHECK(pin_limits(status).min == 12);
    CHECK(pin_limits(status).max == 12);
}
