// Choices for the sample, repeatable from a seed.
#pragma once

#include <vector>

#include "platform/base/random.h"
#include "platform/base/time.h"

namespace dayroom::facility::sample {

class Dice {
public:
    explicit Dice(std::uint64_t seed) : random_(seed) {}

    Random& random() { return random_; }
    std::size_t below(std::size_t bound) { return static_cast<std::size_t>(random_.below(bound)); }
    /// `low` to `high`, both included.
    std::int64_t between(std::int64_t low, std::int64_t high) {
        return low + static_cast<std::int64_t>(random_.below(static_cast<std::uint64_t>(high - low + 1)));
    }
    double share() { return static_cast<double>(random_.below(1'000'000)) / 1'000'000; }
    bool chance(int percent) { return random_.below(100) < static_cast<std::uint64_t>(percent); }
    template <typename T>
    const T& pick(const std::vector<T>& from) {
        return from[below(from.size())];
    }
    Milliseconds minutes(std::int64_t low, std::int64_t high) {
        return Milliseconds(between(low * 60'000, high * 60'000));
    }

private:
    SeededRandom random_;
};

}  // namespace dayroom::facility::sample
