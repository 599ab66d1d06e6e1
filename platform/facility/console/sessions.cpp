#include "platform/facility/console/sessions.h"

#include "platform/crypto/labels.h"

namespace dayroom::facility {
namespace {

constexpr std::size_t kCookieCharacters = 43;  // 32 bytes in base64url
constexpr std::size_t kMaxRemembered = 4'000;

Error unknown_session() {
    return Error(ErrorCode::kUnauthenticated, "Nobody is signed in here, or the session has ended.");
}

Secret cookie_text(const Secret& secret) {
    std::string text = to_base64url(secret.bytes());
    return Secret::take_from(text);
}

}  // namespace

Result<Secret> ConsoleSessions::open(Work& work, const StaffId& account) {
    TRY(work.db().run(
        "DELETE FROM staff_session WHERE account = $1 AND (ended_ms > 0 OR began_ms <= $2 OR seen_ms <= $3)", account,
        work.now() - kSessionAbsolute, work.now() - kSessionIdle - kWriteSeen));
    TRY(
        work.db().run("UPDATE staff_session SET ended_ms = $2 WHERE secret_hash IN (SELECT secret_hash FROM "
                      "staff_session WHERE account = $1 AND ended_ms = 0 ORDER BY began_ms DESC LIMIT 1000 OFFSET $3)",
                      account, work.now(), kMaxSessions - 1));
    const Secret secret = Secret::random(kKeyBytes, *work.context().random);
    TRY(work.db().run("INSERT INTO staff_session (secret_hash, account, began_ms, seen_ms) VALUES ($1, $2, $3, $3)",
                      crypto::blake2b(secret.bytes()), account, work.now()));
    return cookie_text(secret);
}

Status ConsoleSessions::end(Work& work, const ConsoleSession& session) {
    TRY(work.db().run("UPDATE staff_session SET ended_ms = $2 WHERE secret_hash = $1 AND ended_ms = 0",
                      session.secret_hash, work.now()));
    return work.audit(record::Event::kStaffSignedOut, session.account);
}

Result<std::string> ConsoleSessions::csrf_token(std::string_view cookie) {
    if (cookie.size() != kCookieCharacters) return unknown_session();
    auto bytes = from_base64url(cookie);
    if (!bytes.ok() || bytes.value().size() != kKeyBytes) return unknown_session();
    const Secret secret = Secret::copy_of(bytes.value());
    wipe(bytes.value());
    return to_base64url(crypto::derive_key(secret, crypto::kLabelCsrf).bytes());
}

Result<std::shared_ptr<const ConsoleSession>> ConsoleSessions::find(std::string_view cookie, bool active) {
    if (cookie.size() != kCookieCharacters) return unknown_session();
    auto bytes = from_base64url(cookie);
    if (!bytes.ok() || bytes.value().size() != kKeyBytes) return unknown_session();
    const crypto::Digest hash = crypto::blake2b(bytes.value());
    wipe(bytes.value());
    const std::lock_guard lock(mutex_);
    Known* known = TRY(look_up(hash, to_string(hash)));
    const Timestamp now = clock_.now();
    if (now >= known->session->began + kSessionAbsolute || now >= known->seen + kSessionIdle) return unknown_session();
    const auto session = known->session;
    if (active) note_seen(*known, now);
    return session;
}

/// What is known of this session, no older than kRemember. What was seen of it here counts beside what was written.
Result<ConsoleSessions::Known*> ConsoleSessions::look_up(const crypto::Digest& hash, const std::string& key) {
    const MonotonicTime now = clock_.steady();
    const auto before = known_.find(key);
    if (before != known_.end() && now < before->second.until) return &before->second;
    if (now - second_began_ >= Seconds(1)) {
        second_began_ = now;
        misses_ = 0;
    }
    if (misses_ >= kMaxMisses)
        return Error(ErrorCode::kUnavailable, "Too many unknown sessions: try again in a second.");
    Timestamp seen;
    const auto found = TRY(connection_->first(
        "SELECT a.id, a.name, a.role, s.began_ms, s.seen_ms FROM staff_session s JOIN staff_account a ON a.id = "
        "s.account WHERE s.secret_hash = $1 AND s.ended_ms = 0 AND a.state = 1",
        [&](const database::Row& row) {
            seen = row.time(4);
            return ConsoleSession{hash, row.id<StaffId>(0), row.string(1), row.string(2), row.time(3)};
        },
        hash));
    if (!found) {
        ++misses_;
        known_.erase(key);
        return unknown_session();
    }
    Known known{std::make_shared<const ConsoleSession>(*found), seen, seen, now + kRemember};
    if (before != known_.end()) {
        known.seen = std::max(seen, before->second.seen);
        known.written = std::max(seen, before->second.written);
        return &(before->second = std::move(known));
    }
    if (known_.size() >= kMaxRemembered) known_.clear();
    return &(known_[key] = std::move(known));
}

void ConsoleSessions::note_seen(Known& known, Timestamp now) {
    known.seen = std::max(known.seen, now);
    if (now < known.written + kWriteSeen) return;
    known.written = now;
    // A hub that is busy or stopping may leave it out: memory still has it.
    (void)writer_.submit(
        Actor::system(),
        [hash = known.session->secret_hash, now](Work& work) {
            return work.db().run("UPDATE staff_session SET seen_ms = $2 WHERE secret_hash = $1 AND seen_ms < $2", hash,
                                 now);
        },
        [](Status) {});
}

void ConsoleSessions::forget() {
    const std::lock_guard lock(mutex_);
    for (auto& [key, known] : known_) known.until = MonotonicTime();
}

}  // namespace dayroom::facility
