// Signing in: at the hub when it can be reached, else with the vault key that the PIN unwraps here. Runs on the work
// thread: it waits for the network and for Argon2. PINs live in locked memory and nowhere longer than this call.
#pragma once

#include <set>

#include "platform/agent/agent_log.h"
#include "platform/agent/identity.h"
#include "platform/agent/session.h"
#include "platform/sync/hub_api.h"

namespace dayroom::agent {

struct SignInAttempt {
    std::string resident_number;  // as typed
    Secret pin;
    Secret new_pin;  // empty: none
    bool quick_look = false;
    Seconds busy_limit{0};  // somebody waits in line: no session is longer; 0: as long as it may be
};

struct SignInOutcome {
    std::optional<local::Problem> problem;  // refused
    local::SignedIn signed_in;              // else: OK with a session, or MUST_CHANGE_PIN without
    std::unique_ptr<Session> session;
    bool commands_queued = false;
    std::vector<local::ToTerminal> told;  // what the hub refused meanwhile
    bool scope_was_reset = false;         // the vault was begun again: the feed has to be asked afresh
};

class SignIn {
public:
    SignIn(sync::SharedStore& store, const Identity& identity, sync::HubApi hub, const Clock& clock, Random& random,
           std::filesystem::path vaults, std::set<ResidentId>& damaged)
        : store_(store),
          identity_(identity),
          hub_(hub),
          clock_(clock),
          random_(random),
          vaults_(std::move(vaults)),
          damaged_(damaged) {}

    SignInOutcome run(SignInAttempt attempt);
    /// Whether this is the PIN of somebody who is signed in: their signature. By the wrapped key, as without the hub;
    /// what is wrong counts towards the lock-out. A problem: "wrong_pin", "locked", "denied" (no key is kept here any
    /// more).
    Result<std::optional<local::Problem>> check_pin(const ResidentId& resident, const Secret& pin);

private:
    struct Key {
        ResidentId resident;
        Secret vault_key;
        std::string hub_session;
        Timestamp last_sign_in;
        std::string last_place;
        bool offline = false;
        bool quick_look = false;
        Seconds limit{0};
        int sessions_left = -1;
    };
    using KeyOr = std::variant<Key, SignInOutcome>;

    Result<KeyOr> find_key(const SignInAttempt& attempt);
    Result<KeyOr> take_hub_answer(const SignInAttempt& attempt, const wire::SignInResponse& answer);
    Result<KeyOr> offline(const SignInAttempt& attempt);
    /// Under the lock: the facility's rule, with the sessions that this terminal knows of.
    Result<rules::Turn> turn_here(const ResidentId& resident, bool quick_look);
    /// What the hub has not heard of goes along.
    Status add_offline_sessions(wire::SignInRequest& request);
    /// Counts it; what to say.
    Result<local::Problem> wrong_pin(const std::string& number, int attempts_left_at_hub);
    /// What to say to somebody who is locked out; nothing: they are not.
    Result<std::optional<local::Problem>> locked_out(const std::string& number);
    Result<SignInOutcome> open(const Key& key);
    Status fill(Session& session, const Key& key, SignInOutcome& outcome);
    Result<rules::LockoutPolicy> policy();
    void put_on_record(record::Event event, record::Outcome outcome, const ResidentId& resident,
                       const std::string& code);

    sync::SharedStore& store_;
    const Identity& identity_;
    sync::HubApi hub_;
    const Clock& clock_;
    Random& random_;
    std::filesystem::path vaults_;
    std::set<ResidentId>& damaged_;  // vaults found broken while they were open; guarded by the store's lock
};

/// Trimmed and upper case; kInvalid when it is no resident number.
Result<std::string> clean_resident_number(std::string_view typed);

}  // namespace dayroom::agent
