// What the filter finds against what the rules say (naive_filter.h), for property tests and the fuzz target.
#pragma once

#include <string>
#include <string_view>

#include "platform/facility/filter/word_filter.h"
#include "tests/unit/platform/facility/filter/naive_filter.h"

namespace facility_test {

/// Empty, or what differs: every plain hit must be found, nothing else; of disguised hits that share letters at least
/// one, or a plain one, and each must be one by the rules.
std::string difference(const dayroom::facility::WordFilter& filter, const NaiveFilter& naive, std::string_view text);

}  // namespace facility_test
