#include "platform/facility/filter/screen.h"

#include <algorithm>
#include <optional>

#include "platform/facility/filter/folding.h"
#include "platform/facility/filter/quick_fold.h"

namespace dayroom::facility::filter {
namespace {

struct FirstWord {
    std::vector<unsigned char> letters;
    bool ends = false;    // where it ends, the word of the text ends
    bool is_last = true;  // of the pattern
};

/// The word of the pattern that begins at `at`. `ascii`: as plain ASCII; nothing if it has other letters, or diacritics
/// that may not be left out: then text that matches it is not plain either.
std::optional<FirstWord> word_at(const Pattern& pattern, std::size_t& at, bool ascii) {
    const bool marked = pattern.strictness() != Strictness::kLenient;
    FirstWord word;
    for (; at < pattern.symbols.size(); ++at) {
        const PatternSymbol& symbol = pattern.symbols[at];
        if (symbol.is_boundary()) {
            ++at;
            word.ends = true;
            word.is_last = false;
            return word;
        }
        if (ascii && (symbol.letter >= 0x80 || (marked && symbol.marks != 0))) return std::nullopt;
        word.letters.insert(word.letters.end(), symbol.run, screen_byte(symbol.letter));
    }
    word.ends = !pattern.open_end;
    return word;
}

std::uint64_t packed(std::span<const unsigned char> letters) {
    std::uint64_t key = 0;
    for (std::size_t i = 0; i < std::min(letters.size(), kScreenedBytes); ++i)
        key |= std::uint64_t{letters[i]} << (8 * i);
    return key;
}

Perhaps set_of(const std::vector<std::uint64_t>& numbers) {
    Perhaps set(numbers.size());
    for (const std::uint64_t number : numbers) set.add(number);
    return set;
}

bool is_unbounded(const PatternSymbol& symbol) { return !symbol.is_boundary() && symbol.unbounded; }

}  // namespace

Perhaps::Perhaps(std::size_t numbers) {
    const std::size_t bits = std::bit_ceil(std::max<std::size_t>(numbers * kBitsEach, 128));
    bits_.assign(bits / 64, 0);
    shift_ = 64 - static_cast<unsigned>(std::countr_zero(bits / 64));
}

struct KeyScreen::Keys {
    std::vector<std::uint64_t> words, phrases, openings, three, two;
};

KeyScreen::KeyScreen(std::span<const Pattern> patterns, Letters letters) {
    Keys keys;
    for (const Pattern& pattern : patterns) {
        if (!pattern.open_start && !pattern.symbols.front().unbounded) add(pattern, letters, keys);
    }
    words_ = set_of(keys.words);
    phrases_ = set_of(keys.phrases);
    openings_ = set_of(keys.openings);
    short_ = set_of(keys.three);
    shortest_ = set_of(keys.two);
    has_short_ = !keys.three.empty() || !keys.two.empty();
}

void KeyScreen::add(const Pattern& pattern, Letters letters, Keys& keys) {
    const bool ascii = letters == Letters::kAscii;
    std::size_t at = 0;
    const auto word = word_at(pattern, at, ascii);
    if (!word) return;
    const std::size_t length = word->letters.size();
    const std::uint64_t key = packed(word->letters);
    if (!word->ends && length < kScreenedBytes) {
        if (length <= 2) return keys.two.push_back(key);
        if (ascii || length >= kOpening - 1) return add_opening(keys, key, length, letters);
        return keys.three.push_back(key);
    }
    if (word->is_last) return keys.words.push_back(key);
    // A phrase: known by two words, if the second is known whole.
    const bool second_unbounded = is_unbounded(pattern.symbols[at]);
    std::size_t again = at;
    const auto second = word_at(pattern, at, false);
    const bool whole = second->ends || second->letters.size() >= kScreenedBytes;
    if (second_unbounded || !whole) return keys.words.push_back(key);
    if (ascii && !word_at(pattern, again, true)) return;
    keys.phrases.push_back(both(key, packed(second->letters)));
}

void KeyScreen::add_opening(Keys& keys, std::uint64_t key, std::size_t length, Letters letters) {
    if (length >= kOpening) return keys.openings.push_back(key & kScreenMasks[kOpening]);
    keys.openings.push_back(key);  // nothing follows
    const auto followed_by = [&](unsigned next) {
        add_opening(keys, key | std::uint64_t{next} << (8 * length), length + 1, letters);
    };
    for (const char next : std::string_view("abcdefghijklmnopqrstuvwxyz0123456789"))
        followed_by(static_cast<unsigned char>(next));
    for (unsigned next = 0x80; letters == Letters::kAny && next < 0x100; ++next) {
        if (is_screen_byte(next)) followed_by(next);
    }
}

std::size_t KeyScreen::memory_bytes() const {
    std::size_t bytes = 0;
    for (const Perhaps* set : {&words_, &phrases_, &openings_, &short_, &shortest_}) bytes += set->memory_bytes();
    return bytes;
}

UnboundedScreen::UnboundedScreen(std::span<const Pattern> patterns) : kinds_(0x10000, 0) {
    for (char32_t letter = 0; letter < kinds_.size(); ++letter) {
        const std::uint32_t entry = fold_entry(letter);
        const bool stays = kind_of(entry) == EntryKind::kSelf && unbounded_of(entry) && marks_of(entry) == 0;
        if (stays) kinds_[letter] = kStays;
    }
    std::vector<std::uint64_t> pairs, triples;
    for (const Pattern& pattern : patterns) {
        add_mixed(pattern);
        const auto& symbols = pattern.symbols;
        if (!is_unbounded(symbols[0])) continue;
        const bool pair = symbols.size() > 1 && is_unbounded(symbols[1]);
        if (pair && symbols.size() > 2 && is_unbounded(symbols[2])) {
            triples.push_back(all(symbols[0].letter, symbols[1].letter, symbols[2].letter));
            add(symbols[0].letter, kFirstOfThree);
            add(symbols[1].letter, kSecondOfThree);
            add(symbols[2].letter, kThirdOfThree);
        } else if (pair) {
            pairs.push_back(both(symbols[0].letter, symbols[1].letter));
            add(symbols[0].letter, kFirstOfTwo);
            add(symbols[1].letter, kSecondOfTwo);
        } else {
            add(symbols[0].letter, kLone);
        }
    }
    pairs_ = set_of(pairs);
    triples_ = set_of(triples);
}

/// Whatever stands between the two: in text that is held apart nothing does.
void UnboundedScreen::add_mixed(const Pattern& pattern) {
    const PatternSymbol* before = nullptr;
    for (const PatternSymbol& symbol : pattern.symbols) {
        if (symbol.is_boundary()) continue;
        if (before != nullptr && before->unbounded != symbol.unbounded)
            add(symbol.unbounded ? symbol.letter : before->letter, kMixes);
        before = &symbol;
    }
}

/// Beyond the table every letter is of every kind.
void UnboundedScreen::add(char32_t letter, Kind kind) {
    if (letter < kinds_.size()) kinds_[letter] = static_cast<std::uint8_t>(kinds_[letter] | kind);
}

WordScreen::WordScreen(std::span<const Pattern> patterns)
    : plain_(patterns, KeyScreen::Letters::kAscii), any_(patterns, KeyScreen::Letters::kAny), unbounded_(patterns) {
    for (const Pattern& pattern : patterns) {
        const auto& symbols = pattern.symbols;
        const bool without = std::any_of(symbols.begin(), symbols.end(), is_unbounded);
        const bool with = std::any_of(symbols.begin(), symbols.end(), [](const PatternSymbol& symbol) {
            return !symbol.is_boundary() && !symbol.unbounded;
        });
        mixes_scripts_ = mixes_scripts_ || (with && without);
        if (!pattern.open_start || symbols.front().unbounded) continue;
        std::size_t at = 0;
        const auto word = word_at(pattern, at, false);
        add_grams(std::span(word->letters).first(std::min(word->letters.size(), kGram)));
    }
}

std::size_t WordScreen::memory_bytes() const {
    return plain_.memory_bytes() + any_.memory_bytes() + unbounded_.memory_bytes() +
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
