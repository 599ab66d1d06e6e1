// One person's daily brake as somebody with pencil and paper would keep it: a limit, what was spent today, and what
// comes tomorrow. Written without a look at the hub's own way. Its clock is never set back.
#pragma once

#include <algorithm>
#include <cstdint>

#include "platform/base/time.h"

namespace dayroom::test {

class PaperBrake {
public:
    /// Cents a day; zero: none.
    std::int64_t limit(Timestamp now) {
        turn_to(now);
        return limit_;
    }
    std::int64_t left(Timestamp now) {
        turn_to(now);
        return std::max<std::int64_t>(limit_ - spent_, 0);
    }
    /// Less counts now, and forgets what was to come; more, or none, tomorrow.
    void choose(std::int64_t daily, Timestamp now) {
        turn_to(now);
        tomorrow_ = limit_;
        if (daily > 0 && (limit_ == 0 || daily < limit_)) {
            if (limit_ == 0) counts_since_ = now;
            limit_ = tomorrow_ = daily;
            return;
        }
        tomorrow_ = daily;
    }
    bool allows(std::int64_t cents, Timestamp now) { return limit(now) == 0 || cents <= left(now); }
    void spend(std::int64_t cents, Timestamp now) {
        if (limit(now) > 0) spent_ += cents;
    }
    /// What was set aside at `made` and is free again.
    void give_back(std::int64_t cents, Timestamp made, Timestamp now) {
        turn_to(now);
        if (day_of(made) == day_ && made >= counts_since_) spent_ = std::max<std::int64_t>(spent_ - cents, 0);
    }

private:
    static std::int64_t day_of(Timestamp at) {
        constexpr std::int64_t kHourMs = 3'600'000;
        return (at.ms() - 5 * kHourMs) / (24 * kHourMs);  // Chicago in summer
    }
    void turn_to(Timestamp now) {
        if (day_of(now) == day_) return;
        day_ = day_of(now);
        limit_ = tomorrow_;
        spent_ = 0;
    }
    std::int64_t limit_ = 0;
    std::int64_t tomorrow_ = 0;
    std::int64_t spent_ = 0;
    std::int64_t day_ = 0;
    Timestamp counts_since_;
};

}  // namespace dayroom::test
