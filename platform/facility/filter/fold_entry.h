// One entry of the folding table: what a code point becomes before patterns are looked for. The table is written by
// tables/make_fold_table while building and read by folding.cpp.
//
//   bits 0–20   a code point, or an index into the sequences (kSequence)
//   bits 21–23  EntryKind
//   bit  24     unbounded: a script that writes no spaces between words, or a pictograph
//   bits 25–31  marks: which diacritics were taken off (MarkBits)
#pragma once

#include <cstdint>

namespace dayroom::facility::filter {

enum class EntryKind : std::uint32_t {
    kBreak,     // punctuation and the like; payload: the plain character that it stands for ("＄" is "$")
    kSpace,     // white space
    kIgnored,   // zero-width, format, control; payload unused
    kMark,      // a combining mark that is taken off; marks say which
    kSelf,      // a letter or digit that stays as it is
    kOne,       // becomes one letter or digit
    kSequence,  // becomes several
    kPicture,   // a pictograph: a letter that stays as it is
};

/// Diacritics as a set of seven bits, so that NFC and NFD agree and order does not matter. The marks of Vietnamese have
/// bits of their own (breve and horn, never on one letter, share one); every other mark is two of the bits.
enum MarkBits : std::uint8_t {
    kGrave = 1,
    kAcute = 2,
    kTilde = 4,
    kHookAbove = 8,
    kDotBelow = 16,
    kCircumflex = 32,
    kBreveOrHorn = 64,
};

constexpr std::uint32_t make_entry(EntryKind kind, char32_t payload, bool unbounded = false, std::uint8_t marks = 0) {
    return static_cast<std::uint32_t>(payload) | static_cast<std::uint32_t>(kind) << 21 |
           static_cast<std::uint32_t>(unbounded) << 24 | static_cast<std::uint32_t>(marks) << 25;
}
constexpr EntryKind kind_of(std::uint32_t entry) { return static_cast<EntryKind>((entry >> 21) & 7U); }
constexpr char32_t payload_of(std::uint32_t entry) { return entry & 0x1FFFFFU; }
constexpr bool unbounded_of(std::uint32_t entry) { return ((entry >> 24) & 1U) != 0; }
constexpr std::uint8_t marks_of(std::uint32_t entry) { return static_cast<std::uint8_t>(entry >> 25); }

}  // namespace dayroom::facility::filter
