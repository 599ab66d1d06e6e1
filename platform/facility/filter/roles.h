// What an ASCII character may be to a word in disguise beside it, and what plain words are made of.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "platform/facility/filter/disguise.h"
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

/// Whether the ASCII characters beside byte `start` to byte `end`, behind `before`, may make it a part of a trick.
inline bool is_joined(std::string_view text, std::size_t start, std::size_t end, const Word& before) {
    const auto role = [&](std::size_t at) -> unsigned { return kRoles[static_cast<unsigned char>(text[at])]; };
    if (end < text.size() && (role(end) & kSignBehind) != 0) return true;
    if (start == 0) return false;
    const unsigned in_front = role(start - 1);
    if ((in_front & kSignBefore) != 0) return true;
    if (before.end == 0 || (in_front & kJoins) == 0) return false;
    const std::size_t gap = start - before.end;
    return gap == 1 || (gap == 2 && (role(before.end) & kJoins) != 0);
}

/// Whether a word is one letter, however often.
inline bool is_single(std::string_view text, const Word& word) {
    if (word.end == 0 || word.has(Word::kOdd)) return word.has(Word::kSingle);
    const auto small = [&](std::size_t at) { return static_cast<unsigned char>(text[at]) | 0x20U; };
    for (std::size_t at = word.start.byte + 1; at < word.end; ++at) {
        if (small(at) != small(word.start.byte)) return false;
    }
    return true;
}

/// Whether so few characters stand between two words that single letters may belong together. Errs on the side of
/// "yes".
inline bool is_near(const Word& before, std::size_t start) {
    return before.end > 0 && (start - before.end <= 3 || before.has(Word::kLoose));
}

}  // namespace dayroom::facility::filter
