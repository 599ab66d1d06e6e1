#include "platform/facility/filter/odd_words.h"

#include <algorithm>

namespace dayroom::facility::filter {
namespace {

/// The letter of three bytes that stands here; 0: none. Behind E0 and ED not all may follow, so it is none.
char32_t three_bytes(const char* text) {
    const unsigned first = static_cast<unsigned char>(text[0]);
    const unsigned second = static_cast<unsigned char>(text[1]) ^ 0x80U;
    const unsigned third = static_cast<unsigned char>(text[2]) ^ 0x80U;
    const bool well_formed = first > 0xE1 && first < 0xED && ((second | third) & 0xC0U) == 0;
    return well_formed ? ((first & 0x0FU) << 12) | (second << 6) | third : 0;
}

bool is_white(std::string_view text, std::size_t at) { return at >= text.size() || is_ascii_space(text[at]); }

/// Whether the code point that ends at byte `at` is a sign written for a letter.
bool sign_ends_at(std::string_view text, std::size_t at) {
    std::size_t first = at;
    while (first > 0 && at - first < 4) {
        --first;
        if ((static_cast<unsigned char>(text[first]) & 0xC0U) != 0x80) break;
    }
    if (first == at) return false;
    const Fold folded = fold(decode_at(text, first).code_point);
    return folded.kind == FoldKind::kBreak && leet(folded.first).letter != 0;
}

}  // namespace

bool OddWords::read(const Word& word, const Where& where, Word& before) {
    where_ = &where;
    at_.byte = where.start.byte;
    at_.point = where.start.point;
    outer_single_ = is_single(before);
    near_outer_ = is_near(before, word);
    follows_unmixed_ = before.has(Word::kUnmixed) && before.end + 1 == word.first;
    before_ = &before;
    part_.count = 0;
    token_.flags = any_flags_ = 0;
    recent_.letter = recent_.earlier = 0;
    begins_with_token_ = has_last_ = last_single_ = gap_open_ = trick_ = false;
    separator_.clear();
    quick_unbounded();
    for (; at_.byte < where.end; quick_unbounded()) {
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
    if (trick_ && !looks_.has_read_disguised(where.end)) looks_.read_disguised(where.start, where.end);
    if (has_last_) before.end = word.end;
    if (any_flags_ == kUnbounded && !compiled_.screen.unbounded().mixes(last_letter_)) before.flags |= Word::kUnmixed;
    if (!has_last_ || gap_open_) before.flags |= Word::kLoose;
    return has_last_ ? last_single_ : outer_single_;
}

/// Chinese and its like: as many letters of three bytes as stand here that stay as they are, nearly all of most texts.
/// What is known of them is kept in registers: a struct that is written in parts and copied whole would be waited for.
void OddWords::quick_unbounded() {
    const UnboundedScreen& screen = compiled_.screen.unbounded();
    const char* text = text_.data();
    const std::size_t first = at_.byte;
    const std::size_t end = where_->end;
    char32_t letter = first + 3 <= end ? three_bytes(text + first) : 0;
    if (!screen.stays(letter)) return;
    if (token_.flags == 0) begin_token();
    end_part();
    const std::uint32_t point = at_.point;
    const char32_t first_letter = token_.flags == 0 ? letter : token_.first;
    char32_t different = token_.different;
    char32_t before = recent_.letter;
    char32_t earlier = recent_.earlier;
    std::size_t before_byte = recent_.byte;
    std::size_t earlier_byte = recent_.earlier_byte;
    UnboundedScreen::State begun = before == 0 ? UnboundedScreen::State{0} : recent_.begun;
    std::size_t at = first;
    do {
        different |= letter ^ first_letter;
        if (letter != before) {
            begun = screen.next(begun, letter);
            if (screen.may_begin(begun, earlier, before, letter)) {
                const auto letters = static_cast<std::uint32_t>((at - first) / 3);
                look_at_unbounded({before, before_byte, earlier, earlier_byte, begun}, {at, point + letters});
            }
            earlier = before;
            earlier_byte = before_byte;
            before = letter;
            before_byte = at;
        }
        at += 3;
        letter = at + 3 <= end ? three_bytes(text + at) : 0;
    } while (screen.stays(letter));
    recent_.letter = before;
    recent_.byte = before_byte;
    recent_.earlier = earlier;
    recent_.earlier_byte = earlier_byte;
    recent_.begun = begun;
    token_.first = first_letter;
    token_.different = different;
    token_.flags |= kUnbounded;
    at_.point = point + static_cast<std::uint32_t>((at - first) / 3);
    at_.byte = at;
}

/// A letter of an alphabet.
void OddWords::bounded(unsigned char letter) {
    if (token_.flags == 0) begin_token();
    if (part_.count == 0) {
        part_ = {at_, 0, 0, 0, 0};
        recent_.letter = recent_.earlier = 0;
    }
    token_.add(letter, is_digit(letter) ? kDigit : kLetter);
    letters_[std::min(part_.count, kRoom - 1)] = static_cast<char>(letter);
    part_.add(letter);
}

void OddWords::begin_token() {
    if (!has_last_) {
        near_first_ = gap_open_ || near_outer_;
        begins_with_token_ = at_.byte == where_->start.byte;
    }
    if (!gap_open_) return;
    gap_open_ = false;
    const bool goes_on = has_last_ || !is_white(text_, where_->start.byte - 1);
    trick_ |= goes_on && separator_.between() == Between::kGlued;
    separator_.clear();
}

/// Letters in a row have ended: has a pattern perhaps begun with them, or a phrase with the word before?
void OddWords::end_part() {
    if (part_.count == 0) return;
    const WordScreen& screens = compiled_.screen;
    const KeyScreen& screen = screens.any();
    const bool phrase = part_.again >= 2 || screen.phrase_may_begin(before_->key, part_.key) != 0;
    const std::string_view letters(letters_.data(), std::min(part_.count, kRoom));
    const bool inside =
        screens.has_inner() && (part_.count > kRoom || screens.may_begin_inside(letters, letters.size()));
    if ((phrase || inside || screen.may_begin(part_.key) != 0) && !looks_.has_read_plainly(part_.start.byte)) {
        phrase ? looks_.read_phrase(before_->end > 0 ? before_->start : part_.start, part_.start, at_.byte)
               : looks_.read_plainly(part_.start, at_.byte);
    }
    set_before(part_.start, part_.key);
    part_.count = 0;
}

void OddWords::unbounded(char32_t letter) {
    end_part();
    if (letter == recent_.letter) return;
    const UnboundedScreen& screen = compiled_.screen.unbounded();
    const UnboundedScreen::State begun = screen.next(recent_.letter == 0 ? 0 : recent_.begun, letter);
    if (screen.may_begin(begun, recent_.earlier, recent_.letter, letter)) look_at_unbounded(recent_, at_);
    recent_ = {letter, at_.byte, recent_.letter, recent_.byte, begun};
}

/// From the first of the last three letters that has not been read: what begins with an earlier one may be known later.
void OddWords::look_at_unbounded(const Recent& recent, Place at) {
    const auto unread = [this](char32_t letter, std::size_t byte) {
        return letter != 0 && !looks_.has_read_plainly(byte);
    };
    std::size_t from = at.byte;
    if (unread(recent.letter, recent.byte)) from = recent.byte;
    if (recent.letter != 0 && unread(recent.earlier, recent.earlier_byte)) from = recent.earlier_byte;
    if (looks_.has_read_plainly(from)) return;
    looks_.read_plainly(place_before(at, from), at.byte + 1);
}

/// The place of a byte in front of another place.
Place OddWords::place_before(Place at, std::size_t byte) const {
    for (; at.byte > byte; --at.byte) {
        if ((static_cast<unsigned char>(text_[at.byte - 1]) & 0xC0U) != 0x80) --at.point;
    }
    return at;
}

void OddWords::slow(const Fold& folded, std::size_t bytes) {
    if (folded.kind == FoldKind::kIgnored) return;
    if (folded.kind != FoldKind::kLetters) {
        recent_.letter = recent_.earlier = 0;
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

void OddWords::set_before(const Place& start, std::uint64_t key) {
    before_->end = where_->end;
    before_->key = key;
    before_->start.byte = start.byte;
    before_->start.point = start.point;
    before_->flags = Word::kOdd;
}

void OddWords::end_token() {
    end_part();
    if (token_.flags == 0) return;
    const bool letters = (token_.flags & kLetter) != 0;
    const bool mixed = letters || ((token_.flags & kUnbounded) != 0 && compiled_.screen.mixes_scripts());
    trick_ |= (token_.flags & kDigit) != 0 && mixed;
    const bool single = token_.different == 0;
    if (single && (has_last_ || near_first_)) trick_ |= has_last_ ? last_single_ : outer_single_;
    if (recent_.letter != 0) set_before(place_before(at_, recent_.byte), 0);
    if (single) before_->flags |= Word::kSingle;
    any_flags_ |= token_.flags;
    if (!has_last_) first_letter_ = token_.first;
    last_letter_ = recent_.letter;
    token_ = {};
    last_single_ = single;
    has_last_ = true;
}

/// What joins this word to those beside it.
void OddWords::look_at_edges() {
    unsigned beside = where_->beside;
    if (any_flags_ == kUnbounded) {
        // A sign beside such letters alone is a letter only of patterns that have both.
        const UnboundedScreen& screen = compiled_.screen.unbounded();
        if (!screen.mixes(last_letter_)) beside &= ~unsigned{kSignAfter};
        const bool alone = begins_with_token_ && follows_unmixed_ && !screen.mixes(first_letter_);
        if (alone && sign_ends_at(text_, where_->start.byte)) beside &= kSignAfter;
    }
    trick_ |= beside != 0;
    if (!gap_open_ || is_white(text_, where_->end)) return;
    const bool goes_on = has_last_ || !is_white(text_, where_->start.byte - 1);
    trick_ |= goes_on && separator_.between() == Between::kGlued;
}

}  // namespace dayroom::facility::filter
