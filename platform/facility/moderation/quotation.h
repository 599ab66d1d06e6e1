// Whether a reason repeats the words that it rejects. A rejection notice once quoted the very passage it banned.
#pragma once

#include <string_view>

namespace dayroom::facility {

/// Words in a row that count as a quotation.
inline constexpr std::size_t kQuotedWords = 6;

/// Whether `reason` holds kQuotedWords words in a row of `text` (or all of a shorter text of at least two words),
/// whatever the case and punctuation of ASCII letters.
bool quotes(std::string_view reason, std::string_view text);

}  // namespace dayroom::facility
