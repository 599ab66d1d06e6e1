#include "platform/base/clock_ahead.h"

#include <cstdlib>

namespace dayroom {

#ifdef DAYROOM_TEST_BUILD
ClockAhead::ClockAhead() {
    if (const char* minutes = std::getenv("DAYROOM_CLOCK_AHEAD_MINUTES"))
        ahead_ = std::chrono::minutes(std::strtol(minutes, nullptr, 10));
}
#endif

}  // namespace dayroom
