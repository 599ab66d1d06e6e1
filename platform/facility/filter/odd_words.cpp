#include "platform/facility/filter/odd_words.h"

#include <algorithm>

#include "platform/facility/filter/roles.h"

namespace dayroom::facility::filter {
namespace {

struct AlphabetLetter {
    char32_t code_point;
    std::size_t bytes;
};
/// A code point below kQuickFolds in the forms that alphabets have; for all else one that is no letter.
AlphabetLetter alphabet_letter(std::string_view text, std::size_t at) {
    constexpr AlphabetLetter kNone{' ', 0};
    const auto byte = [&](std::size_t i) -> unsigned { return static_cast<unsigned char>(text[at + i]); };
    const unsigned first = byte(0);
    if (first < 0x80) return {first, 1};
    if (at + 2 >= text.size() || (byte(1) & 0xC0U) != 0x80) return kNone;
    if (first >= 0xC2 && first < 0xE0) return {((first & 0x1FU) << 6) | (byte(1) & 0x3FU), 2};
    if (first != 0xE1 || (byte(2) & 0xC0U) != 0x80) return kNone;
    return {0x1000U | ((byte(1) & 0x3FU) << 6) | (byte(2) & 0x3FU), 3};
}

bool is_white(std::string_view text, std::size_t at) { return at >= text.size() || is_ascii_space(text[at]); }

}  // namespace

bool OddWords::read(const Word& raw, Word& before) {
    raw_ = raw;
    outer_ = before;
    before_ = &before;
    at_ = raw.start;
    part_.count = 0;
    unbounded_ = 0;
    token_ = {};
    has_last_ = last_single_ = gap_open_ = trick_ = false;
    separator_.clear();
    for (quick_letters(); at_.byte < raw.end; quick_letters()) {
        const utf8::Decoded next = decode_at(text_, at_.byte);
        if (!next.valid) {
            well_formed_ = false;
            return false;
        }
        slow(fold(next.code_point), next.bytes);
        at_.byte += next.bytes;
        ++at_.point;
    }
    end_token();
    look_at_edges();
    if (trick_ && !looks_.has_read_disguised(raw.end)) looks_.read_disguised(raw.start, raw.end);
    if (!has_last_ || gap_open_) before.flags |= Word::kLoose;
    return has_last_ ? last_single_ : is_single(text_, outer_);
}

/// As many letters of alphabets as stand here: nearly all of most texts, so what is known of them is kept at hand.
void OddWords::quick_letters() {
    Place at = at_;
    Part part = part_;
    Letters token = token_;
    const bool keeps_letters = compiled_.screen.has_inner();
    while (at.byte < raw_.end) {
        const auto [code_point, bytes] = alphabet_letter(text_, at.byte);
        const QuickFold quick = kQuickFold[code_point];
        if (quick.kind == QuickKind::kSlow) break;
        if (quick.kind == QuickKind::kLetter) {
            if (token.flags == 0) begin_token();
            if (part.count == 0) begin_part(part, at);
            token.add(quick.letter, is_digit(quick.letter) ? kDigit : kLetter);
            if (keeps_letters) letters_[std::min(part.count, kRoom - 1)] = static_cast<char>(quick.letter);
            part.add(quick.letter);
        }
        at.byte += bytes;
        ++at.point;
    }
    at_ = at;
    part_ = part;
    token_ = token;
}

void OddWords::begin_part(Part& part, Place at) {
    part = {at, 0, 0, 0, 0};
    unbounded_ = 0;
}

/// A letter of an alphabet that is not looked up so quickly.
void OddWords::bounded(unsigned char letter) {
    if (token_.flags == 0) begin_token();
    if (part_.count == 0) begin_part(part_, at_);
    token_.add(letter, is_digit(letter) ? kDigit : kLetter);
    letters_[std::min(part_.count, kRoom - 1)] = static_cast<char>(letter);
    part_.add(letter);
}

void OddWords::begin_token() {
    if (!has_last_) near_first_ = gap_open_ || is_near(outer_, raw_.start.byte);
    if (!gap_open_) return;
    gap_open_ = false;
    const bool goes_on = has_last_ || !is_white(text_, raw_.start.byte - 1);
    trick_ |= goes_on && separator_.between() == Between::kGlued;
    separator_.clear();
}

void OddWords::end_part() {
    if (part_.count == 0) return;
    const WordScreen& screens = compiled_.screen;
    const KeyScreen& screen = screens.any();
    const bool phrase = part_.again >= 2 || screen.phrase_may_begin(before_->key, part_.key);
    const std::string_view letters(letters_.data(), std::min(part_.count, kRoom));
    const bool inside =
        screens.has_inner() && (part_.count > kRoom || screens.may_begin_inside(letters, letters.size()));
    if ((phrase || inside || screen.may_begin(part_.key)) && !looks_.has_read_plainly(part_.start.byte)) {
        phrase ? looks_.read_phrase(*before_, part_.start, at_.byte) : looks_.read_plainly(part_.start, at_.byte);
    }
    *before_ = {part_.start, at_.byte, part_.key, Word::kOdd};
    part_.count = 0;
}

void OddWords::unbounded(char32_t letter) {
    end_part();
    if (letter == unbounded_) return;
    const UnboundedScreen& screen = compiled_.screen.unbounded();
    if (unbounded_ != 0 && screen.may_begin(unbounded_, letter) && !looks_.has_read_plainly(unbounded_start_.byte))
        looks_.read_plainly(unbounded_start_, at_.byte + 1);
    if (screen.may_begin(letter) && !looks_.has_read_plainly(at_.byte)) looks_.read_plainly(at_, at_.byte + 1);
    unbounded_ = letter;
    unbounded_start_ = at_;
}

void OddWords::slow(const Fold& folded, std::size_t bytes) {
    if (folded.kind == FoldKind::kIgnored) return;
    if (folded.kind != FoldKind::kLetters) {
        unbounded_ = 0;
        return gap(folded, bytes);
    }
    if (folded.picture) {
        // A letter to the plain view, to the disguised one it stands between tokens.
        gap(folded, bytes);
        return unbounded(folded.first);
    }
    const auto letter = [&](char32_t next) {
        if (!folded.unbounded) return bounded(screen_byte(next));
        if (token_.flags == 0) begin_token();
        token_.add(next, kUnbounded);
        unbounded(next);
    };
    letter(folded.first);
    for (const char32_t next : folded.rest) letter(next);
}

void OddWords::gap(const Fold& folded, std::size_t bytes) {
    const std::string_view behind = text_.substr(at_.byte + bytes);
    if (folded.kind == FoldKind::kBreak && is_sign(folded.first, behind)) {
        // Between letters of a script without spaces a sign is a letter only to patterns that have both.
        const bool plain_before = (token_.flags & (kLetter | kDigit)) != 0 || (token_.flags == 0 && !gap_open_);
        const bool plain_behind = behind.empty() || !fold(utf8::decode(behind).code_point).unbounded;
        trick_ = trick_ || plain_before || plain_behind || compiled_.screen.mixes_scripts();
    }
    end_token();
    separator_.add(folded);
    gap_open_ = true;
}

void OddWords::end_token() {
    end_part();
    if (token_.flags == 0) return;
    const bool letters = (token_.flags & kLetter) != 0;
    const bool mixed = letters || ((token_.flags & kUnbounded) != 0 && compiled_.screen.mixes_scripts());
    trick_ |= (token_.flags & kDigit) != 0 && mixed;
    const bool single = token_.different == 0;
    if (single && (has_last_ || near_first_)) trick_ |= has_last_ ? last_single_ : is_single(text_, outer_);
    if (unbounded_ != 0) *before_ = {unbounded_start_, 0, 0, 0};
    before_->end = at_.byte;
    before_->flags = single ? Word::kOdd | Word::kSingle : Word::kOdd;
    token_ = {};
    last_single_ = single;
    has_last_ = true;
}

/// What joins this word to plain ones beside it.
void OddWords::look_at_edges() {
    trick_ |= is_joined(text_, raw_.start.byte, raw_.end, outer_);
    if (!gap_open_ || is_white(text_, raw_.end)) return;
    const bool goes_on = has_last_ || !is_white(text_, raw_.start.byte - 1);
    trick_ |= goes_on && separator_.between() == Between::kGlued;
}

}  // namespace dayroom::facility::filter
