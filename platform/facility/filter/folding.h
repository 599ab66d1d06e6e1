// What a code point becomes before patterns are looked for: case folded, NFKD without diacritics, digits of every
// script as 0–9, look-alikes of Latin letters as those (tables/lookalikes.h lists the sources). Leet digits are not
// undone here: "420" stays a number (disguise.h).
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "platform/base/utf8.h"
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

/// The folding table (fold_entry.h): pages of 256 entries.
struct FoldTable {
    const std::uint16_t* page_of;
    const std::uint32_t* entries;
    const char32_t* sequences;  // length, then the code points
};
extern const FoldTable kFoldTable;

/// `code_point`: at most U+10FFFF.
inline std::uint32_t fold_entry(char32_t code_point) {
    return kFoldTable.entries[kFoldTable.page_of[code_point >> 8] * std::size_t{256} + (code_point & 0xFFU)];
}
inline Fold fold(char32_t code_point) {
    const std::uint32_t entry = fold_entry(code_point);
    const EntryKind kind = kind_of(entry);
    Fold out{FoldKind::kLetters, unbounded_of(entry), kind == EntryKind::kPicture,
             marks_of(entry),    payload_of(entry),   {}};
    switch (kind) {
        case EntryKind::kSelf:
        case EntryKind::kPicture:
            out.first = code_point;
            break;
        case EntryKind::kOne:
            break;
        case EntryKind::kBreak:
            out.kind = FoldKind::kBreak;
            break;
        case EntryKind::kSpace:
            out.kind = FoldKind::kSpace;
            break;
        case EntryKind::kIgnored:
        case EntryKind::kMark:
            out.kind = FoldKind::kIgnored;
            break;
        case EntryKind::kSequence: {
            const char32_t* sequence = &kFoldTable.sequences[out.first];
            out.first = sequence[1];
            out.rest = {sequence + 2, sequence[0] - 1};
            break;
        }
    }
    return out;
}

/// utf8::decode(), with the common lengths in place. `at` is inside `text`.
inline utf8::Decoded decode_at(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
    const unsigned first = byte(0);
    if (first < 0x80) return {first, 1, true};
    if (first >= 0xC2 && first < 0xE0 && at + 1 < text.size() && (byte(1) & 0xC0U) == 0x80) {
        return {((first & 0x1FU) << 6) | (byte(1) & 0x3FU), 2, true};
    }
    // E0 and ED have forms that are not allowed.
    if (first > 0xE0 && first < 0xF0 && first != 0xED && at + 2 < text.size() && (byte(1) & 0xC0U) == 0x80 &&
        (byte(2) & 0xC0U) == 0x80) {
        return {((first & 0x0FU) << 12) | ((byte(1) & 0x3FU) << 6) | (byte(2) & 0x3FU), 3, true};
    }
    return utf8::decode(text.substr(at));
}

}  // namespace dayroom::facility::filter
