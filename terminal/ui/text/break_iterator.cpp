#include "terminal/ui/text/break_iterator.h"

#include <algorithm>

#include <unicode/ubrk.h>
#include <unicode/utext.h>

namespace dayroom::ui {
namespace {

UBreakIteratorType type_of(BreakKind kind) {
    switch (kind) {
        case BreakKind::kGrapheme:
            return UBRK_CHARACTER;
        case BreakKind::kWord:
            return UBRK_WORD;
        case BreakKind::kLine:
            return UBRK_LINE;
    }
    return UBRK_CHARACTER;
}

}  // namespace

BreakIterator::BreakIterator(BreakKind kind, std::string_view text) : text_(text) {
    UErrorCode status = U_ZERO_ERROR;
    input_ = utext_openUTF8(nullptr, text.data(), static_cast<std::int64_t>(text.size()), &status);
    iterator_ = ubrk_open(type_of(kind), "en", nullptr, 0, &status);
    ubrk_setUText(iterator_, input_, &status);
    if (U_FAILURE(status) != 0) {
        ubrk_close(iterator_);
        iterator_ = nullptr;
    }
}

BreakIterator::~BreakIterator() {
    if (iterator_ != nullptr) ubrk_close(iterator_);
    utext_close(input_);
}

std::size_t BreakIterator::following(std::size_t index) {
    if (index >= text_.size()) return text_.size();
    if (iterator_ == nullptr) return index + 1;
    const std::int32_t next = ubrk_following(iterator_, static_cast<std::int32_t>(index));
    return next == UBRK_DONE ? text_.size() : std::max(index + 1, static_cast<std::size_t>(next));
}

std::size_t BreakIterator::preceding(std::size_t index) {
    if (index == 0) return 0;
    if (iterator_ == nullptr) return index - 1;
    const std::int32_t previous = ubrk_preceding(iterator_, static_cast<std::int32_t>(index));
    return previous == UBRK_DONE ? 0 : std::min(index - 1, static_cast<std::size_t>(previous));
}

}  // namespace dayroom::ui
