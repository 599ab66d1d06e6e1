// What sign-in needs, in device.db: vault keys wrapped by PIN for sign-in without the hub, and the count of wrong
// attempts, which survives a restart. Resident numbers are trimmed and upper case before they come here.
#pragma once

#include <optional>
#include <string>

#include "platform/base/id.h"
#include "platform/base/result.h"
#include "platform/base/time.h"
#include "platform/crypto/password.h"
#include "platform/crypto/secret.h"
#include "platform/database/connection.h"
#include "platform/rules/lockout.h"

namespace dayroom::store {

struct OpenedWrap {
    ResidentId resident;
    Secret vault_key;
    crypto::ArgonCost cost;  // below today's: wrap again
};

/// A vault key under a PIN.
struct PinWrap {
    crypto::Salt salt{};
    crypto::ArgonCost cost;
    Bytes wrapped;
};

/// `salt` from crypto::make_salt. Takes the Argon2 time, and no store: nobody need wait for it.
Result<PinWrap> make_pin_wrap(const ResidentId& resident, ByteView pin, const Secret& vault_key,
                              const crypto::Salt& salt, const crypto::ArgonCost& cost);

class SignInStore {
public:
    explicit SignInStore(database::Connection& connection) : connection_(connection) {}

    /// Replaces the resident's wrap.
    Status keep(const ResidentId& resident, const std::string& resident_number, const PinWrap& wrap, Timestamp now);
    /// Makes and keeps one.
    Status wrap(const ResidentId& resident, const std::string& resident_number, ByteView pin, const Secret& vault_key,
                const crypto::Salt& salt, const crypto::ArgonCost& cost, Timestamp now);
    /// kNotFound: never signed in here, only the hub can tell. kUnauthenticated: wrong PIN (count it with
    /// note_failure). Takes the Argon2 time.
    Result<OpenedWrap> unwrap(const std::string& resident_number, ByteView pin);
    Result<bool> has_wrap(const ResidentId& resident);
    Result<std::optional<ResidentId>> resident_of(const std::string& resident_number);
    Result<std::optional<std::string>> number_of(const ResidentId& resident);
    /// The vault file is then worth nothing: transfer, release, a PIN reset at the hub.
    Status forget(const ResidentId& resident);

    /// kLocked while attempts are refused (detail holds nothing personal).
    Status check_allowed(const std::string& resident_number, Timestamp now);
    Result<rules::Lockout> lockout(const std::string& resident_number);
    /// Returns the state after this failure.
    Result<rules::Lockout> note_failure(const std::string& resident_number, const rules::LockoutPolicy& policy,
                                        Timestamp now);
    Status note_success(const std::string& resident_number);

private:
    database::Connection& connection_;
};

}  // namespace dayroom::store
