#include "platform/facility/filter/odd_words.h"

#include <algorithm>

#include "platform/facility/filter/roles.h"

namespace dayroom::facility::filter {
namespace {

bool is_white(std::string_view text, std::size_t at) { return at >= text.size() || is_ascii_space(text[at]); }

}  // namespace

bool OddWords::read(const Word& raw, Word& before) {
    raw_ = raw;
    outer_ = before;
    before_ = &before;
    at_ = raw.start;
    part_.count = 0;
    unbounded_ = 0;
    token_flags_ = 0;
    has_last_ = last_single_ = gap_open_ = trick_ = false;
    separator_.clear();
    while (at_.byte < raw.end) {
        const utf8::Decoded next = decode_at(text_, at_.byte);
        const QuickFold quick = next.code_point < kQuickFolds ? kQuickFold[next.code_point] : QuickFold{};
        if (quick.kind == QuickKind::kLetter) {
            bounded(quick.letter);
        } else if (quick.kind == QuickKind::kSlow) {
            if (!next.valid) {
                well_formed_ = false;
                return false;
            }
            slow(fold(next.code_point), next.bytes);
        }
        at_.byte += next.bytes;
        ++at_.point;
    }
    end_token();
    look_at_edges();
    if (trick_ && !looks_.has_read_disguised(raw.end)) looks_.read_disguised(raw.start, raw.end);
    if (!has_last_ || gap_open_) before.flags |= Word::kLoose;
    return has_last_ ? last_single_ : is_single(text_, outer_);
}

void OddWords::token_letter(char32_t letter, unsigned flag) {
    if (token_flags_ == 0) {
        begin_token();
        token_first_ = letter;
        token_same_ = true;
    }
    token_flags_ |= flag;
    token_same_ &= letter == token_first_;
}

void OddWords::begin_token() {
    if (!has_last_) near_first_ = gap_open_ || is_near(outer_, raw_.start.byte);
    if (!gap_open_) return;
    gap_open_ = false;
    const bool goes_on = has_last_ || !is_white(text_, raw_.start.byte - 1);
    trick_ |= goes_on && separator_.between() == Between::kGlued;
    separator_.clear();
}

void OddWords::bounded(unsigned char letter) {
    token_letter(letter, is_digit(letter) ? kDigit : kLetter);
    unbounded_ = 0;
    if (part_.count == 0) {
        part_.start = at_;
        part_.key = 0;
        part_.again = 0;
        part_.last = 0;
    }
    if (part_.count < kScreenedBytes) part_.key |= std::uint64_t{letter} << (8 * part_.count);
    part_.letters[std::min(part_.count, Part::kRoom - 1)] = static_cast<char>(letter);
    ++part_.count;
    part_.again += letter == part_.last ? 1 : 0;
    part_.last = letter;
}

void OddWords::end_part() {
    if (part_.count == 0) return;
    const WordScreen& screens = compiled_.screen;
    const KeyScreen& screen = screens.any();
    const bool phrase = part_.again >= 2 || screen.phrase_may_begin(before_->key, part_.key);
    const std::string_view letters(part_.letters.data(), std::min(part_.count, Part::kRoom));
    const bool inside =
        screens.has_inner() && (part_.count > Part::kRoom || screens.may_begin_inside(letters, letters.size()));
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
        token_letter(next, kUnbounded);
        unbounded(next);
    };
    letter(folded.first);
    for (const char32_t next : folded.rest) letter(next);
}

void OddWords::gap(const Fold& folded, std::size_t bytes) {
    const Leet read = folded.kind == FoldKind::kBreak ? leet(folded.first) : Leet{};
    if (read.letter != 0 && is_sign(folded.first, text_.substr(at_.byte + bytes))) {
        // Between letters of a script without spaces a sign is a letter only to patterns that have both.
        const std::string_view behind = text_.substr(at_.byte + bytes);
        const bool plain_before = (token_flags_ & (kLetter | kDigit)) != 0 || (token_flags_ == 0 && !gap_open_);
        const bool plain_behind = behind.empty() || !fold(utf8::decode(behind).code_point).unbounded;
        if (compiled_.screen.mixes_scripts() || plain_before || plain_behind) trick_ = true;
    }
    end_token();
    separator_.add(folded);
    gap_open_ = true;
}

void OddWords::end_token() {
    end_part();
    if (token_flags_ == 0) return;
    const bool letters = (token_flags_ & kLetter) != 0;
    const bool mixed = letters || ((token_flags_ & kUnbounded) != 0 && compiled_.screen.mixes_scripts());
    trick_ |= (token_flags_ & kDigit) != 0 && mixed;
    const bool near = has_last_ || near_first_;
    trick_ |= token_same_ && near && (has_last_ ? last_single_ : is_single(text_, outer_));
    if (unbounded_ != 0) before_->start = unbounded_start_;
    if (unbounded_ != 0) before_->key = 0;
    before_->end = at_.byte;
    before_->flags = token_same_ ? Word::kOdd | Word::kSingle : Word::kOdd;
    token_flags_ = 0;
    last_single_ = token_same_;
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
