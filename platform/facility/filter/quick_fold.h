// The folding of the alphabets that most text is written in, as the screen of words needs it: one letter becomes one
// byte, looked up at once. What is not so simple is left to fold().
#pragma once

#include <array>
#include <cstdint>

namespace dayroom::facility::filter {

enum class QuickKind : std::uint8_t {
    kSlow,     // ask fold()
    kLetter,   // one letter or digit of a script with spaces between words
    kNothing,  // leaves no trace
};
struct QuickFold {
    QuickKind kind = QuickKind::kSlow;
    unsigned char letter = 0;
};

inline constexpr char32_t kQuickFolds = 0x2000;  // code points: all alphabets of living scripts with spaces
using QuickFolds = std::array<QuickFold, kQuickFolds>;
extern const QuickFolds kQuickFold;

/// A folded letter as one byte: itself if it is ASCII, and one of 128 otherwise. Letters of one alphabet differ mostly.
constexpr unsigned char screen_byte(char32_t letter) {
    return static_cast<unsigned char>(letter < 0x80 ? letter : 0x80U | ((letter ^ (letter >> 7)) & 0x7FU));
}

}  // namespace dayroom::facility::filter
