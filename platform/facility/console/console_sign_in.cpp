#include "platform/facility/console/console_sign_in.h"

#include "platform/crypto/one_time_code.h"

namespace dayroom::facility {
namespace {

using Verdict = ConsoleAnswer::Verdict;
constexpr std::size_t kMaxStrangers = 4'096;

ConsoleAnswer verdict_only(Verdict verdict) {
    ConsoleAnswer made;
    made.verdict = verdict;
    return made;
}

ConsoleAnswer locked_until_then(Timestamp until) {
    ConsoleAnswer made = verdict_only(Verdict::kLocked);
    made.locked_until = until;
    return made;
}

}  // namespace

/// An account after the attempt was counted.
struct ConsoleSignIn::Attempt {
    bool known = false;
    bool is_locked = false;
    bool active = false;
    StaffId id;
    std::string name;
    std::string role;
    std::string password_hash;
    bool must_change = true;
    Secret totp_secret;  // empty: none was given out
    bool totp_confirmed = false;
    std::int64_t totp_used = 0;
    rules::Lockout after;  // as it stands if this attempt is wrong
    Timestamp locked_until;
};

Result<ConsoleSignIn::Attempt> ConsoleSignIn::count_attempt(const std::string& name_key) {
    Attempt attempt;
    TRY(writer_.run(Actor::system(), [&](Work& work) -> Status {
        const auto before = TRY(work.db().first(
            "SELECT id, name, role, state, password_hash, password_must_change, totp_secret, totp_confirmed, "
            "totp_used, failures, locks, locked_until_ms FROM staff_account WHERE name_key = $1",
            [&](const database::Row& row) {
                attempt.id = row.id<StaffId>(0);
                attempt.name = row.string(1);
                attempt.role = row.string(2);
                attempt.active = row.integer(3) == 1;
                attempt.password_hash = row.string(4);
                attempt.must_change = row.flag(5);
                attempt.totp_secret = Secret::copy_of(row.bytes(6));
                attempt.totp_confirmed = row.flag(7);
                attempt.totp_used = row.integer(8);
                return rules::Lockout{row.small(9), row.small(10), row.time(11)};
            },
            name_key));
        if (!before) return {};
        attempt.known = true;
        if (rules::is_locked(*before, work.now())) {
            attempt.is_locked = true;
            attempt.locked_until = before->locked_until;
            return work.audit(record::Event::kStaffSignInRefused, attempt.id, "locked", record::Outcome::kRefused);
        }
        attempt.after = rules::after_failure(*before, kStaffLockout, work.now());
        return work.db().run("UPDATE staff_account SET failures = $2, locks = $3, locked_until_ms = $4 WHERE id = $1",
                             attempt.id, attempt.after.failures, attempt.after.locks, attempt.after.locked_until);
    }));
    return attempt;
}

/// The same answers in the same time as for an account, so that names cannot be found out.
ConsoleAnswer ConsoleSignIn::refuse_stranger(const ConsoleCredentials& given, const std::string& name_key) {
    const Timestamp now = clock_.now();
    rules::Lockout state;
    {
        const std::lock_guard lock(mutex_);
        if (strangers_.size() >= kMaxStrangers && !strangers_.contains(name_key)) strangers_.clear();
        rules::Lockout& known = strangers_[name_key];
        if (rules::is_locked(known, now)) return locked_until_then(known.locked_until);
        known = rules::after_failure(known, kStaffLockout, now);
        state = known;
    }
    (void)crypto::derive_from_password(given.password.bytes(), crypto::Salt{}, cost_);
    return rules::is_locked(state, now) ? locked_until_then(state.locked_until) : verdict_only(Verdict::kWrong);
}

Result<ConsoleAnswer> ConsoleSignIn::sign_in(const ConsoleCredentials& given) {
    auto key = staff_name_key(given.name);
    if (!key.ok() || given.password.empty() || given.password.size() > kMaxPassword)
        return refuse_stranger(given, key.ok() ? key.value() : std::string());
    const Attempt attempt = TRY(count_attempt(key.value()));
    if (!attempt.known) return refuse_stranger(given, key.value());
    if (attempt.is_locked) return locked_until_then(attempt.locked_until);
    const Status checked = crypto::verify_password(attempt.password_hash, given.password.bytes());
    if (!checked.ok() && checked.error().code != ErrorCode::kUnauthenticated) return checked.error();
    if (!checked.ok() || !attempt.active) return refuse(attempt);
    if (!attempt.totp_confirmed && given.code.empty()) return offer_authenticator(attempt);
    return check_code(given, attempt);
}

Result<ConsoleAnswer> ConsoleSignIn::refuse(const Attempt& attempt) {
    const bool now_locked = rules::is_locked(attempt.after, clock_.now());
    const auto event = now_locked ? record::Event::kStaffLockedOut : record::Event::kStaffSignInRefused;
    TRY(writer_.run(Actor::system(), [&](Work& work) {
        return work.audit(event, attempt.id, attempt.active ? "" : "suspended", record::Outcome::kRefused);
    }));
    return now_locked ? locked_until_then(attempt.after.locked_until) : verdict_only(Verdict::kWrong);
}

Result<ConsoleAnswer> ConsoleSignIn::check_code(const ConsoleCredentials& given, const Attempt& attempt) {
    if (attempt.totp_secret.empty()) return refuse(attempt);
    const auto step = crypto::match_totp(attempt.totp_secret, given.code.bytes(), clock_.now(), attempt.totp_used);
    if (!step) return refuse(attempt);
    std::string new_hash;
    if (attempt.must_change || !given.new_password.empty()) {
        if (given.new_password.empty()) {
            TRY(forgive(attempt));
            return verdict_only(Verdict::kChangePassword);
        }
        const bool same = crypto::same(given.password.bytes(), given.new_password.bytes());
        if (same || !check_new_password(given.new_password.bytes(), attempt.name).ok()) {
            TRY(forgive(attempt));
            return verdict_only(Verdict::kWeakPassword);
        }
        new_hash = TRY(crypto::hash_password(given.new_password.bytes(), cost_));
    }
    return grant(attempt, *step, new_hash);
}

/// The password was right: the secret that this account sets up its authenticator with, the same until it is confirmed.
Result<ConsoleAnswer> ConsoleSignIn::offer_authenticator(const Attempt& attempt) {
    const Secret fresh = Secret::random(crypto::kTotpSecretBytes, random_);
    ConsoleAnswer made = verdict_only(Verdict::kEnrolTotp);
    made.name = attempt.name;
    TRY(writer_.run(Actor::system(), [&](Work& work) -> Status {
        TRY(work.db().run("UPDATE staff_account SET totp_secret = $2 WHERE id = $1 AND totp_secret IS NULL", attempt.id,
                          fresh.bytes()));
        return work.db().each(
            "SELECT totp_secret FROM staff_account WHERE id = $1",
            [&](const database::Row& row) { made.totp_secret = crypto::to_base32(row.bytes(0)); }, attempt.id);
    }));
    TRY(forgive(attempt));
    return made;
}

/// The attempt that was counted is given back.
Status ConsoleSignIn::forgive(const Attempt& attempt) {
    return writer_.run(Actor::staff(attempt.role, thing(attempt.id)), [&](Work& work) {
        return work.db().run("UPDATE staff_account SET failures = 0, locks = 0, locked_until_ms = 0 WHERE id = $1",
                             attempt.id);
    });
}

/// Takes the code, and opens the session, in one commit: of two requests with one code one gets in.
Result<ConsoleAnswer> ConsoleSignIn::grant(const Attempt& attempt, std::int64_t step, const std::string& new_hash) {
    ConsoleAnswer made = verdict_only(Verdict::kSignedIn);
    made.name = attempt.name;
    made.role = attempt.role;
    bool taken = false;
    TRY(writer_.run(Actor::staff(attempt.role, thing(attempt.id)), [&](Work& work) -> Status {
        TRY(
            work.db().run("UPDATE staff_account SET totp_used = $2, totp_confirmed = 1, failures = 0, locks = 0, "
                          "locked_until_ms = 0, last_sign_in_ms = $3 WHERE id = $1 AND totp_used < $2 AND state = 1 "
                          "AND password_hash = $4 AND totp_secret = $5",
                          attempt.id, step, work.now(), attempt.password_hash, attempt.totp_secret.bytes()));
        taken = work.db().changes() == 1;
        if (!taken) return {};
        if (!attempt.totp_confirmed) TRY(work.audit(record::Event::kStaffAuthenticatorSet, attempt.id));
        if (!new_hash.empty()) {
            TRY(work.db().run("UPDATE staff_account SET password_hash = $2, password_must_change = 0 WHERE id = $1",
                              attempt.id, new_hash));
            TRY(work.db().run("UPDATE staff_session SET ended_ms = $2 WHERE account = $1 AND ended_ms = 0", attempt.id,
                              work.now()));
            TRY(work.audit(record::Event::kStaffPasswordChanged, attempt.id));
        }
        made.cookie = TRY(ConsoleSessions::open(work, attempt.id));
        return work.audit(record::Event::kStaffSignedIn, attempt.id);
    }));
    return taken ? Result<ConsoleAnswer>(std::move(made)) : refuse(attempt);
}

std::string totp_uri(std::string_view name, const Secret& base32_secret) {
    std::string escaped;
    for (const char letter : name) {
        const bool plain = (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
                           (letter >= '0' && letter <= '9') || letter == '.' || letter == '-' || letter == '_';
        escaped += plain ? std::string(1, letter) : "%" + to_hex(as_bytes(std::string_view(&letter, 1)));
    }
    return "otpauth://totp/Dayroom:" + escaped + "?secret=" + to_string(base32_secret.bytes()) +
           "&issuer=Dayroom&algorithm=SHA1&digits=6&period=30";
}

}  // namespace dayroom::facility
