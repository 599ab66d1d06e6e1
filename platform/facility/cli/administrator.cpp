#include "platform/facility/cli/administrator.h"

#include <algorithm>
#include <cstdlib>
#include <vector>

#include <pwd.h>
#include <unistd.h>

namespace dayroom::hub {
namespace {

constexpr std::size_t kUserEntryBytes = 16 * 1024;

bool is_user_name(std::string_view name) {
    const auto is_letter = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
               c == '.';
    };
    return !name.empty() && name.size() <= kMaxAdministratorName && name[0] != '-' &&
           std::all_of(name.begin(), name.end(), is_letter);
}

}  // namespace

OsUser this_os_user() {
    OsUser user;
    user.uid = ::getuid();
    std::vector<char> space(kUserEntryBytes);
    passwd entry{};
    passwd* found = nullptr;
    if (::getpwuid_r(user.uid, &entry, space.data(), space.size(), &found) == 0 && found != nullptr)
        user.name = entry.pw_name;
    if (const char* sudo_user = std::getenv("SUDO_USER")) user.sudo_user = sudo_user;
    return user;
}

std::string administrator_name(const OsUser& user) {
    if (user.uid == 0 && is_user_name(user.sudo_user)) return user.sudo_user;
    if (is_user_name(user.name)) return user.name;
    return "uid-" + std::to_string(user.uid);
}

facility::Actor administrator(const OsUser& user) {
    facility::Actor actor = facility::Actor::system();
    actor.role = "administrator." + administrator_name(user);
    return actor;
}

}  // namespace dayroom::hub
