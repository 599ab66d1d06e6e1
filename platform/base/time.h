// Time as types, and the clock as something that is handed in. Only SystemClock reads the real clock (scripts/lint
// checks).
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>

namespace dayroom {

using Milliseconds = std::chrono::milliseconds;
using Seconds = std::chrono::seconds;

/// A point in calendar time: milliseconds since 1970-01-01 UTC. What is stored, sent and shown.
class Timestamp {
public:
    constexpr Timestamp() = default;
    static constexpr Timestamp from_ms(std::int64_t ms) { return Timestamp(ms); }
    constexpr std::int64_t ms() const { return ms_; }
    constexpr bool is_set() const { return ms_ != 0; }
    constexpr auto operator<=>(const Timestamp&) const = default;
    constexpr Timestamp operator+(Milliseconds d) const { return Timestamp(ms_ + d.count()); }
    constexpr Timestamp operator-(Milliseconds d) const { return Timestamp(ms_ - d.count()); }
    constexpr Milliseconds operator-(Timestamp other) const { return Milliseconds(ms_ - other.ms_); }

private:
    explicit constexpr Timestamp(std::int64_t ms) : ms_(ms) {}
    std::int64_t ms_ = 0;
};

/// A point on the machine's own steady clock: for time-outs and intervals. Never stored or sent.
class MonotonicTime {
public:
    constexpr MonotonicTime() = default;
    static constexpr MonotonicTime from_ns(std::int64_t ns) { return MonotonicTime(ns); }
    constexpr std::int64_t ns() const { return ns_; }
    constexpr auto operator<=>(const MonotonicTime&) const = default;
    constexpr MonotonicTime operator+(std::chrono::nanoseconds d) const { return MonotonicTime(ns_ + d.count()); }
    constexpr std::chrono::nanoseconds operator-(MonotonicTime other) const {
        return std::chrono::nanoseconds(ns_ - other.ns_);
    }

private:
    explicit constexpr MonotonicTime(std::int64_t ns) : ns_(ns) {}
    std::int64_t ns_ = 0;
};

/// Where time comes from. Implementations are safe to call from any thread.
class Clock {
public:
    virtual ~Clock() = default;
    virtual Timestamp now() const = 0;
    virtual MonotonicTime steady() const = 0;
};

class SystemClock final : public Clock {
public:
    Timestamp now() const override;
    MonotonicTime steady() const override;
};

}  // namespace dayroom
