// What stands on the screen, made fit to be said. The text may be anybody's (a message, an answer of staff): it is
// bounded, carries no commands to the synthesizer, and comes in pieces that end where a sentence does. Pure.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace dayroom::ui {

inline constexpr std::size_t kMaxSpokenCharacters = 20'000;  // of one utterance; what is beyond is not said
inline constexpr std::size_t kMaxPieceCharacters = 300;
inline constexpr std::size_t kMaxWordCharacters = 40;  // a longer one is said in parts
inline constexpr std::size_t kMaxRepeats = 3;          // of one sign in a row: "!!!!!!" is not said six times

/// Sentences, in order, each of 1 to kMaxPieceCharacters characters of clean UTF-8: no control character and no
/// phoneme bracket is left, dividing signs ("·", "|") are a pause, line ends end a sentence.
std::vector<std::string> spoken_pieces(std::string_view text);

/// An amount in a text, "$1,048.15" or "-$3.00", as numbers.
struct SpokenAmount {
    std::int64_t dollars = 0;
    int cents = 0;
    bool negative = false;
};
using AmountWords = std::function<std::string(const SpokenAmount&)>;

/// The text with each amount of money in it replaced by words; a synthesizer says "$48.15" as "dollar forty eight
/// point one five".
std::string with_amounts_in_words(std::string_view text, const AmountWords& words);

}  // namespace dayroom::ui
