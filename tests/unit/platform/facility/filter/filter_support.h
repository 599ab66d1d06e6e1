// Short hands for the tests of the word filter.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "platform/facility/filter/word_filter.h"

namespace facility_test {

inline dayroom::facility::WordFilter filter_of(const std::vector<std::string>& patterns) {
    return dayroom::facility::WordFilter::build(patterns).take();
}

/// "0@2+4 1@7+3~": pattern 0 at code point 2, 4 long; pattern 1 at 7, 3 long, disguised.
inline std::string found(const dayroom::facility::WordFilter& filter, std::string_view text) {
    auto hits = filter.find(text).hits;
    std::sort(hits.begin(), hits.end(),
              [](const auto& a, const auto& b) { return std::tie(a.start, a.pattern) < std::tie(b.start, b.pattern); });
    std::string out;
    for (const auto& hit : hits) {
        if (!out.empty()) out += ' ';
        out += std::to_string(hit.pattern) + "@" + std::to_string(hit.start) + "+" + std::to_string(hit.length);
        if (hit.disguised) out += '~';
    }
    return out;
}

}  // namespace facility_test
