#include "terminal/features/sign_in/sign_in_model.h"

#include <algorithm>

namespace dayroom::features {
namespace {

constexpr int kPinFloor = 4;
constexpr int kPinCeiling = 12;
constexpr int kSecondsInMinute = 60;

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
    std::string words;
    const auto add = [&](const std::string& sentence) { words += (words.empty() ? "" : " ") + sentence; };
    // While somebody waits it may be shorter.
    const int length = status.line_waiting() > 0 && status.next_session_limit_s() > 0 ? status.next_session_limit_s()
                                                                                      : status.session_limit_s();
    if (length > 0) add(t("signin.turn_length", {{"count", (length + kSecondsInMinute - 1) / kSecondsInMinute}}));
    if (status.sessions_per_day() > 0) add(t("signin.turn_per_day", {{"count", status.sessions_per_day()}}));
    if (status.session_wait_s() > 0)
        add(t("signin.turn_wait", {{"count", (status.session_wait_s() + kSecondsInMinute - 1) / kSecondsInMinute}}));
    if (status.quick_look_s() > 0) add(t("signin.turn_look", {{"count", status.quick_look_s()}}));
    const bool turns = status.sessions_per_day() > 0 || status.session_wait_s() > 0 || status.quick_look_s() > 0 ||
                       status.line_offered();
    return turns ? words : std::string();
}

std::string serviced_words(const local::Status& status, const ui::Texts& texts, Timestamp now) {
    if (status.serviced_ms() == 0) return {};
    return texts("signin.serviced", {{"date", texts.date(Timestamp::from_ms(status.serviced_ms()), now)}});
}

std::string line_words(const local::Status& status, const ui::Texts& t, Timestamp now) {
    if (!status.line_offered() || status.line_waiting() <= 0) return {};
    std::string words = t("line.waiting", {{"count", status.line_waiting()}});
    if (status.next_session_limit_s() > 0) {
        const std::int64_t seconds = std::int64_t{status.line_waiting()} * status.next_session_limit_s();
        words += " " + t("line.about", {{"count", (seconds + kSecondsInMinute - 1) / kSecondsInMinute}});
    }
    if (status.line_called() > 0) {
        const Timestamp until = std::max(Timestamp::from_ms(status.line_called_until_ms()), now);
        words += " " + t("line.called", {{"place", status.line_called()}, {"when", t.time(until)}});
    }
    return words;
}

std::string place_words(const SignInModel& model, const ui::Texts& t) {
    if (model.place <= 0) return {};
    return t("line.yours", {{"place", model.place}, {"before", model.before}});
}

SignInStepResult after_answer(SignInModel model, const local::ToTerminal& answer, const ui::Texts& t, Timestamp now) {
    SignInStepResult result{std::move(model), false};
    SignInModel& next = result.model;
    next.problem.clear();
    next.place = next.before = 0;
    if (answer.has_problem()) {
        const auto& problem = answer.problem();
        next.problem = problem_words(problem, t, now);
        next.locked_until_ms = problem.locked_until_ms();
        if (problem.code() == "weak_pin") {
            next.step = SignInStep::kNewPin;
        } else if (problem.code() == "not_here" || problem.code() == "locked" || problem.code() == "must_wait" ||
                   problem.code() == "sessions_used" || problem.code() == "others_first" ||
                   problem.code() == "line_full") {
            next.step = SignInStep::kNumber;
        } else {
            next.step = SignInStep::kPin;
        }
        return result;
    }
    if (answer.signed_in().result() == local::SignedIn::MUST_CHANGE_PIN) {
        next.step = SignInStep::kNewPin;
    } else if (answer.signed_in().result() == local::SignedIn::IN_LINE) {
        next.step = SignInStep::kNumber;
        next.place = std::max(answer.signed_in().place(), 1);
        next.before = std::max(answer.signed_in().before(), 0);
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
