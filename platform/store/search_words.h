// Private to platform/store.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "platform/store/views.h"

namespace dayroom::store {

/// What a person typed as an expression of the search index (FTS5): every word in quotes, so that nothing of it is an
/// operator; each may be a beginning, all must be there. Empty: nothing to search for. At most 8 words of the first 400
/// bytes.
std::string match_expression(std::string_view typed);
/// The same of words of which each may be found by its codes instead. Codes are whole words of the index. Beyond the
/// limits of LineWord the rest is left out.
std::string match_expression(std::span<const LineWord> words);

}  // namespace dayroom::store
