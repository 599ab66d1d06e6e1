// Folded text with one byte a code point, as the screen of words reads it: alphabets are looked up at once, and what is
// not so simple is left to fold().
#pragma once

#include <array>
#include <cstdint>

namespace dayroom::facility::filter {

inline constexpr unsigned char kNoTrace = 0;    // leaves none in the text
inline constexpr unsigned char kOddLetter = 1;  // ask fold(): several letters, a script without spaces, a pictograph

/// A folded letter as one byte: itself if it is ASCII, and one of 64 otherwise. Letters of one alphabet differ mostly.
/// Like ASCII ones all have the bit that small letters have (swar::kSmall).
constexpr unsigned char screen_byte(char32_t letter) {
    if (letter < 0x80) return static_cast<unsigned char>(letter);
    const char32_t six = (letter ^ (letter >> 6)) & 0x3FU;
    return static_cast<unsigned char>(0xA0U | (six & 0x1FU) | ((six & 0x20U) << 1));
}

/// Whether screen_byte() gives it for letters that are not ASCII.
constexpr bool is_screen_byte(unsigned byte) { return byte >= 0xA0 && (byte & 0x20U) != 0; }

/// What a code point is to the screen: a letter or digit (screen_byte()), ASCII punctuation or a space for what parts
/// words, kNoTrace or kOddLetter.
unsigned char seen_as(char32_t code_point);

inline constexpr char32_t kQuickFolds = 0x2000;  // code points: all alphabets of living scripts with spaces
/// seen_as() of these.
extern const std::array<unsigned char, kQuickFolds> kQuickFold;

inline constexpr char32_t kIdeographicFolds = 0x3000;  // 64: punctuation of Chinese and Japanese
inline constexpr char32_t kFullwidthFolds = 0xFF00;    // 64: ASCII as wide as those
/// seen_as() of these, one after the other.
extern const std::array<unsigned char, 128> kWideFold;

}  // namespace dayroom::facility::filter
