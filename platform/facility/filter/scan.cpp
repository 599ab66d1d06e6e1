#include "platform/facility/filter/scan.h"

#include <algorithm>
#include <bit>

#include "platform/facility/filter/roles.h"

namespace dayroom::facility::filter {
namespace {

/// Without a branch: which of the two it is cannot be foretold.
bool either(bool one, bool other) { return (static_cast<unsigned>(one) | static_cast<unsigned>(other)) != 0; }

/// `before` moved on by a block of `count` letters, whose own bits are `now`.
std::uint64_t moved_on(std::uint64_t before, std::uint64_t now, std::size_t count) {
    if (count == Block::kBytes) return now;
    return count == 0 ? before : now << (Block::kBytes - count) | before >> count;
}

}  // namespace

Scan::Scan(const Compiled& compiled, std::string_view text, Hits& hits)
    : compiled_(compiled),
      hits_(hits),
      looks_(compiled, text, hits),
      odd_words_(compiled, text, looks_),
      window_(text),
      screen_(&compiled.screen.any()) {}

bool Scan::run() {
    do {
        window_.read_on();
        const bool goes_on = in_word_ && flags_ != 0;  // a word that is not plain
        flags_ = window_.plain() && !goes_on ? 0 : Word::kFolded;
        screen_ = flags_ == 0 ? &compiled_.screen.plain() : &compiled_.screen.any();
        if (!read_block(window_.block())) return false;
        if (!hits_.result().complete) return true;
    } while (!window_.is_last());
    return true;
}

/// Behind a word that is not plain more phrases may begin.
bool Scan::odd_phrase(const Word& word) const {
    return before_.flags != 0 && flags_ == 0 && compiled_.screen.any().phrase_may_begin(before_.key, word.key) != 0;
}

inline bool Scan::may_begin(const Word& word) const {
    const unsigned found = screen_->phrase_may_begin(before_.key, word.key) | screen_->may_begin(word.key);
    return either(found != 0, odd_phrase(word));
}

inline void Scan::read_word(Word& word, bool careful) {
    word.key = WordScreen::key_of(window_.eight(word.first), word.end - word.first);
    if (careful | may_begin(word)) look_at(word);
    before_.first = word.first;
    before_.end = word.end;
    before_.key = word.key;
    before_.flags = flags_;
}

/// All words that end in the block; where the text ends, the last word does.
bool Scan::read_block(const Block& block) {
    const std::uint64_t after_word = (block.word << 1) | (in_word_ ? 1U : 0U);
    std::uint64_t starts = block.word & ~after_word;
    std::uint64_t ends = ~block.word & after_word;
    if (!window_.is_last() && window_.count() < Block::kBytes) ends &= (std::uint64_t{1} << window_.count()) - 1;
    // What all words of the block are looked at for.
    bool always = either(either(shows_trick(block, starts, ends), compiled_.screen.has_inner()), careful_);
    careful_ = false;
    if (in_word_) {
        // The word that began in a block before.
        if (ends == 0) {
            go_on_in_word(block, always);
            return true;
        }
        const std::uint64_t letters = (ends & (~ends + 1)) - 1;
        word_.end = window_.first() + static_cast<unsigned>(std::countr_zero(ends));
        ends &= ends - 1;
        const std::uint64_t again = block.again & letters;
        const bool stretched = (again_before_ != 0 && again != 0) || (again & (again - 1)) != 0;
        const bool careful = always || careful_before_ || block.digit != 0 || stretched;
        const bool odd = odd_ || (block.odd & letters) != 0 || !window_.sees(word_.first - 1);
        if (!odd) {
            read_word(word_, careful);
            before_.start = word_.start;
        } else if (!read_odd(word_, always)) {
            return false;
        }
    }
    const bool calm = !always && block.odd == 0 && (block.again & (block.again - 1)) == 0;
    if (calm) {
        read_calmly(starts, ends);
    } else if (!read_carefully(block, starts, ends, always)) {
        return false;
    }
    before_.start = start_of(before_);
    careful_before_ = always || block.digit != 0;
    in_word_ = starts != 0;
    if (!in_word_) return true;
    word_.first = window_.first() + static_cast<unsigned>(std::countr_zero(starts));
    word_.start = window_.place(word_.first);
    again_before_ = block.again & ~(starts | (starts - 1));
    odd_ = (block.odd & ~(starts - 1)) != 0;
    return true;
}

/// All of the block belongs to one word.
void Scan::go_on_in_word(const Block& block, bool always) {
    careful_before_ = careful_before_ || always || block.digit != 0;
    again_before_ |= block.again;
    odd_ = odd_ || block.odd != 0;
    before_.start = start_of(before_);
}

/// Words that are looked at only if something may begin with them: nearly all are done with after a few looks into the
/// screen.
void Scan::read_calmly(std::uint64_t& starts, std::uint64_t ends) {
    Word word;
    for (; ends != 0; ends &= ends - 1) {
        word.first = window_.first() + static_cast<unsigned>(std::countr_zero(starts));
        word.end = window_.first() + static_cast<unsigned>(std::countr_zero(ends));
        starts &= starts - 1;
        read_word(word, false);
    }
}

bool Scan::read_carefully(const Block& block, std::uint64_t& starts, std::uint64_t ends, bool& always) {
    Word word;
    for (; ends != 0; ends &= ends - 1) {
        const std::uint64_t letters = ((ends & (~ends + 1)) - 1) & ~((starts & (~starts + 1)) - 1);
        word.first = window_.first() + static_cast<unsigned>(std::countr_zero(starts));
        word.end = window_.first() + static_cast<unsigned>(std::countr_zero(ends));
        starts &= starts - 1;
        if ((block.odd & letters) != 0) {
            if (!read_odd(word, always)) return false;
            continue;
        }
        const std::uint64_t again = block.again & letters;
        read_word(word, always | ((again & (again - 1)) != 0));
    }
    return true;
}

bool Scan::read_odd(const Word& word, bool& always) {
    before_.start = start_of(before_);
    careful_ |=
        odd_words_.read(word, {start_of(word), window_.byte(word.end), beside(window_, word, before_)}, before_);
    always |= careful_;
    return odd_words_.is_well_formed();
}

Place Scan::start_of(const Word& word) const {
    return word.has(Word::kOdd) || word.first < window_.first() ? word.start : window_.place(word.first);
}

bool Scan::phrase_may_begin(const Word& word) const {
    return either(screen_->phrase_may_begin(before_.key, word.key) != 0, odd_phrase(word));
}

/// Whether any word that ends in the block must be looked at for what it is made of. Errs on the side of "yes".
bool Scan::shows_trick(const Block& block, std::uint64_t starts, std::uint64_t ends) {
    const std::uint64_t letters = block.word & ~block.digit;
    const bool mixed = ((block.digit & (letters << 1)) | (letters & (block.digit << 1))) != 0;
    const bool joined_before = (starts & 1U) != 0 && kRoles[window_.at(window_.first() - 1)] != 0;
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
    singles_before_ = {moved_on(singles_before_[0], lasts, window_.count()),
                       moved_on(singles_before_[1], stretched || in_word_ ? lasts : seconds, window_.count())};
    return mixed | joined | stretched | (third != 0);
}

Scan::Traits Scan::traits_of(const Word& word) const {
    unsigned again = 0;
    bool digits = false;
    bool letters = false;
    unsigned char before = 0;
    for (std::size_t letter = word.first; letter < word.end; ++letter) {
        const auto small = static_cast<unsigned char>(window_.at(letter) | 0x20U);
        (is_digit(small) ? digits : letters) = true;
        again += small == before ? 1 : 0;
        before = small;
    }
    return {again >= 2, again + 1 == word.end - word.first, digits && letters};
}

void Scan::look_at(const Word& word) {
    const Place start = start_of(word);
    const std::size_t end = window_.byte(word.end);
    const bool plainly = !looks_.has_read_plainly(start.byte);
    const bool disguised = !looks_.has_read_disguised(end);
    if (!plainly && !disguised) return;
    const Traits traits = traits_of(word);
    if (plainly) look_plainly(word, start, end, traits);
    if (disguised && is_disguised(word, traits)) looks_.read_disguised(start, end);
}

void Scan::look_plainly(const Word& word, Place start, std::size_t end, const Traits& traits) {
    // A phrase may have begun with the word before; of stretched letters the screen cannot tell.
    if (traits.stretched || phrase_may_begin(word))
        return looks_.read_phrase(before_.end > 0 ? start_of(before_) : start, start, end);
    if (screen_->may_begin(word.key) != 0 ||
        compiled_.screen.may_begin_inside(window_.from(word.first), word.end - word.first))
        looks_.read_plainly(start, end);
}

bool Scan::is_disguised(const Word& word, const Traits& traits) const {
    if (traits.mixed || beside(window_, word, before_) != 0) return true;
    return traits.single && is_near(before_, word) && is_single(before_);
}

}  // namespace dayroom::facility::filter
