// Who runs a command of the hub, for the audit log: the person at the operating system, since a command line has no
// account of staff. It is as good as the system's own accounts: root can be anybody.
#pragma once

#include <string>
#include <string_view>

#include "platform/facility/feed/work.h"

namespace dayroom::hub {

inline constexpr std::size_t kMaxAdministratorName = 32;  // characters, as useradd(8) has it

/// Of the process.
struct OsUser {
    unsigned uid = 0;       // the real one
    std::string name;       // of the password database; empty: none
    std::string sudo_user;  // SUDO_USER
};
OsUser this_os_user();

/// Who it is: whom sudo names where root runs it, else the user's own name. A name that is none (1 to
/// kMaxAdministratorName of letters, digits, "_", "-" and ".", not "-" first) counts as missing; without one the number
/// is said: "uid-1000".
std::string administrator_name(const OsUser& user);
/// "administrator.alice" in the audit log, where staff stand as "it" or "reviewer"; acts as the system.
facility::Actor administrator(const OsUser& user);

}  // namespace dayroom::hub
