// ICU's break iterators over UTF-8, with byte indices. The text must outlive it. Private to text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

struct UBreakIterator;
struct UText;

namespace dayroom::ui {

enum class BreakKind : std::uint8_t { kGrapheme, kWord, kLine };

class BreakIterator {
public:
    BreakIterator(BreakKind kind, std::string_view text);
    ~BreakIterator();
    BreakIterator(const BreakIterator&) = delete;
    BreakIterator& operator=(const BreakIterator&) = delete;

    /// First boundary after (before) `index`; always moves, and ends at the text's end (start).
    std::size_t following(std::size_t index);
    std::size_t preceding(std::size_t index);

private:
    std::string_view text_;
    UText* input_ = nullptr;
    UBreakIterator* iterator_ = nullptr;
};

}  // namespace dayroom::ui
