#include "platform/sync/hub_clock.h"

namespace dayroom::sync {

Timestamp HubClock::hub_now() const {
    return hub_at_ + std::chrono::duration_cast<Milliseconds>(machine_.steady() - heard_at_);
}

std::optional<Timestamp> HubClock::machine_says() const {
    const Timestamp machine = machine_.now();
    if (!earlier_) return machine;
    const Timestamp floor = earlier_->hub - kClockTolerance;
    for (const Timestamp possible : {machine + earlier_->offset(), machine}) {
        if (possible >= floor) return possible;
    }
    return std::nullopt;
}

Timestamp HubClock::now() const {
    const std::lock_guard lock(mutex_);
    if (heard_) return hub_now();
    if (const auto said = machine_says()) return *said;
    return earlier_->hub;
}

void HubClock::remember(const store::HubTime& earlier) {
    const std::lock_guard lock(mutex_);
    earlier_ = earlier;
}

void HubClock::hear(Timestamp hub_now, MonotonicTime sent) {
    const MonotonicTime arrived = machine_.steady();
    const std::lock_guard lock(mutex_);
    heard_ = true;
    heard_at_ = arrived;
    hub_at_ = hub_now + std::chrono::duration_cast<Milliseconds>((arrived - sent) / 2);
}

std::optional<store::HubTime> HubClock::heard() const {
    const std::lock_guard lock(mutex_);
    if (!heard_) return std::nullopt;
    return store::HubTime{hub_now(), machine_.now()};
}

bool HubClock::lost() const {
    const std::lock_guard lock(mutex_);
    return !heard_ && !machine_says();
}

bool is_off(const store::HubTime& time) { return std::chrono::abs(time.offset()) > kClockTolerance; }

}  // namespace dayroom::sync
