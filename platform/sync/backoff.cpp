#include "platform/sync/backoff.h"

#include <algorithm>

namespace dayroom::sync {

Milliseconds Backoff::next() {
    constexpr int kMostDoublings = 16;
    const auto whole =
        std::min<std::int64_t>(kFirstRetry.count() << std::min(failures_, kMostDoublings), kLongestRetry.count());
    ++failures_;
    const auto half = whole / 2;
    return Milliseconds(half + static_cast<std::int64_t>(random_.below(static_cast<std::uint64_t>(whole - half + 1))));
}

}  // namespace dayroom::sync
