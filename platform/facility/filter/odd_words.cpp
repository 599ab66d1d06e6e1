#include "platform/facility/filter/odd_words.h"

#include <algorithm>

#include "platform/facility/filter/roles.h"

namespace dayroom::facility::filter {
namespace {

/// Whether an alphabet's code point may begin with this byte.
bool leads_alphabet(unsigned first) { return first < 0xE0 || first == 0xE1; }

bool is_white(std::string_view text, std::size_t at) { return at >= text.size() || is_ascii_space(text[at]); }

}  // namespace

bool OddWords::read(const Word& raw, Word& before) {
    at_ = raw.start;
    part_.count = 0;
    token_.flags = 0;
    quick_run(raw.end);
    if (at_.byte == raw.end && token_.flags == kLetter) return whole_word(raw, before);
    raw_ = raw;
    outer_ = before;
    before_ = &before;
    unbounded_ = 0;
    has_last_ = last_single_ = gap_open_ = trick_ = false;
    separator_.clear();
    if (token_.flags != 0) begin_token();
    quick_unbounded();
    for (; at_.byte < raw.end; quick_letters()) {
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

/// As many letters of alphabets as stand here, nearly all of most texts. What is known of them is kept in registers: a
/// struct that is written in parts and copied whole would be waited for. The last two bytes of a text are left to the
/// slow way.
void OddWords::quick_run(std::size_t end) {
    const auto* bytes = reinterpret_cast<const unsigned char*>(text_.data());
    const std::size_t stop = std::min(end, text_.size() < 2 ? 0 : text_.size() - 2);
    const bool keeps_letters = compiled_.screen.has_inner();
    std::size_t at = at_.byte;
    std::uint32_t point = at_.point;
    std::size_t count = part_.count;
    std::uint64_t key = count > 0 ? part_.key : 0;
    unsigned again = count > 0 ? part_.again : 0;
    unsigned last = count > 0 ? part_.last : 0U;
    unsigned flags = token_.flags;
    char32_t first_letter = token_.first;
    char32_t different = flags != 0 ? token_.different : 0;
    while (at < stop) {
        const unsigned first = bytes[at];
        const unsigned second = bytes[at + 1];
        char32_t code_point = first;
        unsigned length = 1;
        if (first >= 0x80) {
            if (first < 0xC2 || !leads_alphabet(first) || (second & 0xC0U) != 0x80) break;
            code_point = ((first & 0x1FU) << 6) | (second & 0x3FU);
            length = 2;
            if (first == 0xE1) {
                const unsigned third = bytes[at + 2];
                if ((third & 0xC0U) != 0x80) break;
                code_point = 0x1000U | ((second & 0x3FU) << 6) | (third & 0x3FU);
                length = 3;
            }
        }
        const QuickFold quick = kQuickFold[code_point];
        if (quick.kind == QuickKind::kSlow) break;
        if (quick.kind == QuickKind::kLetter) {
            const unsigned letter = quick.letter;
            if (count == 0) part_.start = {at, point};
            if (flags == 0) first_letter = letter;
            if (keeps_letters) letters_[std::min(count, kRoom - 1)] = static_cast<char>(letter);
            flags |= is_digit(letter) ? kDigit : kLetter;
            different |= letter ^ first_letter;
            if (count < kScreenedBytes) key |= std::uint64_t{letter} << (8 * count);
            again += letter == last ? 1 : 0;
            last = letter;
            ++count;
        }
        at += length;
        ++point;
    }
    at_.byte = at;
    at_.point = point;
    part_.count = count;
    part_.key = key;
    part_.again = again;
    part_.last = static_cast<unsigned char>(last);
    token_.flags = flags;
    token_.first = first_letter;
    token_.different = different;
}

void OddWords::quick_letters() {
    quick_unbounded();
    if (at_.byte >= raw_.end || !leads_alphabet(static_cast<unsigned char>(text_[at_.byte]))) return;
    const bool begun = token_.flags != 0;
    quick_run(raw_.end);
    if (part_.count > 0) unbounded_ = 0;
    if (!begun && token_.flags != 0) begin_token();
}

/// The same for Chinese and its like: letters of three bytes that stay as they are.
void OddWords::quick_unbounded() {
    const auto* bytes = reinterpret_cast<const unsigned char*>(text_.data());
    while (at_.byte < raw_.end && text_.size() - at_.byte >= 3) {
        const unsigned first = bytes[at_.byte];
        const unsigned second = bytes[at_.byte + 1];
        const unsigned third = bytes[at_.byte + 2];
        // Behind E0 and ED not all may follow.
        if (first <= 0xE1 || first >= 0xED || (second & 0xC0U) != 0x80 || (third & 0xC0U) != 0x80) return;
        const char32_t letter = ((first & 0x0FU) << 12) | ((second & 0x3FU) << 6) | (third & 0x3FU);
        const std::uint32_t entry = fold_entry(letter);
        if (kind_of(entry) != EntryKind::kSelf || !unbounded_of(entry)) return;
        if (token_.flags == 0) begin_token();
        token_.add(letter, kUnbounded);
        unbounded(letter);
        at_.byte += 3;
        ++at_.point;
    }
}

/// A word of nothing but letters of alphabets, as nearly all are.
bool OddWords::whole_word(const Word& raw, Word& before) {
    const bool single = token_.different == 0;
    const bool trick = is_joined(text_, raw.start.byte, raw.end, before) ||
                       (single && is_near(before, raw.start.byte) && is_single(text_, before));
    look_plainly(before, raw.end);
    before.start.byte = part_.start.byte;
    before.start.point = part_.start.point;
    before.end = raw.end;
    before.key = part_.key;
    before.flags = single ? Word::kOdd | Word::kSingle : Word::kOdd;
    if (trick && !looks_.has_read_disguised(raw.end)) looks_.read_disguised(raw.start, raw.end);
    return single;
}

/// A letter of an alphabet that is not looked up so quickly.
void OddWords::bounded(unsigned char letter) {
    if (token_.flags == 0) begin_token();
    if (part_.count == 0) {
        part_ = {at_, 0, 0, 0, 0};
        unbounded_ = 0;
    }
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

/// Letters in a row have ended: has a pattern perhaps begun with them, or a phrase with the word before?
void OddWords::look_plainly(const Word& before, std::size_t end) {
    const WordScreen& screens = compiled_.screen;
    const KeyScreen& screen = screens.any();
    const bool phrase = part_.again >= 2 || screen.phrase_may_begin(before.key, part_.key);
    const std::string_view letters(letters_.data(), std::min(part_.count, kRoom));
    const bool inside =
        screens.has_inner() && (part_.count > kRoom || screens.may_begin_inside(letters, letters.size()));
    if (!(phrase || inside || screen.may_begin(part_.key)) || looks_.has_read_plainly(part_.start.byte)) return;
    phrase ? looks_.read_phrase(before, part_.start, end) : looks_.read_plainly(part_.start, end);
}

void OddWords::end_part() {
    if (part_.count == 0) return;
    look_plainly(*before_, at_.byte);
    *before_ = {part_.start, at_.byte, part_.key, Word::kOdd};
    part_.count = 0;
}

void OddWords::unbounded(char32_t letter) {
    end_part();
    if (letter == unbounded_) return;
    const UnboundedScreen& screen = compiled_.screen.unbounded();
    if (unbounded_ == 0) earlier_ = 0;
    const bool perhaps = screen.may_begin(letter) || (unbounded_ != 0 && screen.may_begin(unbounded_, letter)) ||
                         (earlier_ != 0 && screen.may_begin(earlier_, unbounded_, letter));
    if (perhaps) look_at_unbounded();
    earlier_ = unbounded_;
    earlier_start_ = unbounded_start_;
    unbounded_ = letter;
    unbounded_start_ = at_;
}

/// From the first of the last three letters that has not been read: what begins with an earlier one may be known later.
void OddWords::look_at_unbounded() {
    const auto unread = [this](char32_t letter, Place start) {
        return letter != 0 && !looks_.has_read_plainly(start.byte);
    };
    if (unread(earlier_, earlier_start_)) return looks_.read_plainly(earlier_start_, at_.byte + 1);
    if (unread(unbounded_, unbounded_start_)) return looks_.read_plainly(unbounded_start_, at_.byte + 1);
    if (!looks_.has_read_plainly(at_.byte)) looks_.read_plainly(at_, at_.byte + 1);
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
