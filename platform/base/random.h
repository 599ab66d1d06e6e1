// Randomness as something that is handed in, so that tests can repeat a run from a seed.
#pragma once

#include <cstdint>
#include <span>

namespace dayroom {

/// Source of random bytes. Implementations are safe to call from any thread.
class Random {
public:
    virtual ~Random() = default;
    virtual void fill(std::span<std::uint8_t> out) = 0;

    std::uint64_t next();
    /// Uniform in [0, bound). `bound` must be above 0.
    std::uint64_t below(std::uint64_t bound);
};

/// The kernel's generator: keys, ids, PINs. Stops the program if the kernel cannot deliver.
class SystemRandom final : public Random {
public:
    void fill(std::span<std::uint8_t> out) override;
};

/// A repeatable stream (splitmix64): sample data, simulations, tests. Never for anything secret. One thread only.
class SeededRandom final : public Random {
public:
    explicit SeededRandom(std::uint64_t seed) : state_(seed) {}
    void fill(std::span<std::uint8_t> out) override;

private:
    std::uint64_t state_;
};

}  // namespace dayroom
