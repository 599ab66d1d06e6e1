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
        bits_[hash >> shift_] |= std::uint64_t{1} << first_of(hash) | std::uint64_t{1} << second_of(hash);
    }
    /// 1 or 0.
    unsigned has(std::uint64_t number) const {
        const std::uint64_t hash = hash_of(number);
        const std::uint64_t bits = bits_[hash >> shift_];
        return static_cast<unsigned>((bits >> first_of(hash)) & (bits >> second_of(hash)) & 1U);
    }
    std::size_t memory_bytes() const { return bits_.size() * sizeof(std::uint64_t); }

private:
    static constexpr std::size_t kBitsEach = 16;
    static std::uint64_t hash_of(std::uint64_t number) { return number * 0x9E3779B97F4A7C15; }
    static unsigned first_of(std::uint64_t hash) { return (hash >> 30) & 63U; }
    static unsigned second_of(std::uint64_t hash) { return (hash >> 24) & 63U; }
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

    /// Whether a pattern can begin with the word, or with a part of it: 1 or 0.
    unsigned may_begin(std::uint64_t key) const {
        unsigned found = words_.has(key) | openings_.has(key & kScreenMasks[kOpening]);
        if (has_short_) found |= short_.has(key & kScreenMasks[3]) | shortest_.has(key & kScreenMasks[2]);
        return found;
    }
    /// Whether a phrase can begin with these two words: 1 or 0.
    unsigned phrase_may_begin(std::uint64_t first_key, std::uint64_t second_key) const {
        return phrases_.has(both(first_key, second_key));
    }
    std::size_t memory_bytes() const;

private:
    static constexpr std::size_t kOpening = 5;  // of the first word of "bombs*"
    static std::uint64_t both(std::uint64_t first, std::uint64_t second) {
        return std::rotl(first, 23) ^ (second * 0xD6E8FEB86659FD93);
    }
    struct Keys;
    static void add(const Pattern& pattern, Letters letters, Keys& keys);
    static void add_opening(Keys& keys, std::uint64_t key, std::size_t length, Letters letters);

    Perhaps words_;
    Perhaps phrases_;
    Perhaps openings_;  // of "bombs*": the first five letters; of shorter ones, with all that may follow
    Perhaps short_;     // of "bom*", if it is not plain only: too much may follow
    Perhaps shortest_;  // of "bo*"
    bool has_short_ = false;
};

/// Patterns that begin with a letter of a script without spaces, or with a pictograph: those of one such letter, of
/// two, and of more, known by three. Letters count once, however often in a row.
class UnboundedScreen {
public:
    /// What may have begun with the letters that were read last: kinds of letters of patterns.
    using State = std::uint8_t;

    UnboundedScreen() = default;
    explicit UnboundedScreen(std::span<const Pattern> patterns);
    /// Whether a letter is of such a script, and stays as it is when folded. "No" beyond U+FFFF.
    bool stays(char32_t letter) const { return letter < kinds_.size() && (kinds_[letter] & kStays) != 0; }
    /// Whether it stands beside a letter of a script with spaces in a pattern, as signs beside it may be read.
    bool mixes(char32_t letter) const { return letter >= kinds_.size() || (kinds_[letter] & kMixes) != 0; }
    /// After one more letter. `before`: 0 if it is the first.
    State next(State before, char32_t letter) const {
        const unsigned kinds = letter < kinds_.size() ? kinds_[letter] : ~unsigned{kStays};
        return static_cast<State>(kinds & (((unsigned{before} << 1) & kGoesOn) | kBegins));
    }
    /// Whether a pattern may begin with the last of three letters, or with the last two, or all.
    bool may_begin(State state, char32_t earlier, char32_t before, char32_t letter) const {
        if ((state & kKnown) == 0) return false;
        return (state & kLone) != 0 || ((state & kSecondOfTwo) != 0 && pairs_.has(both(before, letter)) != 0) ||
               ((state & kThirdOfThree) != 0 && triples_.has(all(earlier, before, letter)) != 0);
    }
    std::size_t memory_bytes() const { return kinds_.size() + pairs_.memory_bytes() + triples_.memory_bytes(); }

private:
    // So that a letter's kind, moved by one bit, is the kind of letter that must follow it.
    enum Kind : std::uint8_t {
        kLone = 1,
        kFirstOfTwo = 2,
        kSecondOfTwo = 4,
        kFirstOfThree = 8,
        kSecondOfThree = 16,
        kThirdOfThree = 32,
        kMixes = 64,
        kStays = 128,
    };
    static constexpr unsigned kBegins = kLone | kFirstOfTwo | kFirstOfThree;
    static constexpr unsigned kGoesOn = kSecondOfTwo | kSecondOfThree | kThirdOfThree;
    static constexpr unsigned kKnown = kLone | kSecondOfTwo | kThirdOfThree;

    void add(char32_t letter, Kind kind);
    void add_mixed(const Pattern& pattern);
    static std::uint64_t both(char32_t letter, char32_t next) { return std::uint64_t{letter} << 21 | next; }
    static std::uint64_t all(char32_t letter, char32_t next, char32_t third) {
        return both(letter, next) << 21 | third;
    }
    std::vector<std::uint8_t> kinds_;  // by letter, up to U+FFFF
    Perhaps pairs_;
    Perhaps triples_;
};

class WordScreen {
public:
    /// Screens out every word.
    WordScreen() = default;
    explicit WordScreen(std::span<const Pattern> patterns);

    /// A word as it is looked up: its first letters. `first`: as Window::eight() gives them.
    static std::uint64_t key_of(std::uint64_t first, std::size_t length) {
        return (first | swar::kSmall) & kScreenMasks[std::min(length, kScreenedBytes)];
    }
    /// Whether so much of a word is one letter, however often.
    static bool is_single(std::uint64_t key, std::size_t length) {
        return key == ((key & 0xFFU) * swar::kOnes & kScreenMasks[std::min(length, kScreenedBytes)]);
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
