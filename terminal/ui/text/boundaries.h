// Where a caret may stop (ICU, Unicode 15): indices are bytes of sanitised UTF-8. Out-of-range indices are clamped.
#pragma once

#include <cstddef>
#include <string_view>
#include <utility>

namespace dayroom::ui {

std::size_t next_grapheme(std::string_view text, std::size_t index);
std::size_t previous_grapheme(std::string_view text, std::size_t index);
/// Start of the next word after `index` (end of text if none); start of the word before or around it.
std::size_t next_word(std::string_view text, std::size_t index);
std::size_t previous_word(std::string_view text, std::size_t index);
/// The word, run of spaces or mark around `index`: what a double tap selects.
std::pair<std::size_t, std::size_t> word_at(std::string_view text, std::size_t index);
/// What a person would call the number of letters.
std::size_t grapheme_count(std::string_view text);

}  // namespace dayroom::ui
