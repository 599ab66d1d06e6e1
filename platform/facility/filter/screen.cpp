#include "platform/facility/filter/screen.h"

#include <algorithm>
#include <optional>

namespace dayroom::facility::filter {
namespace {

struct PlainWord {
    std::vector<unsigned char> letters;
    bool ends = false;    // where it ends, the word of the text ends
    bool is_last = true;  // of the pattern
};

/// The word of the pattern that begins at `at`, as plain ASCII; nothing if it has other letters: then text that matches
/// it is not plain either.
std::optional<PlainWord> word_at(const Pattern& pattern, std::size_t& at) {
    PlainWord word;
    for (; at < pattern.symbols.size(); ++at) {
        const PatternSymbol& symbol = pattern.symbols[at];
        if (symbol.is_boundary()) {
            ++at;
            word.ends = true;
            word.is_last = false;
            return word;
        }
        if (symbol.letter >= 0x80) return std::nullopt;
        word.letters.insert(word.letters.end(), symbol.run, static_cast<unsigned char>(symbol.letter));
    }
    word.ends = !pattern.open_end;
    return word;
}

std::uint64_t packed(std::span<const unsigned char> letters) {
    std::uint64_t key = 0;
    for (std::size_t i = 0; i < letters.size(); ++i) key |= std::uint64_t{letters[i]} << (8 * i);
    return key;
}

}  // namespace

Perhaps::Perhaps(std::size_t numbers) {
    const std::size_t bits = std::bit_ceil(std::max<std::size_t>(numbers * kBitsEach, 128));
    bits_.assign(bits / 64, 0);
    shift_ = 64 - static_cast<unsigned>(std::countr_zero(bits / 64));
}

struct WordScreen::Openings {
    std::vector<std::uint64_t> keys;
    std::vector<std::uint64_t> shortest;
};

WordScreen::WordScreen(std::span<const Pattern> patterns) {
    const auto phrases = static_cast<std::size_t>(std::count_if(
        patterns.begin(), patterns.end(), [](const Pattern& pattern) { return pattern.several_words(); }));
    words_ = Perhaps(patterns.size());
    phrases_ = Perhaps(phrases);
    Openings openings;
    for (const Pattern& pattern : patterns) add(pattern, openings);
    openings_ = Perhaps(openings.keys.size());
    for (const std::uint64_t key : openings.keys) openings_.add(key);
    has_shortest_ = !openings.shortest.empty();
    shortest_ = Perhaps(openings.shortest.size());
    for (const std::uint64_t key : openings.shortest) shortest_.add(key);
}

void WordScreen::add(const Pattern& pattern, Openings& openings) {
    std::size_t at = 0;
    const auto word = word_at(pattern, at);
    if (!word || !pattern.can_be_unmarked()) return;
    const std::span<const unsigned char> letters = word->letters;
    const std::uint64_t key = packed(letters.first(std::min(letters.size(), kWhole)));
    if (pattern.open_start) return add_grams(letters.first(std::min(letters.size(), kGram)));
    if (!word->ends && letters.size() < kWhole) {
        if (letters.size() <= 2) return openings.shortest.push_back(key);
        return add_opening(openings.keys, key, letters.size());
    }
    if (word->is_last) return words_.add(key);
    // A phrase. Where its second word is not plain, text that matches is read from the word before on.
    const auto second = word_at(pattern, at);
    if (!second) return;
    const std::span<const unsigned char> more = second->letters;
    if (!second->ends && more.size() < kWhole) return words_.add(key);
    phrases_.add(both(key, packed(more.first(std::min(more.size(), kWhole)))));
}

void WordScreen::add_opening(std::vector<std::uint64_t>& keys, std::uint64_t key, std::size_t length) const {
    if (length >= kOpening) return keys.push_back(key & kMasks[kOpening]);
    keys.push_back(key);  // nothing follows
    for (const char next : std::string_view("abcdefghijklmnopqrstuvwxyz0123456789")) {
        add_opening(keys, key | std::uint64_t{static_cast<unsigned char>(next)} << (8 * length), length + 1);
    }
}

std::size_t WordScreen::memory_bytes() const {
    return words_.memory_bytes() + phrases_.memory_bytes() + openings_.memory_bytes() + shortest_.memory_bytes() +
           grams_.size() * sizeof(std::uint64_t);
}

void WordScreen::add_grams(std::span<const unsigned char> letters) {
    if (grams_.empty()) grams_.assign((std::size_t{1} << kGramBits) / 64, 0);
    // Shorter than four: whatever follows.
    const unsigned free_bits = static_cast<unsigned>(kGram - letters.size()) * 5;
    std::uint64_t first = 0;
    for (const unsigned char letter : letters) first = (first << 5) | (letter & 31U);
    first <<= free_bits;
    for (std::uint64_t i = 0; i < std::uint64_t{1} << free_bits; ++i) {
        grams_[(first + i) >> 6] |= std::uint64_t{1} << ((first + i) & 63U);
    }
}

bool WordScreen::may_begin_inside(std::string_view text, std::size_t length) const {
    if (grams_.empty()) return false;
    // The last places look beyond the word, and at zeros beyond the text.
    std::uint64_t gram = 0;
    const auto letter_at = [&](std::size_t at) {
        return at < text.size() ? static_cast<unsigned char>(text[at]) & 31U : 0U;
    };
    for (std::size_t i = 0; i + 1 < kGram; ++i) gram = (gram << 5) | letter_at(i);
    bool found = false;
    for (std::size_t i = 0; i < length; ++i) {
        gram = ((gram << 5) | letter_at(i + kGram - 1)) & ((std::uint64_t{1} << kGramBits) - 1);
        found = found || ((grams_[gram >> 6] >> (gram & 63U)) & 1U) != 0;
    }
    return found;
}

}  // namespace dayroom::facility::filter
