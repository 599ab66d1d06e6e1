// The machine's clock; in test builds ahead of it by the minutes of DAYROOM_CLOCK_AHEAD_MINUTES (below zero: behind),
// so that a journey sees what takes days, and a terminal whose clock is wrong.
#pragma once

#include "platform/base/time.h"

namespace dayroom {

#ifdef DAYROOM_TEST_BUILD
class ClockAhead final : public Clock {
public:
    ClockAhead();
    Timestamp now() const override { return machine_.now() + ahead_; }
    MonotonicTime steady() const override { return machine_.steady(); }

private:
    SystemClock machine_;
    Milliseconds ahead_{0};
};
using MachineClock = ClockAhead;
#else
using MachineClock = SystemClock;
#endif

}  // namespace dayroom
