#include "platform/facility/devices/audit_heads.h"

namespace dayroom::facility {

Status AuditHeads::load(database::Connection& connection) {
    const std::lock_guard lock(mutex_);
    return connection.each("SELECT device, audit_sequence, audit_head FROM device_health",
                           [&](const database::Row& row) {
                               heads_[row.id<DeviceId>(0)] = {row.integer(1), to_string(row.bytes(2))};
                           });
}

AuditAnchor AuditHeads::see(const DeviceId& device, std::int64_t sequence, const std::string& head) {
    const std::lock_guard lock(mutex_);
    const auto [known, is_new] = heads_.try_emplace(device, Head{sequence, head});
    if (is_new) return AuditAnchor::kGood;
    const Head before = std::exchange(known->second, Head{sequence, head});
    if (sequence < before.sequence) return AuditAnchor::kBackwards;
    if (sequence == before.sequence && head != before.hash) return AuditAnchor::kForked;
    return AuditAnchor::kGood;
}

}  // namespace dayroom::facility
