// What a code point becomes before patterns are looked for: case folded, NFKD without diacritics, digits of every
// script as 0–9, look-alikes of Latin letters as those (tables/lookalikes.h lists the sources). Leet digits are not
// undone here: "420" stays a number (disguise.h).
#pragma once

#include <cstdint>
#include <span>

#include "platform/facility/filter/fold_entry.h"

namespace dayroom::facility::filter {

enum class FoldKind : std::uint8_t {
    kBreak,    // punctuation, symbols: parts words
    kSpace,    // white space: parts words
    kIgnored,  // leaves no trace but, for diacritics, its marks
    kLetters,  // one or more letters or digits
};

struct Fold {
    FoldKind kind = FoldKind::kBreak;
    bool unbounded = false;               // of a script without spaces between words, or a pictograph
    bool picture = false;                 // a pictograph
    std::uint8_t marks = 0;               // MarkBits taken off
    char32_t first = 0;                   // the letter; for a break the plain character it stands for
    std::span<const char32_t> rest = {};  // further letters, at most kMaxFolded - 1
};

inline constexpr std::size_t kMaxFolded = 18;  // U+FDFA

/// Any value: what is no code point is a break.
Fold fold(char32_t code_point);

}  // namespace dayroom::facility::filter
