// Tells at a glance that no pattern begins in a word, so that nearly all words of a text never see the automaton: a few
// bits are looked up a word. It errs on the side of "perhaps" only. Words with stretched letters are not asked about.
// A word is known by its first bytes, one byte a folded letter (quick_fold.h).
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

/// Bytes of a word that are looked at.
inline constexpr std::size_t kScreenedBytes = 7;
inline constexpr std::array<std::uint64_t, kScreenedBytes + 1> kScreenMasks = {
    0, 0xFF, 0xFFFF, 0xFF'FFFF, 0xFFFF'FFFF, 0xFF'FFFF'FFFF, 0xFFFF'FFFF'FFFF, 0xFF'FFFF'FFFF'FFFF};

/// The first word, or the first two, of patterns that begin where words do.
class KeyScreen {
public:
    enum class Letters { kAscii, kAny };
    /// Screens out every word.
    KeyScreen() = default;
    /// kAscii: patterns that plain text can match, for plain words; kAny: all, for all words.
    KeyScreen(std::span<const Pattern> patterns, Letters letters);

    /// Whether a pattern can begin with the word, or with a part of it.
    bool may_begin(std::uint64_t key) const {
        unsigned found = words_.has(key) | openings_.has(key & kScreenMasks[kOpening]);
        if (has_shortest_) found |= shortest_.has(key & kScreenMasks[2]);
        if (has_short_) found |= short_.has(key & kScreenMasks[3]);
        return found != 0;
    }
    /// Whether a phrase can begin with these two words.
    bool phrase_may_begin(std::uint64_t first_key, std::uint64_t second_key) const {
        return phrases_.has(both(first_key, second_key)) != 0;
    }
    std::size_t memory_bytes() const;

private:
    static constexpr std::size_t kOpening = 5;  // of the first word of "bombs*"
    static std::uint64_t both(std::uint64_t first, std::uint64_t second) {
        return std::rotl(first, 23) ^ (second * 0xD6E8FEB86659FD93);
    }
    struct Keys;
    static void add(const Pattern& pattern, Letters letters, Keys& keys);
    static void add_opening(std::vector<std::uint64_t>& keys, std::uint64_t key, std::size_t length);

    Perhaps words_;
    Perhaps phrases_;
    Perhaps openings_;  // of "bombs*": the first five letters; of shorter plain ones, with all that may follow
    Perhaps short_;     // of "bom*" and "bomb*", if they are not plain only
    Perhaps shortest_;  // of "bo*"
    bool has_short_ = false;
    bool has_shortest_ = false;
};

/// Patterns that begin with a letter of a script without spaces, or with a pictograph.
class UnboundedScreen {
public:
    UnboundedScreen() = default;
    explicit UnboundedScreen(std::span<const Pattern> patterns);
    /// With this letter, and no other such letter behind it.
    bool may_begin(char32_t letter) const { return lone_.has(letter) != 0; }
    /// With these two, each unlike the one before, and no other such letter behind them.
    bool may_begin(char32_t letter, char32_t next) const { return pairs_.has(both(letter, next)) != 0; }
    /// With these three, each unlike the one before.
    bool may_begin(char32_t letter, char32_t next, char32_t third) const {
        return triples_.has(all(letter, next, third)) != 0;
    }
    std::size_t memory_bytes() const { return lone_.memory_bytes() + pairs_.memory_bytes() + triples_.memory_bytes(); }

private:
    static std::uint64_t both(char32_t letter, char32_t next) { return std::uint64_t{letter} << 21 | next; }
    static std::uint64_t all(char32_t letter, char32_t next, char32_t third) {
        return both(letter, next) << 21 | third;
    }
    Perhaps lone_;
    Perhaps pairs_;
    Perhaps triples_;
};

class WordScreen {
public:
    /// Screens out every word.
    WordScreen() = default;
    explicit WordScreen(std::span<const Pattern> patterns);

    /// A plain word as it is looked up: its first bytes. `first`: as swar::load() gives them.
    static std::uint64_t key_of(std::uint64_t first, std::size_t length) {
        return (first | swar::kSmall) & kScreenMasks[std::min(length, kScreenedBytes)];
    }
    const KeyScreen& plain() const { return plain_; }
    const KeyScreen& any() const { return any_; }
    const UnboundedScreen& unbounded() const { return unbounded_; }
    /// Whether a pattern has letters of scripts with and without spaces.
    bool mixes_scripts() const { return mixes_scripts_; }
    /// Whether patterns may begin in the middle of words ("*bomb"): then each place of a word is asked about.
    bool has_inner() const { return !grams_.empty(); }
    bool may_begin_inside(std::string_view word_and_more, std::size_t length) const;

    std::size_t memory_bytes() const;

private:
    static constexpr std::size_t kGram = 4;  // letters of a pattern that begins inside words
    static constexpr unsigned kGramBits = 5 * kGram;
    void add_grams(std::span<const unsigned char> letters);

    KeyScreen plain_;
    KeyScreen any_;
    UnboundedScreen unbounded_;
    bool mixes_scripts_ = false;
    std::vector<std::uint64_t> grams_;  // a bit for each four letters; empty: none
};

}  // namespace dayroom::facility::filter
