#include "platform/sync/hub_clock.h"

namespace dayroom::sync {

Timestamp HubClock::now() const {
    const std::lock_guard lock(mutex_);
    if (!heard_) return machine_.now();
    return hub_at_ + std::chrono::duration_cast<Milliseconds>(machine_.steady() - heard_at_);
}

void HubClock::hear(Timestamp hub_now, MonotonicTime sent) {
    const MonotonicTime arrived = machine_.steady();
    const std::lock_guard lock(mutex_);
    heard_ = true;
    heard_at_ = arrived;
    hub_at_ = hub_now + std::chrono::duration_cast<Milliseconds>((arrived - sent) / 2);
}

Milliseconds HubClock::offset() const {
    const Timestamp hub = now();
    const std::lock_guard lock(mutex_);
    return heard_ ? hub - machine_.now() : Milliseconds(0);
}

}  // namespace dayroom::sync
