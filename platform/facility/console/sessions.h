// Console sessions: a random secret in the browser's cookie, its hash in hub.db. A session ends after 15 minutes
// without a call, after 12 hours, at sign-out, and when the account is suspended or reset (by another process: within
// kRemember).
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "platform/crypto/hash.h"
#include "platform/facility/console/staff_accounts.h"
#include "platform/facility/feed/writer.h"

namespace dayroom::facility {

inline constexpr Milliseconds kSessionIdle = std::chrono::minutes(15);
inline constexpr Milliseconds kSessionAbsolute = std::chrono::hours(12);
inline constexpr int kMaxSessions = 3;  // of one account; the oldest ends
/// The prefix keeps other hosts and plain HTTP from setting it (RFC 6265bis §4.1.3.2).
inline constexpr std::string_view kSessionCookie = "__Host-dayroom-console";

struct ConsoleSession {
    crypto::Digest secret_hash{};
    StaffId account;
    std::string name;
    std::string role;
    Timestamp began;
};

class ConsoleSessions {
public:
    /// hub.db is asked again after this time.
    static constexpr Milliseconds kRemember{5'000};
    /// How often a session's last call is written down.
    static constexpr Milliseconds kWriteSeen{60'000};
    /// Look-ups of unknown cookies a second; more are refused unseen.
    static constexpr int kMaxMisses = 50;

    /// `connection`: its own reader. `writer` and `clock` outlive it.
    ConsoleSessions(std::unique_ptr<database::Connection> connection, Writer& writer, const Clock& clock)
        : connection_(std::move(connection)), writer_(writer), clock_(clock) {}

    /// A new session's cookie value (43 characters): to be told once. Beyond kMaxSessions the oldest ends.
    static Result<Secret> open(Work& work, const StaffId& account);
    static Status end(Work& work, const ConsoleSession& session);

    /// Whose cookie this is: from memory, or one short read. `active`: the call counts against the idle limit. Errors:
    /// kUnauthenticated, kUnavailable. Safe from any thread.
    Result<std::shared_ptr<const ConsoleSession>> find(std::string_view cookie, bool active);
    /// After a commit that changed accounts or sessions: what is remembered counts no more.
    void forget();

    /// What the page must send back with everything that changes something. Made from the cookie, so kept nowhere.
    static Result<std::string> csrf_token(std::string_view cookie);

private:
    struct Known {
        std::shared_ptr<const ConsoleSession> session;
        Timestamp seen;
        Timestamp written;
        MonotonicTime until;
    };
    Result<Known*> look_up(const crypto::Digest& hash, const std::string& key);
    void note_seen(Known& known, Timestamp now);

    std::mutex mutex_;
    std::unique_ptr<database::Connection> connection_;
    Writer& writer_;
    const Clock& clock_;
    std::unordered_map<std::string, Known> known_;
    MonotonicTime second_began_;
    int misses_ = 0;
};

}  // namespace dayroom::facility
