// Who waits for this terminal: places are taken on the signed-out screen, and kept by the terminal itself, also over
// its restart.
#include "platform/agent/agent.h"

namespace dayroom::agent {
namespace {

constexpr Seconds kUsualCall{120};

local::ToTerminal no_place(const char* code) {
    local::ToTerminal answer;
    answer.mutable_problem()->set_code(code);
    return answer;
}

}  // namespace

Result<Agent::LinePolicy> Agent::line_policy() {
    LinePolicy taken;
    const auto facility = TRY(store_.device->facility());
    if (!facility) return taken;
    const wire::Policy& policy = facility->policy();
    taken.offered = policy.terminal_line();
    taken.call = policy.line_call_s() > 0 ? Seconds(policy.line_call_s()) : kUsualCall;
    taken.turns.session_limit = Seconds(policy.session_limit_s());
    taken.turns.busy_session_limit = Seconds(policy.busy_session_limit_s());
    return taken;
}

void Agent::take_up_line() {
    auto kept = store_.device->turns().line();
    if (!kept.ok()) return note_store_error(kept.error());
    line_.restore(*kept);
    kept_line_ = std::move(*kept);
}

void Agent::keep_line() {
    auto line = line_.kept();
    if (!store_.device || line == kept_line_) return;
    const auto kept = store_.device->turns().keep_line(line);
    if (!kept.ok()) return note_store_error(kept.error());
    kept_line_ = std::move(line);
}

void Agent::move_line_on() {
    if (line_.waiting() > 0) call_next_in_line();
    keep_line();
}

void Agent::call_next_in_line() {
    const auto policy = line_policy();
    if (!policy.ok()) return note_store_error(policy.error());
    const int waiting = line_.waiting();
    if (!policy->offered) line_.clear();
    const bool in_use = session_ != nullptr || signing_in_;
    if (line_.move_on(in_use, policy->call, clock_.now()) || line_.waiting() != waiting) status_moved_ = true;
}

std::optional<local::ToTerminal> Agent::stand_in_line(local::SignIn::Wish wish, SignInAttempt& attempt) {
    const auto policy = line_policy();
    if (!policy.ok()) return problem_of(policy.error());
    const bool place = wish == local::SignIn::PLACE_IN_LINE;
    if (!policy->offered) return place ? std::optional(no_place("unsupported")) : std::nullopt;
    const auto number = clean_resident_number(attempt.resident_number);
    if (!number.ok()) return place ? std::optional(no_place("not_here")) : std::nullopt;
    if (place) {
        auto answer = take_place(*number);
        return answer.ok() ? std::move(*answer) : problem_of(answer.error());
    }
    if (const auto others = line_.others_first(*number)) {
        local::ToTerminal answer = no_place("others_first");
        answer.mutable_problem()->set_before(others->before);
        answer.mutable_problem()->set_wait_until_ms(others->until.ms());
        return answer;
    }
    const int own = line_.called() != 0 ? 1 : 0;  // whoever may sign in while somebody is called is the one
    if (line_.waiting() > own) attempt.busy_limit = policy->turns.busy_session_limit;
    return std::nullopt;
}

/// Without a PIN: a place is worth nothing without it, and nobody is told whose it is.
Answer Agent::take_place(const std::string& resident_number) {
    if (!TRY(store_.device->roster_by_number(resident_number))) return no_place("not_here");
    const auto place = line_.take(resident_number, clock_.now());
    if (!place) return no_place("line_full");
    move_line_on();
    status_moved_ = true;
    local::ToTerminal answer;
    auto& taken = *answer.mutable_signed_in();
    taken.set_result(local::SignedIn::IN_LINE);
    taken.set_place(place->number);
    taken.set_before(place->before);
    return answer;
}

void Agent::add_line(const LinePolicy& policy, local::Status& status) {
    status.set_line_offered(policy.offered);
    status.set_line_waiting(line_.waiting());
    status.set_line_called(line_.called());
    status.set_line_called_until_ms(line_.called_until().ms());
    const bool others_wait = line_.waiting() > 0;
    status.set_next_session_limit_s(
        static_cast<std::int32_t>(rules::session_length(policy.turns, false, others_wait).count()));
}

}  // namespace dayroom::agent
