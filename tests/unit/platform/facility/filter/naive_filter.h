// The rules of the word filter written down once more, as slowly and plainly as they read in
// docs/features/word-filter.md: every pattern at every place, no automaton, no blocks, no screen. Shares with the
// filter only the folding table and the reading of a pattern's syntax.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "platform/facility/filter/pattern.h"

namespace facility_test {

using NaiveHit = std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>;  // pattern, start, length

class NaiveFilter {
public:
    explicit NaiveFilter(const std::vector<std::string>& patterns);
    std::set<NaiveHit> plain(std::string_view text) const;
    std::set<NaiveHit> disguised(std::string_view text) const;

private:
    std::vector<dayroom::facility::filter::Pattern> patterns_;
    std::vector<std::vector<dayroom::facility::filter::PatternSymbol>> letters_;  // of each, without what is between
};

}  // namespace facility_test
