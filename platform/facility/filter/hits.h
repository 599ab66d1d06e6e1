// The hits of one text while it is read: bounded, and only those that count.
#pragma once

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
    /// Whether `pattern` was found at a place that touches [start, start + length).
    bool has(std::uint32_t pattern, std::uint32_t start, std::uint32_t length) const {
        for (const FilterHit& hit : result_.hits) {
            if (hit.pattern == pattern && hit.start < start + length && start < hit.start + hit.length) return true;
        }
        return false;
    }
    FilterResult& result() { return result_; }

private:
    const WordFilter::Wanted& wanted_;
    FilterResult result_;
};

}  // namespace dayroom::facility::filter
