// Text cut into tokens for the search for disguises: letters, digits and characters written for letters, without what
// parts them. The separator in front says whether a token may be the next part of the same word.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>

#include "platform/facility/filter/disguise.h"
#include "platform/facility/filter/folding.h"
#include "platform/facility/filter/place.h"

namespace dayroom::facility::filter {

struct TokenLetter {
    char32_t letter;  // folded, or the plain character written for a letter
    std::uint32_t start;
    std::uint32_t end;  // behind what is ignored after it
    std::uint8_t marks;
    bool unbounded;
    bool leet;         // a digit, or a sign written for a letter
    bool parts_words;  // such a sign
};

/// What stands between two tokens.
enum class Between : std::uint8_t {
    kApart,   // they are two words
    kSpread,  // up to 3 characters: one word if both are single letters
    kGlued,   // 1 or 2 joining characters without a space: one word
};

struct Token {
    static constexpr std::size_t kRoom = 64;
    std::array<TokenLetter, kRoom> letters;
    std::size_t count = 0;
    Place start = {};
    Between before = Between::kApart;
    bool goes_on = false;        // more of the same token stood in front, and did not fit
    bool cut = false;            // more of the same token follows
    bool has_leet = false;       // digits or signs
    bool has_letter = false;     // true ones
    bool has_signs_only = true;  // neither letters nor digits
    bool single = true;          // one letter, however often

    void begin(Between stands_before, Place at) {
        count = 0;
        start = at;
        before = stands_before;
        goes_on = cut = has_leet = has_letter = false;
        has_signs_only = single = true;
    }
    bool full() const { return count == kRoom; }
    void add(TokenLetter letter) {
        letter.leet = letter.leet || is_digit(letter.letter);
        if (count > 0 && letters[0].letter != letter.letter) single = false;
        has_leet = has_leet || letter.leet;
        has_letter = has_letter || !letter.leet;
        has_signs_only = has_signs_only && letter.parts_words;
        letters[count++] = letter;
    }
    /// What is ignored belongs to the letter before it.
    void extend(std::uint32_t end, std::uint8_t marks) {
        letters[count - 1].end = end;
        letters[count - 1].marks = static_cast<std::uint8_t>(letters[count - 1].marks | marks);
    }
};

/// Measures what stands between two tokens.
class Separator {
public:
    void clear() { *this = Separator(); }
    void add(const Fold& folded) {
        if (count_ < 4) ++count_;
        if (folded.kind == FoldKind::kSpace) {
            spaced_ = true;
        } else if (!joins(folded.first)) {
            stops_ = true;
        }
    }
    void add_signs(std::size_t count) {
        count_ += static_cast<unsigned>(std::min<std::size_t>(count, 4));
        stops_ = true;
    }
    Between between() const {
        if (count_ == 0 || count_ > 3) return Between::kApart;
        return count_ <= 2 && !spaced_ && !stops_ ? Between::kGlued : Between::kSpread;
    }

private:
    unsigned count_ = 0;
    bool spaced_ = false;
    bool stops_ = false;
};

}  // namespace dayroom::facility::filter
