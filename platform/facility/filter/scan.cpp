#include "platform/facility/filter/scan.h"

#include <algorithm>
#include <bit>

namespace dayroom::facility::filter {
namespace {

/// What an ASCII character may be to a disguised word beside it.
enum : unsigned {
    kJoins = 1,       // "b.o.m.b"
    kSignBefore = 2,  // "$hit", "!diot"
    kSignBehind = 4,  // "a$$"
};
constexpr std::array<std::uint8_t, 256> make_roles() {
    std::array<std::uint8_t, 256> roles = {};
    for (unsigned char c = 0x21; c < 0x7F; ++c) {
        const bool plain = is_digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        if (plain) continue;
        const Leet read = leet(c);
        unsigned role = 0;
        if (joins(c)) role |= kJoins;
        if (read.letter != 0) role |= kSignBefore;
        if (read.letter != 0 && !read.before_letter) role |= kSignBehind;
        roles[c] = static_cast<std::uint8_t>(role);
    }
    return roles;
}
constexpr std::array<std::uint8_t, 256> kRoles = make_roles();

unsigned char byte_at(std::string_view text, std::size_t at) { return static_cast<unsigned char>(text[at]); }

/// Mostly there are none, and counting is a call on processors of old.
std::uint32_t count(std::uint64_t bits) { return bits == 0 ? 0 : static_cast<std::uint32_t>(std::popcount(bits)); }

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
    : compiled_(compiled), text_(text), hits_(hits) {}

void Scan::run() {
    std::uint32_t point = 0;
    std::size_t at = 0;
    unsigned char before = ' ';
    for (; at + Block::kBytes <= text_.size(); at += Block::kBytes) {
        const Block block = block_of(text_.data() + at, before);
        read_block(block, at, point);
        if (!hits_.result().complete) return;
        point += static_cast<std::uint32_t>(Block::kBytes) - count(block.inner);
        before = byte_at(text_, at + Block::kBytes - 1);
    }
    // Where the text ends, the last word does.
    read_block(last_block(text_, at), at, point);
}

/// All words that end in the block. Nearly all are done with after a few looks into the screen.
void Scan::read_block(const Block& block, std::size_t at, std::uint32_t point) {
    const std::uint64_t after_word = (block.word << 1) | (in_word_ ? 1U : 0U);
    std::uint64_t starts = block.word & ~after_word;
    std::uint64_t ends = ~block.word & after_word;
    const bool always = either(shows_trick(block, starts, ends, at), compiled_.screen.has_inner());
    // The word that began in the block before, if one did.
    Word word = word_;
    bool careful = always | careful_before_ | (block.digit != 0);
    bool stretched = false;
    std::uint64_t letters = in_word_ ? ~std::uint64_t{0} : 0;
    for (; ends != 0; ends &= ends - 1) {
        const std::uint64_t end_bit = ends & (~ends + 1);
        if (letters == 0) {
            const std::uint64_t start_bit = starts & (~starts + 1);
            const auto bit = static_cast<unsigned>(std::countr_zero(starts));
            word.start = {at + bit, point + bit - count(block.inner & (start_bit - 1))};
            starts ^= start_bit;
            letters = ~(start_bit | (start_bit - 1));
            careful = always;
            stretched = false;
        } else {
            stretched = again_before_ != 0 && (block.again & (end_bit - 1)) != 0;
        }
        const std::uint64_t again = block.again & letters & (end_bit - 1);
        letters = 0;
        stretched = stretched | ((again & (again - 1)) != 0);
        word.end = at + static_cast<unsigned>(std::countr_zero(ends));
        word.key = WordScreen::key_of(first_bytes(text_, word.start.byte), word.end - word.start.byte);
        const bool begins =
            either(compiled_.screen.phrase_may_begin(before_.key, word.key), compiled_.screen.may_begin(word.key));
        if (careful | begins | stretched) look_at(word, before_);
        second_before_ = before_.start;
        before_.start.byte = word.start.byte;
        before_.start.point = word.start.point;
        before_.end = word.end;
        before_.key = word.key;
    }
    careful_before_ = always | (block.digit != 0) | (letters != 0 && careful);
    if (letters != 0) {
        // All of the block belongs to one word.
        again_before_ |= block.again;
        return;
    }
    in_word_ = starts != 0;
    if (!in_word_) return;
    const auto bit = static_cast<unsigned>(std::countr_zero(starts));
    word_.start = {at + bit, point + bit - count(block.inner & (starts - 1))};
    again_before_ = block.again & ~(starts | (starts - 1));
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
    return (block.odd != 0) | mixed | joined | stretched | (third != 0);
}

Scan::Traits Scan::traits_of(const Word& word) const {
    Traits traits;
    unsigned again = 0;
    unsigned char before = 0;
    for (std::size_t at = word.start.byte; at < word.end; ++at) {
        const unsigned char byte = byte_at(text_, at);
        const auto small = static_cast<unsigned char>(byte | 0x20U);
        const bool digit = is_digit(byte);
        const bool letter = small >= 'a' && small <= 'z';
        traits.digits |= digit;
        traits.letters |= letter;
        if (!digit && !letter) {
            traits.odd = true;
            read_odd(word, traits);
            return traits;
        }
        again += small == before ? 1 : 0;
        before = small;
    }
    traits.single = word.end > 0 && again + 1 == word.end - word.start.byte;
    traits.stretched = again >= 2;
    return traits;
}

void Scan::read_odd(const Word& word, Traits& traits) const {
    char32_t letter = 0;  // of the token that is being read
    bool single = true;   // that token, so far
    bool single_before = false;
    const auto end_token = [&] {
        traits.single |= letter != 0 && single;
        traits.trick |= letter != 0 && single && single_before;
        if (letter != 0) single_before = single;
        letter = 0;
        single = true;
    };
    for (std::size_t at = word.start.byte; at < word.end;) {
        const utf8::Decoded next = decode_at(text_, at);
        at += next.bytes;
        const Fold folded = fold(next.code_point);
        if (folded.kind == FoldKind::kIgnored) continue;
        if (folded.kind == FoldKind::kLetters && !folded.picture) {
            traits.digits |= is_digit(folded.first);
            traits.letters |= !is_digit(folded.first);
            single &= letter == 0 || letter == folded.first;
            letter = folded.first;
            for (const char32_t more : folded.rest) single &= more == letter;
            continue;
        }
        end_token();
        traits.trick |= folded.picture || (folded.kind == FoldKind::kBreak && joins(folded.first));
    }
    end_token();
}

void Scan::look_at(const Word& word, const Word& before) {
    const bool plainly = word.start.byte >= plain_until_;
    const bool disguised = word.start.byte >= disguise_until_.byte;
    if (!plainly && !disguised) return;
    const Traits traits = traits_of(word);
    if (plainly) look_plainly(word, traits, before);
    if (!disguised || !is_disguised(word, traits, before)) return;
    if (!disguise_) disguise_.emplace(compiled_, text_, hits_);
    // A run may have begun with the word before this one, or with a sign in front of it; one of single letters shows
    // itself at the third.
    Place from = traits.single ? second_before_ : before.start;
    if (from.byte < disguise_until_.byte) from = disguise_until_;
    disguise_until_ = disguise_->read(from, word.end);
}

void Scan::look_plainly(const Word& word, const Traits& traits, const Word& before) {
    const WordScreen& screen = compiled_.screen;
    // A phrase may have begun with the word before; of a word that is not plain the screen cannot tell.
    const bool phrase = traits.odd || traits.stretched || screen.phrase_may_begin(before.key, word.key);
    const std::size_t length = word.end - word.start.byte;
    if (!phrase && !screen.may_begin(word.key) && !screen.may_begin_inside(text_.substr(word.start.byte), length)) {
        return;
    }
    if (!plain_) plain_.emplace(compiled_, text_, hits_);
    const bool from_before = phrase && before.end > 0 && before.start.byte >= plain_until_;
    plain_until_ = plain_->read(from_before ? before.start : word.start, word.end);
}

bool Scan::is_disguised(const Word& word, const Traits& traits, const Word& before) const {
    if (traits.trick || (traits.digits && traits.letters)) return true;
    if (word.end < text_.size() && (kRoles[byte_at(text_, word.end)] & kSignBehind) != 0) return true;
    if (word.start.byte == 0) return false;
    const unsigned in_front = kRoles[byte_at(text_, word.start.byte - 1)];
    if ((in_front & kSignBefore) != 0) return true;
    if (before.end == 0) return false;
    const std::size_t gap = word.start.byte - before.end;
    if (gap <= 3 && traits.single && traits_of(before).single) return true;
    return (in_front & kJoins) != 0 && (gap == 1 || (gap == 2 && (kRoles[byte_at(text_, before.end)] & kJoins) != 0));
}

}  // namespace dayroom::facility::filter
