// One line a figure: what, ours, what it is compared with in the same run, the ratio, and the goal.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/result.h"
#include "platform/base/time.h"

namespace dayroom::bench {

/// A limit of the machine or another program's time for the same job, measured in this run.
struct Peer {
    std::string what;
    double value = 0;  // in the unit of ours
};
struct Goal {
    enum class Kind { kNone, kAtMost, kAtLeast };
    Kind kind = Kind::kNone;
    double value = 0;  // in the unit of ours
    static Goal at_most(double value) { return {Kind::kAtMost, value}; }
    static Goal at_least(double value) { return {Kind::kAtLeast, value}; }
};
struct Figure {
    std::string what;
    double ours = 0;
    std::string unit;
    std::optional<Peer> peer = {};
    Goal goal = {};
    std::string note = {};
};

/// Prints it at once: a bench that dies later has said what it knew.
void report(const Figure& figure);
void heading(std::string_view text);

/// A bench ends with an exception where a test would fail.
void must(const Status& status);
template <typename T>
T must(Result<T> result) {
    if (!result.ok()) must(Status(result.take_error()));
    return result.take();
}

/// Times in milliseconds, sorted on demand.
class Times {
public:
    void add(double ms) { all_.push_back(ms); }
    /// `share` 0.5: median, 0.99: p99 (nearest rank).
    double at(double share) const;
    double median() const { return at(0.5); }
    double worst() const { return at(1); }
    std::size_t count() const { return all_.size(); }

private:
    std::vector<double> all_;
};

/// The processor time of the calling thread, as a clock: what a job costs one core, whoever else runs on the machine.
class ThreadCpuClock final : public Clock {
public:
    Timestamp now() const override { return SystemClock().now(); }
    MonotonicTime steady() const override;
};

double ms_since(MonotonicTime begin);
/// Runs `job` `times` times and keeps how long each took.
template <typename Job>
Times time_each(int times, Job&& job) {
    Times taken;
    for (int i = 0; i < times; ++i) {
        const MonotonicTime begin = SystemClock().steady();
        job();
        taken.add(ms_since(begin));
    }
    return taken;
}

}  // namespace dayroom::bench
