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

/// Bytes behind a block that may be looked at: those of a word that begins at its end.
constexpr std::size_t kBehind = sizeof(std::uint64_t);

}  // namespace

Scan::Scan(const Compiled& compiled, std::string_view text, Hits& hits)
    : compiled_(compiled), text_(text), hits_(hits) {}

void Scan::run() {
    std::uint32_t point = 0;
    unsigned char before = ' ';
    std::size_t at = 0;
    const auto read = [&](const char* bytes) {
        const Block block = block_of(bytes, before);
        read_block(block, bytes, at, point);
        point += static_cast<std::uint32_t>(Block::kBytes) - count(block.inner);
        before = static_cast<unsigned char>(bytes[Block::kBytes - 1]);
        at += Block::kBytes;
    };
    while (at + Block::kBytes + kBehind <= text_.size()) {
        read(text_.data() + at);
        if (!hits_.result().complete) return;
    }
    // The rest, with spaces behind it: the last word ends.
    std::array<char, 2 * Block::kBytes + kBehind> rest;
    rest.fill(' ');
    std::copy(text_.begin() + static_cast<std::ptrdiff_t>(at), text_.end(), rest.begin());
    const bool two = text_.size() - at >= Block::kBytes;
    read(rest.data());
    if (two && hits_.result().complete) read(rest.data() + Block::kBytes);
}

void Scan::read_block(const Block& block, const char* bytes, std::size_t at, std::uint32_t point) {
    const std::uint64_t after_word = (block.word << 1) | (in_word_ ? 1U : 0U);
    std::uint64_t starts = block.word & ~after_word;
    std::uint64_t ends = ~block.word & after_word;
    std::uint64_t unread = ~std::uint64_t{0};  // bits of the block behind the last word that ended
    std::uint64_t first = 0;                   // the first letter of the word, which repeats nothing
    Word word = word_;
    Word before = before_;
    bool in_word = in_word_;
    while (in_word || starts != 0) {
        if (!in_word) {
            const auto start = static_cast<unsigned>(std::countr_zero(starts));
            first = starts & (~starts + 1);
            unread = ~(first - 1);
            starts ^= first;
            word.start = {at + start, point + start - count(block.inner & (first - 1))};
            word.bytes = swar::load(bytes + start);
            word.traits = 0;
        }
        in_word = ends == 0;
        const std::uint64_t end_bit = ends & (~ends + 1);
        word.traits = traits_of(block, unread & (end_bit - 1), first, word.traits);
        if (in_word) break;
        word.end = at + static_cast<unsigned>(std::countr_zero(ends));
        ends ^= end_bit;
        word.key = WordScreen::key_of(word.bytes, word.end - word.start.byte);
        const bool begins = may_begin(word, before);
        if (begins | may_be_disguised(word, before)) look_at(word, before, begins);
        before = word;
    }
    word_ = word;
    before_ = before;
    in_word_ = in_word;
}

/// Without branches: what a word holds is as good as random to the processor.
inline unsigned Scan::traits_of(const Block& block, std::uint64_t bits, std::uint64_t first, unsigned so_far) {
    const std::uint64_t rest = bits & ~first;
    const std::uint64_t again = block.again & rest;
    const unsigned repeats = again != 0 ? kAgain : 0U;
    unsigned traits = so_far | repeats;
    traits |= (again & (again - 1)) != 0 ? kStretched : 0U;
    traits |= (so_far & repeats) * kStretched;
    traits |= again != rest ? kDiffers : 0U;
    traits |= (block.odd & bits) != 0 ? kOdd : 0U;
    traits |= (block.digit & bits) != 0 ? kDigits : 0U;
    traits |= (bits & ~block.digit & ~block.odd) != 0 ? kLetters : 0U;
    return traits;
}

inline bool Scan::may_begin(const Word& word, const Word& before) const {
    const WordScreen& screen = compiled_.screen;
    return ((word.traits & (kOdd | kStretched)) != 0) | screen.phrase_may_begin(before.key, word.key) |
           screen.may_begin(word.key, word.end - word.start.byte) | screen.has_inner();
}

inline unsigned Scan::roles_around(const Word& word) const {
    const unsigned in_front = word.start.byte > 0 ? kRoles[byte_at(text_, word.start.byte - 1)] : 0U;
    const unsigned behind = word.end < text_.size() ? kRoles[byte_at(text_, word.end)] : 0U;
    return (in_front & (kJoins | kSignBefore)) | (behind & kSignBehind);
}

/// Errs on the side of "perhaps".
inline bool Scan::may_be_disguised(const Word& word, const Word& before) const {
    constexpr unsigned kMixed = kDigits | kLetters;
    const bool near = word.start.byte - before.end <= 3;
    return ((word.traits & kOdd) != 0) | ((word.traits & kMixed) == kMixed) | (roles_around(word) != 0) |
           (near & word.single() & before.single());
}

void Scan::look_at(const Word& word, const Word& before, bool begins) {
    const std::size_t length = word.end - word.start.byte;
    if (begins && word.start.byte >= plain_until_) {
        const WordScreen& screen = compiled_.screen;
        // A phrase may have begun with the word before; of a word that is not plain the screen cannot tell.
        const bool phrase = (word.traits & (kOdd | kStretched)) != 0 || screen.phrase_may_begin(before.key, word.key);
        if (phrase || screen.may_begin(word.key, length) ||
            screen.may_begin_inside(text_.substr(word.start.byte), length)) {
            if (!plain_) plain_.emplace(compiled_, text_, hits_);
            const bool from_before = phrase && before.end > 0 && before.start.byte >= plain_until_;
            plain_until_ = plain_->read(from_before ? before.start : word.start, word.end);
        }
    }
    if (word.start.byte < disguise_until_.byte || !may_be_disguised(word, before)) return;
    const std::size_t gap = word.start.byte - before.end;
    const bool joined = gap <= 3 && (gap < 3 || word.single());
    constexpr unsigned kMixed = kDigits | kLetters;
    const bool trick = (word.traits & kOdd) != 0 || (word.traits & kMixed) == kMixed || joined ||
                       (roles_around(word) & (kSignBefore | kSignBehind)) != 0;
    if (!trick) return;
    if (!disguise_) disguise_.emplace(compiled_, text_, hits_);
    // A run may have begun with the word before this one, or with a sign in front of it.
    Place from = before.end > 0 ? before.start : Place{};
    if (from.byte < disguise_until_.byte) from = disguise_until_;
    disguise_until_ = disguise_->read(from, word.end);
}

}  // namespace dayroom::facility::filter
