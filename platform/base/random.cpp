#include "platform/base/random.h"

#include <cerrno>
#include <cstring>

#include <sys/random.h>

#include "platform/base/check.h"

namespace dayroom {

std::uint64_t Random::next() {
    std::uint64_t value = 0;
    fill({reinterpret_cast<std::uint8_t*>(&value), sizeof value});
    return value;
}

std::uint64_t Random::below(std::uint64_t bound) {
    DAYROOM_ASSERT(bound > 0);
    // Values under the remainder would make the low results likelier: draw again.
    const std::uint64_t unfair = (0 - bound) % bound;
    for (;;) {
        const std::uint64_t value = next();
        if (value >= unfair) return value % bound;
    }
}

void SystemRandom::fill(std::span<std::uint8_t> out) {
    while (!out.empty()) {
        const ssize_t got = getrandom(out.data(), out.size(), 0);
        if (got < 0 && errno == EINTR) continue;
        DAYROOM_ASSERT(got > 0);
        out = out.subspan(static_cast<std::size_t>(got));
    }
}

void SeededRandom::fill(std::span<std::uint8_t> out) {
    while (!out.empty()) {
        state_ += 0x9e3779b97f4a7c15ULL;
        std::uint64_t mixed = state_;
        mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9ULL;
        mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebULL;
        mixed ^= mixed >> 31;
        const std::size_t count = out.size() < sizeof mixed ? out.size() : sizeof mixed;
        std::memcpy(out.data(), &mixed, count);
        out = out.subspan(count);
    }
}

}  // namespace dayroom
