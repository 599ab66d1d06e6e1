#include "platform/facility/integration/list_readings.h"

#include "platform/crypto/hash.h"

namespace dayroom::facility {
namespace {

/// Of one size, however long the filter is.
std::string key_of(const StaffCaller& caller, std::string_view list) {
    const std::string who = caller.session ? to_string(caller.session->secret_hash) : caller.id.to_string();
    crypto::Blake2b hash;
    return to_string(hash.update_sized(as_bytes(who)).update_sized(as_bytes(list)).finish());
}

}  // namespace

bool ListReadings::is_known(const StaffCaller& caller, std::string_view list, Timestamp now) {
    const std::string key = key_of(caller, list);
    const std::scoped_lock lock(mutex_);
    const auto found = recorded_.find(key);
    return found != recorded_.end() && now < found->second + kOnceIn;
}

void ListReadings::keep(const StaffCaller& caller, std::string_view list, Timestamp now) {
    std::string key = key_of(caller, list);
    const std::scoped_lock lock(mutex_);
    if (recorded_.size() >= kMost) recorded_.clear();
    recorded_.insert_or_assign(std::move(key), now);
}

}  // namespace dayroom::facility
