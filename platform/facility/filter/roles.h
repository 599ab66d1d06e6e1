// What an ASCII character may be to a word in disguise beside it, and what plain words are made of.
#pragma once

#include <array>
#include <cstdint>

#include "platform/facility/filter/disguise.h"
#include "platform/facility/filter/screen.h"
#include "platform/facility/filter/window.h"
#include "platform/facility/filter/word.h"

namespace dayroom::facility::filter {

constexpr bool is_ascii_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
constexpr bool is_ascii_word(unsigned char byte) {
    return is_digit(byte) || ((byte | 0x20U) >= 'a' && (byte | 0x20U) <= 'z');
}

enum Role : unsigned {
    kJoins = 1,       // "b.o.m.b"
    kSignBefore = 2,  // "$hit", "!diot"
    kSignBehind = 4,  // "a$$"
};
constexpr std::array<std::uint8_t, 256> make_roles() {
    std::array<std::uint8_t, 256> roles = {};
    for (unsigned char c = 0x21; c < 0x7F; ++c) {
        if (is_ascii_word(c)) continue;
        const Leet read = leet(c);
        unsigned role = 0;
        if (joins(c)) role |= kJoins;
        if (read.letter != 0) role |= kSignBefore;
        if (read.letter != 0 && !read.before_letter) role |= kSignBehind;
        roles[c] = static_cast<std::uint8_t>(role);
    }
    return roles;
}
inline constexpr std::array<std::uint8_t, 256> kRoles = make_roles();

/// What stands beside a word may make it a part of a trick.
enum Beside : unsigned {
    kSignInFront = 1,  // written for a letter
    kSignAfter = 2,
    kGlued = 4,  // joined to the word before
};
/// Bits of Beside.
inline unsigned beside(const Window& window, const Word& word, const Word& before) {
    const auto role = [&](std::size_t letter) -> unsigned { return kRoles[window.at(letter)]; };
    if (!window.sees(word.first - 1)) return kSignInFront | kSignAfter | kGlued;
    const unsigned in_front = role(word.first - 1);
    unsigned out = (in_front & kSignBefore) != 0 ? unsigned{kSignInFront} : 0U;
    if ((role(word.end) & kSignBehind) != 0) out |= kSignAfter;
    if (before.end == 0 || (in_front & kJoins) == 0) return out;
    const std::size_t gap = word.first - before.end;
    const bool glued = gap == 1 || (gap == 2 && (!window.sees(before.end) || (role(before.end) & kJoins) != 0));
    return glued ? out | kGlued : out;
}

/// Whether a word is one letter, however often. Errs on the side of "yes".
inline bool is_single(const Word& word) {
    if (word.end == 0 || word.has(Word::kOdd)) return word.has(Word::kSingle);
    return WordScreen::is_single(word.key, word.end - word.first);
}

/// Whether so few characters stand between two words that single letters may belong together. Errs on the side of
/// "yes".
inline bool is_near(const Word& before, const Word& word) {
    return before.end > 0 && (word.first - before.end <= 3 || before.has(Word::kLoose));
}

}  // namespace dayroom::facility::filter
