// How long to wait before something is tried again: doubling, with jitter, so that many who failed together do not come
// back in the same instant.
#pragma once

#include <algorithm>

#include "platform/base/random.h"
#include "platform/base/time.h"

namespace dayroom {

/// Between half and the whole of `first` × 2^failures, at most `longest`. `failures`: 0 before the first wait.
inline Milliseconds retry_delay(int failures, Milliseconds first, Milliseconds longest, Random& random) {
    constexpr int kMostDoublings = 30;
    const auto doubled = first.count() << std::clamp(failures, 0, kMostDoublings);
    const std::int64_t whole = std::min<std::int64_t>(doubled, longest.count());
    const std::int64_t half = whole / 2;
    return Milliseconds(half + static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(whole - half) + 1)));
}

}  // namespace dayroom
