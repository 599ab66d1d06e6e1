#include "platform/facility/filter/screen.h"

#include <algorithm>
#include <optional>

namespace dayroom::facility::filter {
namespace {

constexpr std::size_t kBitsAPattern = 16;

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

WordScreen::WordScreen(std::span<const Pattern> patterns) {
    const std::size_t bits = std::bit_ceil(std::max<std::size_t>(patterns.size() * kBitsAPattern, 64));
    words_.assign(bits / 64, 0);
    shift_ = 64 - static_cast<unsigned>(std::countr_zero(bits));
    for (const Pattern& pattern : patterns) add(pattern);
}

void WordScreen::add(const Pattern& pattern) {
    std::size_t at = 0;
    const auto word = word_at(pattern, at);
    if (!word) return;
    const std::span<const unsigned char> letters = word->letters;
    const std::uint64_t key = packed(letters.first(std::min(letters.size(), kWhole)));
    if (pattern.open_start) return add_grams(letters.first(std::min(letters.size(), kGram)));
    if (!word->ends && letters.size() < kWhole) {
        const std::size_t looked_at = std::min(letters.size(), kLongestOpen);
        add_open_length(looked_at);
        return add_key(salted(key & kMasks[looked_at]));
    }
    if (word->is_last) return add_key(key);
    // A phrase. Where its second word is not plain, text that matches is read from the word before on.
    const auto second = word_at(pattern, at);
    if (!second) return;
    const std::span<const unsigned char> more = second->letters;
    if (!second->ends && more.size() < kWhole) return add_key(key);
    add_key(both(key, packed(more.first(std::min(more.size(), kWhole)))));
}

void WordScreen::add_open_length(std::size_t length) {
    const auto last = open_lengths_.begin() + open_count_;
    if (std::find(open_lengths_.begin(), last, length) == last) {
        open_lengths_[open_count_++] = static_cast<std::uint8_t>(length);
    }
}

void WordScreen::add_key(std::uint64_t key) {
    const std::uint64_t at = place(key);
    words_[at >> 6] |= std::uint64_t{1} << (at & 63U);
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
