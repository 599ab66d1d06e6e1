// The newest head of each terminal's audit chain, as it came with its last sync: a log that is cut off or changed shows
// at its next call. In memory, begun from what health reports left in hub.db. Safe from any thread.
#pragma once

#include <mutex>
#include <string>
#include <unordered_map>

#include "platform/facility/devices/devices.h"

namespace dayroom::facility {

class AuditHeads {
public:
    Status load(database::Connection& connection);
    /// Compares and keeps the new one, so that one break is told once.
    AuditAnchor see(const DeviceId& device, std::int64_t sequence, const std::string& head);

private:
    struct Head {
        std::int64_t sequence = 0;
        std::string hash;
    };
    std::mutex mutex_;
    std::unordered_map<DeviceId, Head> heads_;
};

}  // namespace dayroom::facility
