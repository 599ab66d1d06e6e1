// Tells at a glance that no pattern begins in an ASCII word, so that nearly all words of a text never see the
// automaton: a few bits are looked up a word. It errs on the side of "perhaps" only. Words that are not plain
// (letters beyond ASCII, stretched letters) are not asked about.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "platform/facility/filter/block.h"
#include "platform/facility/filter/pattern.h"

namespace dayroom::facility::filter {

class WordScreen {
public:
    /// Screens out every word.
    WordScreen() = default;
    explicit WordScreen(std::span<const Pattern> patterns);

    /// A word as it is looked up: its first bytes, and whether it goes on behind them does not matter. `first`: as
    /// swar::load() gives them.
    static std::uint64_t key_of(std::uint64_t first, std::size_t length) {
        return (first | swar::kSmall) & kMasks[std::min(length, kWhole)];
    }
    /// Whether a pattern can begin with the word, or with a part of it.
    bool may_begin(std::uint64_t key, std::size_t length) const {
        unsigned found = has(key);
        for (unsigned i = 0; i < open_count_; ++i) {
            const std::size_t opens = open_lengths_[i];
            found |= has(salted(key & kMasks[opens])) & static_cast<unsigned>(length >= opens);
        }
        return found != 0;
    }
    /// Whether a phrase can begin with these two words.
    bool phrase_may_begin(std::uint64_t first_key, std::uint64_t second_key) const {
        return has(both(first_key, second_key)) != 0;
    }
    /// Whether patterns may begin in the middle of words ("*bomb"): then each place of a word is asked about.
    bool has_inner() const { return !grams_.empty(); }
    bool may_begin_inside(std::string_view word_and_more, std::size_t length) const;

    std::size_t memory_bytes() const { return (words_.size() + grams_.size()) * sizeof(std::uint64_t); }

private:
    static constexpr std::size_t kWhole = 7;        // bytes of a word that are looked at
    static constexpr std::size_t kLongestOpen = 5;  // of "bombs*"
    static constexpr std::size_t kGram = 4;         // letters of a pattern that begins inside words
    static constexpr unsigned kGramBits = 5 * kGram;

    static constexpr std::array<std::uint64_t, kWhole + 1> kMasks = {
        0, 0xFF, 0xFFFF, 0xFF'FFFF, 0xFFFF'FFFF, 0xFF'FFFF'FFFF, 0xFFFF'FFFF'FFFF, 0xFF'FFFF'FFFF'FFFF};
    static constexpr std::uint64_t both(std::uint64_t first, std::uint64_t second) {
        return std::rotl(first, 23) ^ (second * 0xD6E8FEB86659FD93) ^ (std::uint64_t{2} << 56);
    }
    static constexpr std::uint64_t salted(std::uint64_t key) { return key | (std::uint64_t{1} << 56); }
    std::uint64_t place(std::uint64_t key) const { return (key * 0x9E3779B97F4A7C15) >> shift_; }
    unsigned has(std::uint64_t key) const {
        const std::uint64_t at = place(key);
        return static_cast<unsigned>(words_[at >> 6] >> (at & 63U)) & 1U;
    }
    void add_open_length(std::size_t length);
    void add(const Pattern& pattern);
    void add_key(std::uint64_t key);
    void add_grams(std::span<const unsigned char> letters);

    std::vector<std::uint64_t> words_ = std::vector<std::uint64_t>(1, 0);
    unsigned shift_ = 58;
    // "bom*": words that begin so are looked up by that length too. The lengths that occur.
    std::array<std::uint8_t, kWhole> open_lengths_ = {};
    unsigned open_count_ = 0;
    std::vector<std::uint64_t> grams_;  // a bit for each four letters; empty: none
};

}  // namespace dayroom::facility::filter
