// Words as they are compared: without regard to case and accents.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dayroom::ui {

/// Case and accents taken off: "Teléfono" and "TELEFONO" are "telefono". Text that is not UTF-8 folds to nothing.
std::string fold(std::string_view text);

/// The words of a text as they stand: what is between separators (neither letter nor digit nor mark). None of a text
/// that is not UTF-8.
std::vector<std::string> words_of(std::string_view text);
/// The same, folded.
std::vector<std::string> folded_words(std::string_view text);

}  // namespace dayroom::ui
