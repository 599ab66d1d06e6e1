// Private to platform/store.
#pragma once

#include <string>
#include <string_view>

namespace dayroom::store {

/// What a person typed as an expression of the search index (FTS5): every word in quotes, so that nothing of it is an
/// operator; each may be a beginning, all must be there. Empty: nothing to search for. At most 8 words of the first 400
/// bytes.
std::string match_expression(std::string_view typed);

}  // namespace dayroom::store
