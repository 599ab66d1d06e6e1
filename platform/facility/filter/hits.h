// The hits of one text while it is read: bounded, and only those that count.
#pragma once

#include <algorithm>
#include <iterator>
#include <tuple>
#include <vector>

#include "platform/facility/filter/word_filter.h"

namespace dayroom::facility::filter {

class Hits {
public:
    explicit Hits(const WordFilter::Wanted& wanted) : wanted_(wanted) {}
    bool full() const { return result_.hits.size() >= kMaxFilterHits; }
    void add(const FilterHit& hit) {
        if (wanted_ && !wanted_(hit.pattern)) return;
        if (full()) {
            result_.complete = false;
            return;
        }
        result_.hits.push_back(hit);
    }
    /// A disguised hit, unless it was found before.
    void add_disguised(FilterHit hit) {
        hit.disguised = true;
        const bool known = std::any_of(result_.hits.begin(), result_.hits.end(), [&](const FilterHit& other) {
            return other.pattern == hit.pattern && touch(other, hit);
        });
        if (!known) add(hit);
    }
    FilterResult& result() { return result_; }
    /// By start; what was seen both plainly and disguised stays once, plainly.
    void sort() {
        auto& hits = result_.hits;
        std::stable_sort(hits.begin(), hits.end(), [](const FilterHit& a, const FilterHit& b) {
            return std::tie(a.start, a.disguised, a.pattern) < std::tie(b.start, b.disguised, b.pattern);
        });
        const auto seen_plainly = [&](const FilterHit& hit) {
            return hit.disguised && std::any_of(hits.begin(), hits.end(), [&](const FilterHit& other) {
                       return !other.disguised && other.pattern == hit.pattern && touch(other, hit);
                   });
        };
        std::vector<FilterHit> kept;
        std::copy_if(hits.begin(), hits.end(), std::back_inserter(kept),
                     [&](const FilterHit& hit) { return !seen_plainly(hit); });
        hits = std::move(kept);
    }

private:
    static bool touch(const FilterHit& a, const FilterHit& b) {
        return a.start < b.start + b.length && b.start < a.start + a.length;
    }

    const WordFilter::Wanted& wanted_;
    FilterResult result_;
};

}  // namespace dayroom::facility::filter
