// A technician at the terminal: the door, coming in, going out. While one is in, no vault is open and none can be
// opened: there is no session, signing in is refused, and a session that was being opened meanwhile is dropped.
#include "platform/agent/agent.h"
#include "platform/agent/agent_sync.h"

namespace dayroom::agent {
namespace {

constexpr std::size_t kMaxTypedAnswer = 64;

local::ToTerminal done_reply() {
    local::ToTerminal answer;
    answer.mutable_done();
    return answer;
}

}  // namespace

bool Agent::refused_in_diagnostics(local::ToAgent::QueryCase query) {
    const std::lock_guard lock(store_.mutex);
    return visit_ != nullptr && !allowed_in_diagnostics(query);
}

/// What takes time (a stick, Argon2, measuring) goes to the work thread.
std::optional<local::ToTerminal> Agent::begin_service(std::uint64_t connection, local::ToAgent query) {
    auto pin = std::make_shared<Secret>();
    if (query.has_enter_diagnostics()) *pin = Secret::take_from(*query.mutable_enter_diagnostics()->mutable_pin());
    {
        const std::lock_guard lock(store_.mutex);
        if (!store_.device || !identity_ || !sync_) return problem_of(Error(ErrorCode::kUnavailable, "not ready"));
        const bool inside = visit_ != nullptr;
        const bool at_door = query.has_get_door() || query.has_enter_diagnostics();
        if (!inside && !at_door) return problem_of(Error(ErrorCode::kDenied, "nobody is in diagnostics"));
        if (inside) visit_->last_touch = clock_.steady();
    }
    const auto queued = sync_->work->add([this, connection, pin, asked = std::move(query)] {
        auto made = service_answer(connection, asked, *pin);
        local::ToTerminal reply;
        {
            const std::lock_guard lock(store_.mutex);
            reply = made.ok() ? made.take() : problem_of(made.error());
            if (reply.has_problem() && store_.device) add_tries(*reply.mutable_problem());
        }
        reply.set_number(asked.number());
        parts_.mailbox.post(connection, std::move(reply));
        parts_.mailbox.ring();
    });
    if (!queued.ok()) return problem_of(Error(ErrorCode::kUnavailable, "too much is being done"));
    return std::nullopt;
}

Answer Agent::service_answer(std::uint64_t connection, const local::ToAgent& query, const Secret& pin) {
    switch (query.query_case()) {
        case local::ToAgent::kGetDoor:
            return answer_door(query.get_door().challenge());
        case local::ToAgent::kEnterDiagnostics: {
            const auto& answer = query.enter_diagnostics().answer();
            const auto entered = pin.empty() ? enter_by_phone(connection, answer.substr(0, kMaxTypedAnswer))
                                             : enter_by_stick(connection, pin);
            if (!entered.ok()) return refuse_technician(entered.error());
            return done_reply();
        }
        case local::ToAgent::kLeaveDiagnostics: {
            const std::lock_guard lock(store_.mutex);
            if (visit_ && store_.device) leave_diagnostics("left");
            return done_reply();
        }
        default:
            return answer_diagnostics(query);
    }
}

Result<TechnicianTrust> Agent::trust_now() {
    const std::lock_guard lock(store_.mutex);
    if (!store_.device) return Error(ErrorCode::kUnavailable, "not ready");
    return technician_trust(*store_.device, *identity_, clock_.now());
}

Answer Agent::answer_door(bool wants_challenge) {
    const StickLook look = look_at_stick(parts_.options.technician_media, TRY(trust_now()));
    const std::lock_guard lock(store_.mutex);
    if (!store_.device) return Error(ErrorCode::kUnavailable, "not ready");
    const auto kept = TRY(kept_service(*store_.device));
    const auto now = clock_.now();
    local::ToTerminal answer;
    local::Door& door = *answer.mutable_door();
    door.set_stick(look.file.has_value());
    door.set_refusal_code(look.refusal_code);
    if (look.statement) door.set_name(look.statement->name());
    door.set_pin_min(static_cast<int>(wire::kTechnicianPinMin));
    door.set_pin_max(static_cast<int>(wire::kTechnicianPinMax));
    if (now.ms() < kept.locked_until_ms()) door.set_locked_until_ms(kept.locked_until_ms());
    if (challenge_ && (challenge_->tries >= kChallengeTries || clock_.steady() >= challenge_->until))
        challenge_.reset();
    if (wants_challenge && !challenge_)
        challenge_ = PhoneChallenge{wire::make_technician_challenge(identity_->box_key.public_key(), parts_.random),
                                    clock_.steady() + std::chrono::duration_cast<Milliseconds>(kChallengeTime), 0};
    if (challenge_) {
        door.set_challenge(challenge_->code);
        door.set_challenge_until_ms(
            (now + std::chrono::duration_cast<Milliseconds>(challenge_->until - clock_.steady())).ms());
    }
    return answer;
}

Status Agent::enter_by_stick(std::uint64_t connection, const Secret& pin) {
    const StickLook look = look_at_stick(parts_.options.technician_media, TRY(trust_now()));
    if (!look.statement)
        return Error(ErrorCode::kDenied, "no technician's file that counts is on a stick", look.refusal_code);
    TRY(count_try());
    TRY(wire::open_technician(*look.file, pin.bytes()));
    const std::lock_guard lock(store_.mutex);
    return enter_diagnostics(connection, to_hex(as_bytes(look.statement->serial())), "stick");
}

Status Agent::enter_by_phone(std::uint64_t connection, const std::string& answer) {
    const std::lock_guard lock(store_.mutex);
    if (!store_.device) return Error(ErrorCode::kUnavailable, "not ready");
    const auto wrong = [] { return Error(ErrorCode::kUnauthenticated, "no such challenge", "technician_answer"); };
    if (!challenge_ || clock_.steady() >= challenge_->until) return wrong();
    TRY(begin_try(*store_.device, clock_.now()));
    const std::string challenge = challenge_->code;
    if (++challenge_->tries >= kChallengeTries) challenge_.reset();
    TRY(wire::check_technician_answer(challenge, answer, identity_->box_key, identity_->root_key));
    return enter_diagnostics(connection, "phone", "phone");
}

Status Agent::count_try() {
    const std::lock_guard lock(store_.mutex);
    if (!store_.device) return Error(ErrorCode::kUnavailable, "not ready");
    return begin_try(*store_.device, clock_.now());
}

/// Under the lock. `by`: the serial of the certificate, or "phone".
Status Agent::enter_diagnostics(std::uint64_t connection, const std::string& by, const char* how) {
    if (!store_.device) return Error(ErrorCode::kUnavailable, "not ready");
    TRY(forget_tries(*store_.device));
    challenge_.reset();
    if (connection != parts_.mailbox.connection()) return Error(ErrorCode::kDenied, "the screen is gone");
    if (session_) close_session(record::Event::kSignedOut, "signed_out");
    visit_ = std::make_unique<Visit>();
    visit_->by = by;
    visit_->begun = visit_->last_touch = clock_.steady();
    put_service_on_record(record::Event::kServiceEntered, record::Outcome::kDone,
                          by == how ? how : std::string(how) + "." + by);
    parts_.log.note("diagnostics_entered", how);
    status_moved_ = true;
    return {};
}

/// Under the lock.
void Agent::leave_diagnostics(const char* why) {
    const auto visit = std::exchange(visit_, nullptr);
    status_moved_ = true;
    last_use_ = parts_.clock.steady();
    next_health_ = parts_.clock.steady();  // the hub hears of it at once
    auto kept = kept_service(*store_.device);
    if (kept.ok()) {
        kept->set_serviced_ms(clock_.now().ms());
        kept->set_serviced_by(visit->by);
        kept->set_told(false);
        keep_results(*visit, *kept);
    }
    const auto saved = kept.ok() ? keep_service(*store_.device, *kept) : Status(kept.error());
    if (!saved.ok()) note_store_error(saved.error());
    put_service_on_record(record::Event::kServiceLeft, record::Outcome::kDone, why);
    parts_.log.note("diagnostics_left", why);
    wake_outbox();
}

/// Under the lock, once a second or so.
void Agent::watch_technician() {
    if (!visit_) return;
    const auto now = clock_.steady();
    if (now - visit_->last_touch >= kTechnicianIdle) return leave_diagnostics("idle");
    if (now - visit_->begun >= kTechnicianLongest) leave_diagnostics("too_long");
}

Error Agent::refuse_technician(const Error& error) {
    const std::lock_guard lock(store_.mutex);
    if (store_.device)
        put_service_on_record(record::Event::kServiceRefused, record::Outcome::kRefused,
                              error.text_key.empty() ? to_string(error.code) : error.text_key);
    parts_.log.note("diagnostics_refused", error.text_key);
    return error;
}

/// How often it may still be tried, or when again: beside a wrong PIN or answer.
void Agent::add_tries(local::Problem& problem) {
    const auto kept = kept_service(*store_.device);
    if (!kept.ok()) return;
    const auto code = problem.code();
    if (code != "technician_pin" && code != "technician_answer" && code != "technician_locked") return;
    if (clock_.now().ms() < kept->locked_until_ms()) {
        problem.set_code("technician_locked");
        problem.set_locked_until_ms(kept->locked_until_ms());
    } else {
        problem.set_attempts_left(rules::attempts_left({kept->failures(), kept->locks(), {}}, kTechnicianLockout));
    }
}

void Agent::put_service_on_record(record::Event event, record::Outcome outcome, const std::string& code) {
    record::Entry entry;
    entry.at = clock_.now();
    entry.event = event;
    entry.outcome = outcome;
    entry.actor_kind = "technician";
    entry.code = code;
    const auto kept = store_.device->audit().append(entry);
    if (!kept.ok()) note_store_error(kept.error());
}

/// When somebody last worked at this terminal, for whoever stands before it.
void Agent::add_service(local::Status& status) {
    status.set_diagnostics(visit_ != nullptr);
    const auto kept = kept_service(*store_.device);
    if (!kept.ok() || kept->serviced_ms() == 0) return;
    if (clock_.now() - Timestamp::from_ms(kept->serviced_ms()) < kServicedShown)
        status.set_serviced_ms(kept->serviced_ms());
}

/// The next resident is told once.
void Agent::tell_of_service(local::SignedIn& signed_in) {
    auto kept = kept_service(*store_.device);
    if (!kept.ok() || kept->serviced_ms() == 0 || kept->told()) return;
    signed_in.set_serviced_ms(kept->serviced_ms());
    kept->set_told(true);
    const auto saved = keep_service(*store_.device, *kept);
    if (!saved.ok()) note_store_error(saved.error());
}

}  // namespace dayroom::agent
