// Who may use the console: name, password and a code of the authenticator.
//
// Every attempt is counted, durably, before the password is looked at; the right password and code give it back. Five
// wrong attempts in a row lock the account, each time for longer (platform/rules/lockout.h). What was wrong is never
// said, and a name that nobody has takes as long and locks as well. At the first sign-in the authenticator is set up
// and the one-time password replaced; nothing is granted before both are done.
#pragma once

#include <mutex>
#include <unordered_map>

#include "platform/crypto/password.h"
#include "platform/facility/console/sessions.h"
#include "platform/rules/lockout.h"

namespace dayroom::facility {

inline constexpr rules::LockoutPolicy kStaffLockout{5, Seconds(300)};  // 5, 10, 20, 40, 80 minutes

struct ConsoleCredentials {
    std::string name;
    Secret password;
    Secret code;          // 6 digits; empty: not given
    Secret new_password;  // empty: not given
};

struct ConsoleAnswer {
    enum class Verdict {
        kSignedIn,
        kWrong,           // name, password or code
        kLocked,          // until locked_until
        kEnrolTotp,       // the password is right, no authenticator yet: totp_secret, then again with a code
        kChangePassword,  // again with new_password; the code stays good
        kWeakPassword     // that new_password may not be: again with another
    } verdict = Verdict::kWrong;
    Timestamp locked_until;
    Secret totp_secret;  // base32
    Secret cookie;       // of the new session
    std::string name;
    std::string role;
};

class ConsoleSignIn {
public:
    /// All outlive it. `random`: safe from any thread.
    ConsoleSignIn(Writer& writer, const Clock& clock, Random& random,
                  const crypto::ArgonCost& cost = crypto::ArgonCost())
        : writer_(writer), clock_(clock), random_(random), cost_(cost) {}

    /// Blocks for the password check (about 60 ms of one core, 64 MiB; twice with a new password) and two commits: on
    /// the pool for PINs. Errors: kUnavailable, kIo.
    Result<ConsoleAnswer> sign_in(const ConsoleCredentials& given);

private:
    struct Attempt;
    Result<Attempt> count_attempt(const std::string& name_key);
    ConsoleAnswer refuse_stranger(const ConsoleCredentials& given, const std::string& name_key);
    Result<ConsoleAnswer> refuse(const Attempt& attempt);
    Result<ConsoleAnswer> check_code(const ConsoleCredentials& given, const Attempt& attempt);
    Result<ConsoleAnswer> offer_authenticator(const Attempt& attempt);
    Result<ConsoleAnswer> grant(const Attempt& attempt, std::int64_t step, const std::string& new_hash);
    Status forgive(const Attempt& attempt);

    Writer& writer_;
    const Clock& clock_;
    Random& random_;
    crypto::ArgonCost cost_;
    std::mutex mutex_;
    std::unordered_map<std::string, rules::Lockout> strangers_;  // by name that nobody has
};

/// What an authenticator app takes from a QR code or a link.
std::string totp_uri(std::string_view name, const Secret& base32_secret);

}  // namespace dayroom::facility
