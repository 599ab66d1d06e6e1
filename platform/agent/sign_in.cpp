#include "platform/agent/sign_in.h"

#include <algorithm>

#include "platform/store/turn_settling.h"
#include "platform/wire/limits.h"

namespace dayroom::agent {
namespace {

local::Problem problem(const char* code, int attempts_left = 0, std::int64_t locked_until_ms = 0) {
    local::Problem made;
    made.set_code(code);
    made.set_attempts_left(attempts_left);
    made.set_locked_until_ms(locked_until_ms);
    return made;
}

SignInOutcome refused(local::Problem why) {
    SignInOutcome outcome;
    outcome.problem = std::move(why);
    return outcome;
}

constexpr std::chrono::hours kTurnsKept{8 * 24};

local::Problem must_wait(std::int64_t until_ms) {
    local::Problem made = problem("must_wait");
    made.set_wait_until_ms(until_ms);
    return made;
}

local::Problem used_up(bool quick_look, std::int64_t until_ms) {
    local::Problem made = problem(quick_look ? "looks_used" : "sessions_used");
    made.set_wait_until_ms(until_ms);
    return made;
}

rules::TurnPolicy turn_policy(const wire::Policy& policy) {
    rules::TurnPolicy taken;
    taken.sessions_per_day = policy.sessions_per_day();
    taken.wait = Seconds(policy.session_wait_s());
    taken.session_limit = Seconds(policy.session_limit_s());
    taken.quick_look = Seconds(policy.quick_look_s());
    taken.quick_looks_per_day = policy.quick_looks_per_day();
    return taken;
}

bool is_pin(const Secret& pin) {
    const auto digits = pin.bytes();
    return digits.size() >= wire::kMinPinDigits && digits.size() <= wire::kMaxPinDigits &&
           std::all_of(digits.begin(), digits.end(), [](std::uint8_t digit) { return digit >= '0' && digit <= '9'; });
}

bool hub_is_away(ErrorCode code) {
    return code == ErrorCode::kUnavailable || code == ErrorCode::kTimeout || code == ErrorCode::kTooLarge ||
           code == ErrorCode::kInvalid || code == ErrorCode::kUnauthenticated;
}

}  // namespace

Result<std::string> clean_resident_number(std::string_view typed) {
    while (!typed.empty() && typed.front() == ' ') typed.remove_prefix(1);
    while (!typed.empty() && typed.back() == ' ') typed.remove_suffix(1);
    if (typed.empty() || typed.size() > wire::kMaxResidentNumberCharacters)
        return Error(ErrorCode::kInvalid, "no resident number");
    std::string clean;
    for (const char c : typed) {
        const bool small = c >= 'a' && c <= 'z';
        if (!small && !(c >= 'A' && c <= 'Z') && !(c >= '0' && c <= '9') && c != '-')
            return Error(ErrorCode::kInvalid, "no resident number");
        clean.push_back(small ? static_cast<char>(c - 'a' + 'A') : c);
    }
    return clean;
}

SignInOutcome SignIn::run(SignInAttempt attempt) {
    auto number = clean_resident_number(attempt.resident_number);
    if (!number.ok() || !is_pin(attempt.pin)) return refused(problem("wrong_pin"));
    if (!attempt.new_pin.empty() && !is_pin(attempt.new_pin)) return refused(problem("weak_pin"));
    attempt.resident_number = number.take();
    auto key = find_key(attempt);
    if (!key.ok()) return refused(problem(key.error().code == ErrorCode::kRevoked ? "denied" : "internal"));
    if (auto* outcome = std::get_if<SignInOutcome>(&*key)) return std::move(*outcome);
    Key known = std::get<Key>(key.take());
    if (!known.quick_look && attempt.busy_limit > Seconds(0))
        known.limit = rules::session_length({.session_limit = known.limit, .busy_session_limit = attempt.busy_limit},
                                            false, true);
    auto opened = open(known);
    if (!opened.ok() && opened.error().code == ErrorCode::kCorrupt) {
        // Damage that shows only while it is read: the vault is begun again, or its owner could never sign in here.
        {
            const std::lock_guard lock(store_.mutex);
            damaged_.insert(known.resident);
        }
        opened = open(known);
    }
    if (!opened.ok()) return refused(problem("internal"));
    return opened.take();
}

Result<SignIn::KeyOr> SignIn::find_key(const SignInAttempt& attempt) {
    if (auto locked = TRY(locked_out(attempt.resident_number))) return KeyOr(refused(std::move(*locked)));
    wire::SignInRequest request;
    request.set_resident_number(attempt.resident_number);
    request.set_pin(attempt.pin.bytes().data(), attempt.pin.size());
    if (!attempt.new_pin.empty()) request.set_new_pin(attempt.new_pin.bytes().data(), attempt.new_pin.size());
    if (attempt.quick_look) request.set_wish(wire::SignInRequest::QUICK_LOOK);
    TRY(add_offline_sessions(request));
    auto answer = hub_.sign_in(request);
    if (answer.ok()) return take_hub_answer(attempt, *answer);
    if (!hub_is_away(answer.error().code)) return answer.take_error();
    return offline(attempt);
}

Result<SignIn::KeyOr> SignIn::take_hub_answer(const SignInAttempt& attempt, const wire::SignInResponse& answer) {
    switch (answer.result()) {
        case wire::SignInResponse::SIGNED_IN:
            break;
        case wire::SignInResponse::WRONG:
            return KeyOr(refused(TRY(wrong_pin(attempt.resident_number, answer.attempts_left()))));
        case wire::SignInResponse::LOCKED:
            return KeyOr(refused(problem("locked", 0, answer.locked_until_ms())));
        case wire::SignInResponse::SESSIONS_USED:
            return KeyOr(refused(used_up(attempt.quick_look, answer.wait_until_ms())));
        case wire::SignInResponse::MUST_WAIT:
            return KeyOr(refused(must_wait(answer.wait_until_ms())));
        case wire::SignInResponse::WEAK_PIN:
            return KeyOr(refused(problem("weak_pin")));
        case wire::SignInResponse::MUST_CHANGE_PIN: {
            SignInOutcome outcome;
            outcome.signed_in.set_result(local::SignedIn::MUST_CHANGE_PIN);
            return KeyOr(std::move(outcome));
        }
        default:
            return KeyOr(refused(problem("not_here")));
    }
    Key key;
    key.resident = TRY(ResidentId::from_bytes(answer.resident_id()));
    key.vault_key = TRY(identity_.box_key.open_secret(as_bytes(answer.vault_key_box())));
    if (key.vault_key.size() != kKeyBytes) return Error(ErrorCode::kInvalid, "a vault key has 32 bytes");
    key.hub_session = answer.session_id();
    key.last_sign_in = Timestamp::from_ms(answer.last_sign_in_ms());
    key.last_place = answer.last_sign_in_place();
    key.quick_look = attempt.quick_look;
    key.limit = Seconds(std::max(answer.session_limit_s(), 0));
    const Secret& pin = attempt.new_pin.empty() ? attempt.pin : attempt.new_pin;
    // Before the lock: what the feed brings is stored meanwhile.
    const auto wrap =
        TRY(store::make_pin_wrap(key.resident, pin.bytes(), key.vault_key, crypto::make_salt(random_), {}));
    const std::lock_guard lock(store_.mutex);
    if (const auto facility = TRY(store_.device->facility()); facility && facility->policy().sessions_per_day() > 0)
        key.sessions_left = std::max(0, facility->policy().sessions_per_day() - answer.sessions_today());
    TRY(store_.device->turns().mark_told(key.resident));
    auto& people = store_.device->sign_in();
    TRY(people.note_success(attempt.resident_number));
    TRY(people.keep(key.resident, attempt.resident_number, wrap, clock_.now()));
    return KeyOr(std::move(key));
}

Result<SignIn::KeyOr> SignIn::offline(const SignInAttempt& attempt) {
    if (!attempt.new_pin.empty()) return KeyOr(refused(problem("unavailable")));
    std::unique_lock lock(store_.mutex);
    auto& people = store_.device->sign_in();
    auto opened = people.unwrap(attempt.resident_number, attempt.pin.bytes());
    if (!opened.ok() && opened.error().code == ErrorCode::kNotFound)
        return KeyOr(refused(problem("offline_first_time")));
    if (!opened.ok() && opened.error().code == ErrorCode::kUnauthenticated) {
        lock.unlock();
        return KeyOr(refused(TRY(wrong_pin(attempt.resident_number, 0))));
    }
    if (!opened.ok()) return opened.take_error();
    TRY(people.note_success(attempt.resident_number));
    const auto turn = TRY(turn_here(opened->resident, attempt.quick_look));
    if (turn.verdict == rules::TurnVerdict::kMustWait) return KeyOr(refused(must_wait(turn.until.ms())));
    if (turn.verdict != rules::TurnVerdict::kMay) return KeyOr(refused(used_up(attempt.quick_look, turn.until.ms())));
    Key key;
    key.resident = opened->resident;
    key.vault_key = std::move(opened->vault_key);
    key.offline = true;
    key.quick_look = attempt.quick_look;
    key.limit = turn.limit;
    key.sessions_left = turn.sessions_left;
    return KeyOr(std::move(key));
}

Result<rules::Turn> SignIn::turn_here(const ResidentId& resident, bool quick_look) {
    const auto facility = TRY(store_.device->facility());
    if (!facility) return rules::Turn();
    return rules::session_turn(turn_policy(facility->policy()), TRY(store_.device->turns().sessions(resident)),
                               quick_look, false, clock_.now(), facility->time_zone());
}

Status SignIn::add_offline_sessions(wire::SignInRequest& request) {
    const std::lock_guard lock(store_.mutex);
    const auto facility = TRY(store_.device->facility());
    const Seconds longest(facility ? facility->policy().session_limit_s() : 0);
    const Timestamp now = clock_.now();
    TRY(store::settle_turns(store_.device->connection(), now, longest, now - kTurnsKept));
    const auto resident = TRY(store_.device->sign_in().resident_of(request.resident_number()));
    if (!resident) return {};
    for (const auto& turn : TRY(store_.device->turns().untold(*resident, wire::kMaxOfflineSessions))) {
        auto* span = request.add_offline_sessions();
        span->set_began_ms(turn.began.ms());
        span->set_ended_ms(turn.ended.ms());
    }
    return {};
}

Result<std::optional<local::Problem>> SignIn::locked_out(const std::string& number) {
    const std::lock_guard lock(store_.mutex);
    auto& people = store_.device->sign_in();
    const auto allowed = people.check_allowed(number, clock_.now());
    if (allowed.ok()) return std::optional<local::Problem>();
    if (allowed.error().code != ErrorCode::kLocked) return allowed.error();
    return std::optional(problem("locked", 0, TRY(people.lockout(number)).locked_until.ms()));
}

Result<std::optional<local::Problem>> SignIn::check_pin(const ResidentId& resident, const Secret& pin) {
    std::unique_lock lock(store_.mutex);
    const auto number = TRY(store_.device->sign_in().number_of(resident));
    lock.unlock();
    if (!number) return std::optional(problem("denied"));
    if (auto locked = TRY(locked_out(*number))) return locked;
    if (!is_pin(pin)) return std::optional(problem("wrong_pin"));
    lock.lock();
    auto& people = store_.device->sign_in();
    const auto opened = people.unwrap(*number, pin.bytes());
    if (opened.ok()) {
        TRY(people.note_success(*number));
        return opened->resident == resident ? std::optional<local::Problem>() : std::optional(problem("denied"));
    }
    lock.unlock();
    if (opened.error().code != ErrorCode::kUnauthenticated) return opened.error();
    return std::optional(TRY(wrong_pin(*number, 0)));
}

Result<local::Problem> SignIn::wrong_pin(const std::string& number, int attempts_left_at_hub) {
    rules::Lockout after;
    int left = attempts_left_at_hub;
    {
        const auto limits = TRY(policy());
        const std::lock_guard lock(store_.mutex);
        after = TRY(store_.device->sign_in().note_failure(number, limits, clock_.now()));
        if (left <= 0) left = rules::attempts_left(after, limits);
    }
    const bool locked = rules::is_locked(after, clock_.now());
    put_on_record(locked ? record::Event::kLockedOut : record::Event::kSignInRefused, record::Outcome::kRefused, {},
                  "wrong_pin");
    return locked ? problem("locked", 0, after.locked_until.ms()) : problem("wrong_pin", left);
}

Result<rules::LockoutPolicy> SignIn::policy() {
    rules::LockoutPolicy made;
    const std::lock_guard lock(store_.mutex);
    const auto facility = TRY(store_.device->facility());
    if (!facility) return made;
    if (facility->policy().lockout_attempts() > 0) made.attempts = facility->policy().lockout_attempts();
    if (facility->policy().lockout_s() > 0) made.base = Seconds(facility->policy().lockout_s());
    return made;
}

void SignIn::put_on_record(record::Event event, record::Outcome outcome, const ResidentId& resident,
                           const std::string& code) {
    record::Entry entry;
    entry.at = clock_.now();
    entry.event = event;
    entry.outcome = outcome;
    entry.actor_kind = resident.is_nil() ? "device" : "resident";
    const auto id = resident.is_nil() ? identity_.context.device.bytes() : resident.bytes();
    entry.actor_id = Bytes(id.begin(), id.end());
    entry.code = code;
    const std::lock_guard lock(store_.mutex);
    [[maybe_unused]] const auto kept = store_.device->audit().append(entry);
}

}  // namespace dayroom::agent
