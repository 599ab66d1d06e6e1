#include "platform/facility/residents/sign_in.h"

#include "platform/facility/residents/session_turns.h"
#include "platform/record/event.h"

namespace dayroom::facility {
namespace {

using wire::SignInResponse;

/// Verified for numbers that nobody has, so that the time of an answer does not tell which numbers exist.
const std::string& nobodys_hash() {
    static const std::string hash = hash_pin(as_bytes("no such person")).value_or("");
    return hash;
}

rules::Lockout read_lockout(const database::Row& row, int first) {
    rules::Lockout lockout;
    lockout.failures = row.small(first);
    lockout.locks = row.small(first + 1);
    lockout.locked_until = row.time(first + 2);
    return lockout;
}

/// Takes one try: the state as if it fails; success puts it back.
rules::Lockout charged(const rules::Lockout& before, const rules::LockoutPolicy& policy, Timestamp now) {
    return rules::after_failure(before, policy, now);
}

/// The PIN was right, but the facility's rules say: not now.
SignInResponse not_your_turn(const rules::Turn& turn, Timestamp now) {
    SignInResponse response;
    response.set_result(turn.verdict == rules::TurnVerdict::kMustWait ? SignInResponse::MUST_WAIT
                                                                      : SignInResponse::SESSIONS_USED);
    response.set_sessions_today(turn.sessions_today);
    response.set_wait_until_ms(turn.until.ms());
    response.set_now_ms(now.ms());
    return response;
}

constexpr rules::LockoutPolicy kDeviceLockout{kDeviceAttempts, kDevicePause};

}  // namespace

/// One attempt after it was counted.
struct SignIn::Attempt {
    enum class Verdict { kCheck, kUnknown, kLocked, kNotHere, kNoPin } verdict = Verdict::kUnknown;
    ResidentId resident;
    std::string number;
    std::string pin_hash;
    bool must_change = true;
    Secret vault_key;
    std::string vault_public_key;
    rules::Lockout after;  // as it stands if the PIN is wrong
    Timestamp locked_until;
    bool quick_look = false;
    google::protobuf::RepeatedPtrField<wire::SessionSpan> offline_sessions;
};

SignInPolicy sign_in_policy(const wire::Policy& policy) {
    SignInPolicy taken;
    if (policy.lockout_attempts() > 0) taken.lockout.attempts = policy.lockout_attempts();
    if (policy.lockout_s() > 0) taken.lockout.base = Seconds(policy.lockout_s());
    if (policy.pin_length_min() > 0) taken.pin.shortest = static_cast<std::size_t>(policy.pin_length_min());
    if (policy.pin_length_max() > 0) taken.pin.longest = static_cast<std::size_t>(policy.pin_length_max());
    return taken;
}

wire::SignInResponse SignIn::answer(SignInResponse::Result result) const {
    SignInResponse response;
    response.set_result(result);
    response.set_now_ms(clock_.now().ms());
    return response;
}

Status SignIn::count_device(Work& work, const Device& device, Attempt& attempt) {
    const auto before = TRY(work.db().first(
        "SELECT pin_failures, pin_locks, pin_locked_until_ms FROM device WHERE id = $1",
        [](const database::Row& row) { return read_lockout(row, 0); }, device.id));
    if (!before) return Error(ErrorCode::kRevoked, "this terminal is not known");
    if (rules::is_locked(*before, work.now())) {
        attempt.verdict = Attempt::Verdict::kLocked;
        attempt.locked_until = before->locked_until;
        return {};
    }
    const rules::Lockout after = charged(*before, kDeviceLockout, work.now());
    return work.db().run("UPDATE device SET pin_failures = $2, pin_locks = $3, pin_locked_until_ms = $4 WHERE id = $1",
                         device.id, after.failures, after.locks, after.locked_until);
}

Result<SignIn::Attempt> SignIn::count_attempt(const Device& device, const wire::SignInRequest& request) {
    Attempt attempt;
    attempt.quick_look = request.wish() == wire::SignInRequest::QUICK_LOOK;
    attempt.offline_sessions = request.offline_sessions();
    struct Person {
        UnitId unit;
        bool here;
        rules::Lockout lockout;
    };
    const auto job = [&](Work& work) -> Status {
        TRY(count_device(work, device, attempt));
        if (attempt.verdict == Attempt::Verdict::kLocked) return {};
        const auto person = TRY(work.db().first(
            "SELECT id, unit, state, pin_hash, pin_must_change, pin_failures, pin_locks, pin_locked_until_ms, "
            "vault_key, "
            "vault_public_key FROM resident WHERE number = $1",
            [&](const database::Row& row) {
                attempt.resident = row.id<ResidentId>(0);
                attempt.pin_hash = row.string(3);
                attempt.must_change = row.flag(4);
                attempt.vault_key = Secret::copy_of(row.bytes(8));
                attempt.vault_public_key = to_string(row.bytes(9));
                return Person{row.id<UnitId>(1), row.integer(2) == 1, read_lockout(row, 5)};
            },
            request.resident_number()));
        if (!person) return {};
        attempt.number = request.resident_number();
        if (!person->here || person->unit != device.unit) {
            attempt.verdict = Attempt::Verdict::kNotHere;
            return {};
        }
        if (rules::is_locked(person->lockout, work.now())) {
            attempt.verdict = Attempt::Verdict::kLocked;
            attempt.locked_until = person->lockout.locked_until;
            return {};
        }
        attempt.verdict = attempt.pin_hash.empty() ? Attempt::Verdict::kNoPin : Attempt::Verdict::kCheck;
        attempt.after = charged(person->lockout, policy_.lockout, work.now());
        return work.db().run(
            "UPDATE resident SET pin_failures = $2, pin_locks = $3, pin_locked_until_ms = $4 WHERE id = $1",
            attempt.resident, attempt.after.failures, attempt.after.locks, attempt.after.locked_until);
    };
    TRY(writer_.run(Actor::system(), job));
    return attempt;
}

Result<SignInResponse> SignIn::sign_in(const Device& device, const wire::SignInRequest& request) {
    const Attempt attempt = TRY(count_attempt(device, request));
    switch (attempt.verdict) {
        case Attempt::Verdict::kLocked: {
            SignInResponse response = answer(SignInResponse::LOCKED);
            response.set_locked_until_ms(attempt.locked_until.ms());
            return response;
        }
        case Attempt::Verdict::kNotHere:
            return answer(SignInResponse::NOT_HERE);
        case Attempt::Verdict::kUnknown:
        case Attempt::Verdict::kNoPin: {
            (void)crypto::verify_password(nobodys_hash(), as_bytes(request.pin()));
            SignInResponse response = answer(SignInResponse::WRONG);
            response.set_attempts_left(policy_.lockout.attempts - 1);
            return response;
        }
        case Attempt::Verdict::kCheck:
            break;
    }
    return check_pin(device, request, attempt);
}

Result<SignInResponse> SignIn::check_pin(const Device& device, const wire::SignInRequest& request,
                                         const Attempt& attempt) {
    const Status checked = crypto::verify_password(attempt.pin_hash, as_bytes(request.pin()));
    if (!checked.ok() && checked.error().code != ErrorCode::kUnauthenticated) return checked.error();
    if (!checked.ok()) {
        const bool locked = rules::is_locked(attempt.after, clock_.now());
        const auto event = locked ? record::Event::kLockedOut : record::Event::kSignInRefused;
        TRY(writer_.run(Actor::system(),
                        [&](Work& work) { return work.audit(event, attempt.resident, device.id.to_string()); }));
        SignInResponse response = answer(locked ? SignInResponse::LOCKED : SignInResponse::WRONG);
        if (locked) {
            response.set_locked_until_ms(attempt.after.locked_until.ms());
        } else {
            response.set_attempts_left(rules::attempts_left(attempt.after, policy_.lockout));
        }
        return response;
    }
    if (request.new_pin().empty()) {
        if (!attempt.must_change) return open_session(device, attempt, {});
        TRY(forgive(device, attempt));
        return answer(SignInResponse::MUST_CHANGE_PIN);
    }
    const bool same = crypto::same(as_bytes(request.pin()), as_bytes(request.new_pin()));
    if (same || !check_new_pin(as_bytes(request.new_pin()), attempt.number, policy_.pin).ok()) {
        TRY(forgive(device, attempt));
        return answer(SignInResponse::WEAK_PIN);
    }
    const std::string new_hash = TRY(hash_pin(as_bytes(request.new_pin())));
    return open_session(device, attempt, new_hash);
}

/// The right PIN: the attempts that were counted against the person and the terminal are given back.
Status SignIn::forgive(const Device& device, const Attempt& attempt) {
    return writer_.run(Actor::resident(attempt.resident), [&](Work& work) -> Status {
        TRY(work.db().run("UPDATE resident SET pin_failures = 0, pin_locks = 0, pin_locked_until_ms = 0 WHERE id = $1",
                          attempt.resident));
        return work.db().run("UPDATE device SET pin_failures = 0, pin_locks = 0, pin_locked_until_ms = 0 WHERE id = $1",
                             device.id);
    });
}

Result<SignInResponse> SignIn::open_session(const Device& device, const Attempt& attempt, const std::string& new_hash) {
    SignInResponse response = answer(SignInResponse::SIGNED_IN);
    rules::Turn turn;
    const Bytes box = TRY(crypto::seal_to(device.box_key, attempt.vault_key.bytes()));
    TRY(writer_.run(Actor::resident(attempt.resident), [&](Work& work) -> Status {
        const auto last = TRY(work.db().first(
            "SELECT last_sign_in_ms, last_sign_in_place, pin_hash FROM resident WHERE id = $1",
            [&](const database::Row& row) {
                response.set_last_sign_in_ms(row.integer(0));
                response.set_last_sign_in_place(row.string(1));
                return row.string(2);
            },
            attempt.resident));
        if (!last || *last != attempt.pin_hash)
            return Error(ErrorCode::kUnavailable, "The PIN was changed meanwhile; try again.");
        TRY(note_offline_sessions(work, attempt.resident, device.id, attempt.offline_sessions));
        turn = TRY(next_turn(work, attempt.resident, attempt.quick_look));
        if (turn.verdict != rules::TurnVerdict::kMay) return {};
        if (!new_hash.empty()) TRY(residents_.set_pin(work, attempt.resident, new_hash, false));
        TRY(work.db().run("UPDATE session SET ended_ms = $2 WHERE device = $1 AND ended_ms = 0", device.id,
                          work.now()));
        const SessionId session = work.make_id<SessionId>();
        TRY(work.db().run(
            "INSERT INTO session (id, resident, device, began_ms, quick_look) VALUES ($1, $2, $3, $4, $5)", session,
            attempt.resident, device.id, work.now(), attempt.quick_look));
        TRY(work.db().run(
            "UPDATE resident SET last_sign_in_ms = $2, last_sign_in_place = $3, pin_failures = 0, pin_locks = 0, "
            "pin_locked_until_ms = 0 WHERE id = $1",
            attempt.resident, work.now(), device.name));
        TRY(work.db().run("UPDATE device SET pin_failures = 0, pin_locks = 0, pin_locked_until_ms = 0 WHERE id = $1",
                          device.id));
        work.touch(Scope::resident(attempt.resident), RecordKind::kProfile, attempt.resident);
        response.set_session_id(session.raw());
        return work.audit(record::Event::kSignedIn, attempt.resident, device.id.to_string());
    }));
    if (turn.verdict != rules::TurnVerdict::kMay) {
        TRY(forgive(device, attempt));
        return not_your_turn(turn, clock_.now());
    }
    response.set_session_limit_s(static_cast<std::int32_t>(turn.limit.count()));
    response.set_sessions_today(turn.sessions_today);
    response.set_resident_id(attempt.resident.raw());
    response.set_vault_key_box(std::string(as_text(box)));
    response.set_vault_public_key(attempt.vault_public_key);
    return response;
}

Status SignIn::sign_out(const Device& device, const wire::SignOutRequest& request) {
    const SessionId session = TRY(SessionId::from_bytes(request.session_id()));
    const ResidentId resident = TRY(ResidentId::from_bytes(request.resident_id()));
    return writer_.run(Actor::resident(resident), [&](Work& work) -> Status {
        TRY(work.db().run(
            "UPDATE session SET ended_ms = $4 WHERE id = $1 AND device = $2 AND resident = $3 AND ended_ms = 0",
            session, device.id, resident, work.now()));
        if (work.db().changes() == 0) return {};
        return work.audit(record::Event::kSignedOut, resident, device.id.to_string());
    });
}

}  // namespace dayroom::facility
