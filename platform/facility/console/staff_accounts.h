// People who work at the console: one account each, so that the audit log names a person and not a shared role. Made by
// IT (or by `dayroom-hub staff add`, the first); a new or reset account has a one-time password and no authenticator.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "platform/crypto/secret.h"
#include "platform/facility/feed/work.h"

namespace dayroom::facility {

using StaffId = Id<struct StaffTag>;

/// What an account may be: the roles of the staff API but the provider network's.
inline constexpr std::array<std::string_view, 5> kStaffRoles = {"reviewer", "trust_office", "request_staff", "it",
                                                                "auditor"};
bool is_staff_role(std::string_view role);

inline constexpr int kMaxStaffAccounts = 1'000;
inline constexpr std::size_t kMaxStaffName = 40;  // characters: ASCII letters, digits, " .-_'"
inline constexpr std::size_t kMinPassword = 12;   // bytes
inline constexpr std::size_t kMaxPassword = 128;

struct StaffAccount {
    StaffId id;
    std::string name;
    std::string role;
    bool active = true;
    bool has_totp = false;  // an authenticator was set up
    Timestamp last_sign_in;
};

/// "J. Ortiz" → "j. ortiz": accounts are the same when this is. kInvalid for a name that may not be.
Result<std::string> staff_name_key(std::string_view name);

/// 16 letters and digits in fours ("k7mp-4rtq-9vxd-h2nw"), none that looks like another: 78 bits, to be typed once.
Secret make_one_time_password(Random& random);
/// kInvalid "weak_password" for fewer than kMinPassword bytes or more than kMaxPassword, for what is not UTF-8, for one
/// that holds the person's name, repeats few letters or is a common one.
Status check_new_password(ByteView password, std::string_view name);

class StaffAccounts {
public:
    /// `password_hash`: of a one-time password. kConflict "name_taken"; kInvalid for a bad name or role; kTooLarge.
    Status add(Work& work, const StaffId& id, std::string_view name, std::string_view role,
               const std::string& password_hash);
    /// A suspended account cannot sign in and has no sessions. kConflict "last_it" for the only active account of IT.
    Status set_state(Work& work, const StaffId& id, bool active);
    /// A lost phone or a forgotten password: a new one-time password, no authenticator, no lock, no sessions.
    Status reset(Work& work, const StaffId& id, const std::string& password_hash);

    /// By name.
    Result<std::vector<StaffAccount>> list(database::Connection& connection);
    Result<StaffAccount> find(database::Connection& connection, const StaffId& id);
};

}  // namespace dayroom::facility
