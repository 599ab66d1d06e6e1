#include "terminal/ui/text/boundaries.h"

#include <algorithm>

#include <unicode/uchar.h>

#include "platform/base/utf8.h"
#include "terminal/ui/text/break_iterator.h"

namespace dayroom::ui {
namespace {

bool is_space_at(std::string_view text, std::size_t index) {
    if (index >= text.size()) return false;
    return u_isUWhiteSpace(static_cast<UChar32>(utf8::decode(text.substr(index)).code_point)) != 0;
}

}  // namespace

std::size_t next_grapheme(std::string_view text, std::size_t index) {
    if (index >= text.size()) return text.size();
    return BreakIterator(BreakKind::kGrapheme, text).following(index);
}

std::size_t previous_grapheme(std::string_view text, std::size_t index) {
    if (index == 0) return 0;
    return BreakIterator(BreakKind::kGrapheme, text).preceding(std::min(index, text.size()));
}

std::size_t next_word(std::string_view text, std::size_t index) {
    if (index >= text.size()) return text.size();
    BreakIterator words(BreakKind::kWord, text);
    std::size_t at = words.following(index);
    while (is_space_at(text, at)) at = words.following(at);
    return at;
}

std::size_t previous_word(std::string_view text, std::size_t index) {
    if (index == 0) return 0;
    BreakIterator words(BreakKind::kWord, text);
    std::size_t at = words.preceding(std::min(index, text.size()));
    while (at > 0 && is_space_at(text, at)) at = words.preceding(at);
    return at;
}

std::pair<std::size_t, std::size_t> word_at(std::string_view text, std::size_t index) {
    if (text.empty()) return {0, 0};
    BreakIterator words(BreakKind::kWord, text);
    // At the very end the last word is meant.
    const std::size_t inside = std::min(index, previous_grapheme(text, text.size()));
    const std::size_t end = words.following(inside);
    return {words.preceding(end), end};
}

std::size_t grapheme_count(std::string_view text) {
    std::size_t count = 0;
    BreakIterator graphemes(BreakKind::kGrapheme, text);
    for (std::size_t at = 0; at < text.size(); at = graphemes.following(at)) ++count;
    return count;
}

}  // namespace dayroom::ui
