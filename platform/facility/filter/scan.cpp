#include "platform/facility/filter/scan.h"

#include <algorithm>
#include <bit>

#include "platform/facility/filter/roles.h"

namespace dayroom::facility::filter {
namespace {

unsigned char byte_at(std::string_view text, std::size_t at) { return static_cast<unsigned char>(text[at]); }

/// As std::popcount(), which is a call of the library where the oldest processors are to run this.
std::uint32_t count(std::uint64_t bits) {
    if (bits == 0) return 0;  // mostly
    bits -= (bits >> 1) & 0x5555555555555555;
    bits = (bits & 0x3333333333333333) + ((bits >> 2) & 0x3333333333333333);
    bits = (bits + (bits >> 4)) & 0x0F0F0F0F0F0F0F0F;
    return static_cast<std::uint32_t>((bits * swar::kOnes) >> 56);
}

/// The first eight bytes from `at` on, zeros behind the text.
std::uint64_t first_bytes(std::string_view text, std::size_t at) {
    if (at + sizeof(std::uint64_t) <= text.size()) return swar::load(text.data() + at);
    std::uint64_t bytes = 0;
    for (std::size_t i = at; i < text.size(); ++i) bytes |= std::uint64_t{byte_at(text, i)} << (8 * (i - at));
    return bytes;
}

/// The block that begins at `at` of a text that ends inside it: nothing stands behind the text.
Block last_block(std::string_view text, std::size_t at) {
    const std::size_t left = text.size() - at;
    if (left == 0) return {};
    if (text.size() < Block::kBytes) {
        std::array<char, Block::kBytes> bytes = {};
        std::copy(text.begin(), text.end(), bytes.begin());
        return block_of(bytes.data(), ' ').without_first(0, left);
    }
    return block_of(text.data() + text.size() - Block::kBytes, ' ').without_first(Block::kBytes - left, left);
}

/// Without a branch: which of the two it is cannot be foretold.
bool either(bool one, bool other) { return (static_cast<unsigned>(one) | static_cast<unsigned>(other)) != 0; }

}  // namespace

Scan::Scan(const Compiled& compiled, std::string_view text, Hits& hits)
    : compiled_(compiled), text_(text), hits_(hits), looks_(compiled, text, hits), odd_words_(compiled, text, looks_) {}

bool Scan::run() {
    std::uint32_t point = 0;
    std::size_t at = 0;
    unsigned char before = ' ';
    for (; at + Block::kBytes <= text_.size(); at += Block::kBytes) {
        const Block block = block_of(text_.data() + at, before);
        if (!read_block(block, at, point)) return false;
        if (!hits_.result().complete) return true;
        point += static_cast<std::uint32_t>(Block::kBytes) - count(block.inner);
        before = byte_at(text_, at + Block::kBytes - 1);
    }
    // Where the text ends, the last word does.
    return read_block(last_block(text_, at), at, point);
}

/// All words that end in the block. Nearly all are done with after a few looks into the screen.
bool Scan::read_block(const Block& block, std::size_t at, std::uint32_t point) {
    const std::uint64_t after_word = (block.word << 1) | (in_word_ ? 1U : 0U);
    std::uint64_t starts = block.word & ~after_word;
    std::uint64_t ends = ~block.word & after_word;
    bool always = either(either(shows_trick(block, starts, ends, at), compiled_.screen.has_inner()), careful_);
    careful_ = false;
    // The word that began in the block before, if one did.
    Word word = word_;
    bool careful = always | careful_before_ | (block.digit != 0);
    bool stretched = false;
    bool odd = odd_;
    std::uint64_t letters = in_word_ ? ~std::uint64_t{0} : 0;
    for (; ends != 0; ends &= ends - 1) {
        const std::uint64_t end_bit = ends & (~ends + 1);
        if (letters == 0) {
            const std::uint64_t start_bit = starts & (~starts + 1);
            const auto bit = static_cast<unsigned>(std::countr_zero(starts));
            word.start = {at + bit, point + bit - count(block.inner & (start_bit - 1))};
            starts ^= start_bit;
            letters = ~(start_bit - 1);
            careful = always;
            stretched = odd = false;
        } else {
            stretched = again_before_ != 0 && (block.again & (end_bit - 1)) != 0;
        }
        const std::uint64_t here = letters & (end_bit - 1);
        letters = 0;
        word.end = at + static_cast<unsigned>(std::countr_zero(ends));
        if (odd || (block.odd & here) != 0) {
            always |= careful_ |= odd_words_.read(word, before_);
            if (!odd_words_.is_well_formed()) return false;
            continue;
        }
        const std::uint64_t again = block.again & here;
        stretched = stretched | ((again & (again - 1)) != 0);
        word.key = WordScreen::key_of(first_bytes(text_, word.start.byte), word.end - word.start.byte);
        if (careful | stretched | may_begin(word)) look_at(word);
        before_.start.byte = word.start.byte;
        before_.start.point = word.start.point;
        before_.end = word.end;
        before_.key = word.key;
        before_.flags = 0;
    }
    careful_before_ = always | (block.digit != 0) | (letters != 0 && careful);
    if (letters != 0) {
        // All of the block belongs to one word.
        again_before_ |= block.again;
        odd_ = odd || block.odd != 0;
        return true;
    }
    in_word_ = starts != 0;
    if (!in_word_) return true;
    const auto bit = static_cast<unsigned>(std::countr_zero(starts));
    word_.start = {at + bit, point + bit - count(block.inner & (starts - 1))};
    again_before_ = block.again & ~(starts | (starts - 1));
    odd_ = (block.odd & ~(starts - 1)) != 0;
    return true;
}

/// Behind a word that is not plain more phrases may begin.
bool Scan::odd_phrase(const Word& word) const {
    return before_.has(Word::kOdd) && compiled_.screen.any().phrase_may_begin(before_.key, word.key);
}

bool Scan::may_begin(const Word& word) const {
    const KeyScreen& screen = compiled_.screen.plain();
    const bool phrase = screen.phrase_may_begin(before_.key, word.key);
    return either(either(phrase, screen.may_begin(word.key)), odd_phrase(word));
}

/// Whether any word that ends in the block must be looked at for what it is made of. Errs on the side of "yes".
bool Scan::shows_trick(const Block& block, std::uint64_t starts, std::uint64_t ends, std::size_t at) {
    const std::uint64_t letters = block.word & ~block.digit;
    const bool mixed = ((block.digit & (letters << 1)) | (letters & (block.digit << 1))) != 0;
    const bool joined_before = at > 0 && (starts & 1U) != 0 && kRoles[byte_at(text_, at - 1)] != 0;
    const bool joined = ((block.joins & (starts >> 1)) | (block.signs & ends)) != 0 || joined_before;
    // Words of one letter, or of the same two: where they begin, and their last letters.
    const std::uint64_t lone = starts & ~(block.word >> 1);
    const std::uint64_t twice = block.again & (starts << 1) & ~(block.word >> 1);
    const std::uint64_t firsts = lone | (twice >> 1);
    std::uint64_t lasts = lone | twice;
    // Longer ones, and what began in the block before, may be such words.
    const bool stretched = (block.again & (block.again << 1)) != 0;
    if (stretched) lasts |= block.word;
    if (in_word_) lasts |= (ends & (~ends + 1)) >> 1;
    const std::uint64_t all = ~std::uint64_t{0};
    const auto near = [&](std::uint64_t last_letters, std::uint64_t before) {
        if (in_word_) before = all;
        return (last_letters << 2) | (last_letters << 3) | (last_letters << 4) | (before >> 62) | (before >> 61) |
               (before >> 60);
    };
    // The second of them, and the third, that stands near the one before.
    const std::uint64_t second = firsts & near(lasts, singles_before_[0]);
    const std::uint64_t seconds = (second | (second << 1)) & lasts;
    const std::uint64_t third = firsts & near(stretched || in_word_ ? lasts : seconds, singles_before_[1]);
    singles_before_ = {lasts, stretched || in_word_ ? lasts : seconds};
    return mixed | joined | stretched | (third != 0);
}

Scan::Traits Scan::traits_of(const Word& word) const {
    unsigned again = 0;
    bool digits = false;
    bool letters = false;
    unsigned char before = 0;
    for (std::size_t at = word.start.byte; at < word.end; ++at) {
        const auto small = static_cast<unsigned char>(byte_at(text_, at) | 0x20U);
        (is_digit(small) ? digits : letters) = true;
        again += small == before ? 1 : 0;
        before = small;
    }
    return {again >= 2, again + 1 == word.end - word.start.byte, digits && letters};
}

void Scan::look_at(const Word& word) {
    const bool plainly = !looks_.has_read_plainly(word.start.byte);
    const bool disguised = !looks_.has_read_disguised(word.end);
    if (!plainly && !disguised) return;
    const Traits traits = traits_of(word);
    if (plainly) look_plainly(word, traits);
    if (disguised && is_disguised(word, traits)) looks_.read_disguised(word.start, word.end);
}

void Scan::look_plainly(const Word& word, const Traits& traits) {
    const WordScreen& screen = compiled_.screen;
    // A phrase may have begun with the word before; of stretched letters the screen cannot tell.
    const bool phrase = traits.stretched || screen.plain().phrase_may_begin(before_.key, word.key) || odd_phrase(word);
    if (phrase) return looks_.read_phrase(before_, word.start, word.end);
    const std::string_view rest = text_.substr(word.start.byte);
    if (screen.plain().may_begin(word.key) || screen.may_begin_inside(rest, word.end - word.start.byte))
        looks_.read_plainly(word.start, word.end);
}

bool Scan::is_disguised(const Word& word, const Traits& traits) const {
    if (traits.mixed || is_joined(text_, word.start.byte, word.end, before_)) return true;
    return traits.single && is_near(before_, word.start.byte) && is_single(text_, before_);
}

}  // namespace dayroom::facility::filter
