#include "tests/unit/platform/facility/filter/compare.h"

#include <algorithm>

namespace facility_test {

using dayroom::facility::FilterHit;
using dayroom::facility::FilterResult;
using dayroom::facility::WordFilter;

namespace {

std::string shown(const std::set<NaiveHit>& hits) {
    std::string out;
    for (const auto& [pattern, start, length] : hits) {
        out += std::to_string(pattern) + "@" + std::to_string(start) + "+" + std::to_string(length) + " ";
    }
    return out;
}

bool touches(const NaiveHit& a, const NaiveHit& b) {
    const auto& [pattern_a, start_a, length_a] = a;
    const auto& [pattern_b, start_b, length_b] = b;
    return pattern_a == pattern_b && start_a < start_b + length_b && start_b < start_a + length_a;
}
bool touches_any(const std::set<NaiveHit>& hits, const NaiveHit& hit) {
    return std::any_of(hits.begin(), hits.end(), [&](const NaiveHit& other) { return touches(hit, other); });
}

}  // namespace

std::string difference(const WordFilter& filter, const NaiveFilter& naive, std::string_view text) {
    const FilterResult result = filter.find(text);
    if (!result.complete) return {};
    std::set<NaiveHit> plain;
    std::set<NaiveHit> disguised;
    for (const FilterHit& hit : result.hits) {
        (hit.disguised ? disguised : plain).emplace(hit.pattern, hit.start, hit.length);
    }
    const auto should_plain = naive.plain(text);
    const auto should_disguised = naive.disguised(text);
    if (plain != should_plain) return "plain: " + shown(plain) + "should be " + shown(should_plain);
    std::set<NaiveHit> all = plain;
    all.insert(disguised.begin(), disguised.end());
    for (const NaiveHit& hit : should_disguised) {
        if (!touches_any(all, hit)) return "disguised lacks " + shown({hit});
    }
    for (const NaiveHit& hit : disguised) {
        if (should_disguised.count(hit) == 0) return "disguised has " + shown({hit});
        if (touches_any(plain, hit)) return "both: " + shown({hit});
    }
    return {};
}

}  // namespace facility_test
