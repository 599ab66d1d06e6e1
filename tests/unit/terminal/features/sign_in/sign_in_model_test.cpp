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

TEST_CASE("a place in line is told with how many are before, and signs nobody in") {
    local::ToTerminal answer;
    answer.mutable_signed_in()->set_result(local::SignedIn::IN_LINE);
    answer.mutable_signed_in()->set_place(4);
    const auto next = after_answer(waiting(), answer, shipped_texts(), kTestNow);
    CHECK_FALSE(next.done);
    CHECK(next.model.step == SignInStep::kNumber);
    CHECK(place_words(next.model, shipped_texts()) == "You are number 4. You are next.");
    answer.mutable_signed_in()->set_before(1);
    const SignInModel one = after_answer(waiting(), answer, shipped_texts(), kTestNow).model;
    CHECK(place_words(one, shipped_texts()) == "You are number 4. 1 person is before you.");
    CHECK(place_words(SignInModel(), shipped_texts()).empty());
    auto others = refusal("others_first");
    others.mutable_problem()->set_wait_until_ms((kTestNow + Milliseconds(120'000)).ms());
    const SignInModel refused = after_answer(one, others, shipped_texts(), kTestNow).model;
    CHECK(refused.place == 0);
    CHECK(refused.step == SignInStep::kNumber);
    CHECK(refused.problem.find("3:28\u00a0PM") != std::string::npos);
}

TEST_CASE("who waits is told with the most that it takes, or without it where sessions have no limit") {
    local::Status status;
    status.set_line_waiting(2);
    CHECK(line_words(status, shipped_texts(), kTestNow).empty());
    status.set_line_offered(true);
    CHECK(line_words(status, shipped_texts(), kTestNow) == "2 people wait in line.");
    status.set_next_session_limit_s(601);
    CHECK(line_words(status, shipped_texts(), kTestNow) ==
          "2 people wait in line. With all of them that is 21 minutes at most.");
    status.set_line_waiting(0);
    CHECK(line_words(status, shipped_texts(), kTestNow).empty());
}

TEST_CASE("PIN limits stay sane, whatever the policy says") {
    local::Status status;
    CHECK(pin_limits(status).min == kDefaultPinMin);
    status.set_pin_length_min(200);
    status.set_pin_length_max(1);
    CHECK(pin_limits(status).min == 12);
    CHECK(pin_limits(status).max == 12);
}

TEST_CASE("a refused turn says until when, and where to go on") {
    const Timestamp soon = kTestNow + Milliseconds(900'000);
    const auto refused = [&](const char* code, Timestamp until) {
        auto answer = refusal(code);
        answer.mutable_problem()->set_wait_until_ms(until.ms());
        return after_answer(waiting(), answer, shipped_texts(), kTestNow).model;
    };
    CHECK(refused("must_wait", soon).problem.find("3:41\u00a0PM") != std::string::npos);
    CHECK(refused("must_wait", soon).step == SignInStep::kNumber);
    CHECK(refused("sessions_used", kTestNow + std::chrono::hours(24)).problem.find("3:26\u00a0PM") !=
          std::string::npos);
    CHECK(refused("sessions_used", soon).step == SignInStep::kNumber);
    CHECK(refused("looks_used", soon).step == SignInStep::kPin);
    for (const char* code : {"must_wait", "sessions_used", "looks_used"}) {
        INFO(code);
        const auto model = after_answer(waiting(), refusal(code), shipped_texts(), kTestNow).model;
        CHECK(model.problem == shipped_texts()("problem." + std::string(code)));
    }
}

TEST_CASE("what is said of turns is what the policy has") {
    local::Status status;
    status.set_session_limit_s(1'800);
    CHECK(turn_words(status, shipped_texts()).empty());  // long enough for everybody: nothing to plan
    status.set_sessions_per_day(1);
    CHECK(turn_words(status, shipped_texts()) == "A session is 30 minutes. You have 1 a day.");
    status.set_session_wait_s(90);
    CHECK(turn_words(status, shipped_texts()).find("Between two you wait 2 minutes.") != std::string::npos);
}
