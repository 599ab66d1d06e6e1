#include "platform/base/time.h"

namespace dayroom {

Timestamp SystemClock::now() const {
    const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
    return Timestamp::from_ms(std::chrono::duration_cast<Milliseconds>(since_epoch).count());
}

MonotonicTime SystemClock::steady() const {
    const auto since_boot = std::chrono::steady_clock::now().time_since_epoch();
    return MonotonicTime::from_ns(std::chrono::duration_cast<std::chrono::nanoseconds>(since_boot).count());
}

}  // namespace dayroom
