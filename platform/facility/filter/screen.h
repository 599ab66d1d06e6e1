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

/// A set of numbers that answers "perhaps" for what is not in it about once in two hundred: two bits a number, both in
/// one place (a Bloom filter in blocks of 64 bits).
class Perhaps {
public:
    /// Room for `numbers` of them at kBitsEach bits.
    explicit Perhaps(std::size_t numbers = 0);
    void add(std::uint64_t number) {
        const std::uint64_t hash = hash_of(number);
        bits_[hash >> shift_] |= two_bits(hash);
    }
    /// 1 or 0.
    unsigned has(std::uint64_t number) const {
        const std::uint64_t hash = hash_of(number);
        return (~bits_[hash >> shift_] & two_bits(hash)) == 0 ? 1U : 0U;
    }
    std::size_t memory_bytes() const { return bits_.size() * sizeof(std::uint64_t); }

private:
    static constexpr std::size_t kBitsEach = 16;
    static std::uint64_t hash_of(std::uint64_t number) { return number * 0x9E3779B97F4A7C15; }
    static std::uint64_t two_bits(std::uint64_t hash) {
        return std::uint64_t{1} << ((hash >> 30) & 63U) | std::uint64_t{1} << ((hash >> 24) & 63U);
    }
    std::vector<std::uint64_t> bits_;
    unsigned shift_ = 0;
};

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
    bool may_begin(std::uint64_t key) const {
        unsigned found = words_.has(key) | openings_.has(key & kMasks[kOpening]);
        if (has_shortest_) found |= shortest_.has(key & kMasks[2]);
        return found != 0;
    }
    /// Whether a phrase can begin with these two words.
    bool phrase_may_begin(std::uint64_t first_key, std::uint64_t second_key) const {
        return phrases_.has(both(first_key, second_key)) != 0;
    }
    /// Whether patterns may begin in the middle of words ("*bomb"): then each place of a word is asked about.
    bool has_inner() const { return !grams_.empty(); }
    bool may_begin_inside(std::string_view word_and_more, std::size_t length) const;

    std::size_t memory_bytes() const;

private:
    static constexpr std::size_t kWhole = 7;    // bytes of a word that are looked at
    static constexpr std::size_t kOpening = 5;  // of the first word of "bombs*"
    static constexpr std::size_t kGram = 4;     // letters of a pattern that begins inside words
    static constexpr unsigned kGramBits = 5 * kGram;
    static constexpr std::array<std::uint64_t, kWhole + 1> kMasks = {
        0, 0xFF, 0xFFFF, 0xFF'FFFF, 0xFFFF'FFFF, 0xFF'FFFF'FFFF, 0xFFFF'FFFF'FFFF, 0xFF'FFFF'FFFF'FFFF};

    static std::uint64_t both(std::uint64_t first, std::uint64_t second) {
        return std::rotl(first, 23) ^ (second * 0xD6E8FEB86659FD93);
    }
    struct Openings;
    void add(const Pattern& pattern, Openings& openings);
    void add_opening(std::vector<std::uint64_t>& keys, std::uint64_t key, std::size_t length) const;
    void add_grams(std::span<const unsigned char> letters);

    Perhaps words_;
    Perhaps phrases_;
    Perhaps openings_;  // of "bombs*": the first five letters; of shorter ones, with all that may follow
    Perhaps shortest_;  // of "bo*"
    bool has_shortest_ = false;
    std::vector<std::uint64_t> grams_;  // a bit for each four letters; empty: none
};

}  // namespace dayroom::facility::filter
