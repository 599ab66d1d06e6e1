#include "terminal/features/sign_in/sign_in_model.h"

#include <algorithm>

namespace dayroom::features {
namespace {

constexpr int kPinFloor = 4;
constexpr int kPinCeiling = 12;

}  // namespace

std::string problem_words(const local::Problem& problem, const ui::Texts& t, Timestamp now) {
    if (problem.code() == "locked" && problem.locked_until_ms() > 0) {
        const Timestamp until = Timestamp::from_ms(problem.locked_until_ms());
        const bool today = t.day_number(until) == t.day_number(now);
        return t("problem.locked_until", {{"when", today ? t.time(until) : t.moment(until, now)}});
    }
    const std::string until_key = "problem." + problem.code() + "_until";
    if (problem.wait_until_ms() > 0 && t.has(until_key)) {
        const Timestamp until = Timestamp::from_ms(problem.wait_until_ms());
        const bool today = t.day_number(until) == t.day_number(now);
        return t(until_key, {{"when", today ? t.time(until) : t.moment(until, now)}});
    }
    if (problem.code() == "wrong_pin" && problem.attempts_left() > 0) {
        return t("problem.wrong_pin_left", {{"count", problem.attempts_left()}});
    }
    return t.of_code("problem.", problem.code(), "problem.try_again");
}

std::string turn_words(const local::Status& status, const ui::Texts& t) {
    constexpr int kSecondsInMinute = 60;
    std::string words;
    const auto add = [&](const std::string& sentence) { words += (words.empty() ? "" : " ") + sentence; };
    if (status.session_limit_s() > 0)
        add(t("signin.turn_length", {{"count", (status.session_limit_s() + kSecondsInMinute - 1) / kSecondsInMinute}}));
    if (status.sessions_per_day() > 0) add(t("signin.turn_per_day", {{"count", status.sessions_per_day()}}));
    if (status.session_wait_s() > 0)
        add(t("signin.turn_wait", {{"count", (status.session_wait_s() + kSecondsInMinute - 1) / kSecondsInMinute}}));
    if (status.quick_look_s() > 0) add(t("signin.turn_look", {{"count", status.quick_look_s()}}));
    const bool turns = status.sessions_per_day() > 0 || status.session_wait_s() > 0 || status.quick_look_s() > 0;
    return turns ? words : std::string();
}

SignInStepResult after_answer(SignInModel model, const local::ToTerminal& answer, const ui::Texts& t, Timestamp now) {
    SignInStepResult result{std::move(model), false};
    SignInModel& next = result.model;
    next.problem.clear();
    if (answer.has_problem()) {
        const auto& problem = answer.problem();
        next.problem = problem_words(problem, t, now);
        next.locked_until_ms = problem.locked_until_ms();
        if (problem.code() == "weak_pin") {
            next.step = SignInStep::kNewPin;
        } else if (problem.code() == "not_here" || problem.code() == "locked" || problem.code() == "must_wait" ||
                   problem.code() == "sessions_used") {
            next.step = SignInStep::kNumber;
        } else {
            next.step = SignInStep::kPin;
        }
        return result;
    }
    if (answer.signed_in().result() == local::SignedIn::MUST_CHANGE_PIN) {
        next.step = SignInStep::kNewPin;
    } else if (answer.signed_in().result() == local::SignedIn::OK) {
        result.done = true;
    } else {
        next.step = SignInStep::kPin;
        next.problem = t("problem.try_again");
    }
    return result;
}

PinLimits pin_limits(const local::Status& status) {
    PinLimits limits;
    if (status.pin_length_min() > 0) limits.min = std::clamp(status.pin_length_min(), kPinFloor, kPinCeiling);
    if (status.pin_length_max() > 0) limits.max = std::clamp(status.pin_length_max(), kPinFloor, kPinCeiling);
    limits.max = std::max(limits.min, limits.max);
    return limits;
}

}  // namespace dayroom::features
