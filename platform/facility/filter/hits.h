// The hits of one text while it is read: bounded, and only those that count.
#pragma once

#include <algorithm>
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
    /// A disguised hit: each reading of a run may find it.
    void add_disguised(FilterHit hit) {
        hit.disguised = true;
        const auto& hits = result_.hits;
        if (std::find(hits.begin(), hits.end(), hit) == hits.end()) add(hit);
    }
    FilterResult& result() { return result_; }
    void clear() { result_ = {}; }
    /// By start. Of a pattern's hits that share letters a plain one stays, or else the first.
    void sort() {
        auto& hits = result_.hits;
        std::stable_sort(hits.begin(), hits.end(), [](const FilterHit& a, const FilterHit& b) {
            return std::tie(a.start, a.disguised, a.pattern) < std::tie(b.start, b.disguised, b.pattern);
        });
        const auto shares = [](const FilterHit& hit, const std::vector<FilterHit>& others, bool disguised) {
            return std::any_of(others.begin(), others.end(), [&](const FilterHit& other) {
                return other.disguised == disguised && other.pattern == hit.pattern && touch(other, hit);
            });
        };
        std::vector<FilterHit> kept;
        for (const FilterHit& hit : hits) {
            if (!hit.disguised || (!shares(hit, hits, false) && !shares(hit, kept, true))) kept.push_back(hit);
        }
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
