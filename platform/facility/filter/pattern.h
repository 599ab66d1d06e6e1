// A pattern as staff wrote it, read into letters: the one reading of the syntax that word_filter.h documents.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "platform/base/result.h"

namespace dayroom::facility::filter {

/// Longest pattern after folding ("ﷺ" is 18 letters); the rings of the scans hold as many.
inline constexpr std::size_t kMaxSymbols = 120;

/// One letter with its repetitions, or a place between words.
struct PatternSymbol {
    char32_t letter = 0;     // folded; 0: between words
    std::uint8_t run = 1;    // how often in a row: at most 255
    std::uint8_t marks = 0;  // MarkBits of all repetitions
    bool unbounded = false;
    bool is_boundary() const { return letter == 0; }
};

/// How far the text may differ from the pattern in what is put on letters. A letter without diacritics in the pattern
/// matches whatever is put on it, but for kExact.
enum class Strictness : std::uint8_t {
    kLenient,  // those of the pattern may be left out, all or some: people type "cabron"
    kMarked,   // they may not: without them a short word is another one ("bạn", "ban"; "thắt", "that")
    kExact,    // the same, and the same repetitions
};
inline constexpr std::size_t kLenientLetters = 5;  // so many a pattern has at least

struct Pattern {
    std::vector<PatternSymbol> symbols;  // begins and ends with a letter
    bool open_start = false;             // "*" in front
    bool open_end = false;               // "*" behind
    bool exact = false;                  // "=" in front

    bool anchored_start() const { return !open_start && !symbols.front().unbounded; }
    bool anchored_end() const { return !open_end && !symbols.back().unbounded; }
    std::size_t letters() const;  // repetitions counted
    bool several_words() const;
    Strictness strictness() const;
};

/// kInvalid with a sentence for staff.
Result<Pattern> parse_pattern(std::string_view text);

}  // namespace dayroom::facility::filter
