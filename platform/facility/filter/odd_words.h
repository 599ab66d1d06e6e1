// Words with letters that the screen of words cannot see as one byte each: code point by code point, cut where letters
// end and where a script without spaces between words meets one with them. Each part is looked up in the screen like a
// plain word, each letter of a script without spaces with those before it; tricks are noticed on the way.
#pragma once

#include <array>
#include <string_view>

#include "platform/facility/filter/compiled.h"
#include "platform/facility/filter/folding.h"
#include "platform/facility/filter/looks.h"
#include "platform/facility/filter/quick_fold.h"
#include "platform/facility/filter/roles.h"
#include "platform/facility/filter/token.h"
#include "platform/facility/filter/word.h"

namespace dayroom::facility::filter {

class OddWords {
public:
    OddWords(const Compiled& compiled, std::string_view text, Looks& looks)
        : compiled_(compiled), text_(text), looks_(looks) {}

    /// Where a word stands in the text, and beside what.
    struct Where {
        Place start;
        std::size_t end = 0;  // byte
        unsigned beside = 0;  // bits of Beside
    };
    /// `before` is the word in front of it, whose start is known, and becomes the last of it. True: words that follow
    /// may be part of a trick that began here.
    bool read(const Word& word, const Where& where, Word& before);
    /// False once malformed UTF-8 was met; nothing counts then.
    bool is_well_formed() const { return well_formed_; }

private:
    static constexpr std::size_t kRoom = 64;
    enum TokenFlags : unsigned { kLetter = 1, kDigit = 2, kUnbounded = 4 };
    /// Letters of a script with spaces in a row.
    struct Part {
        Place start = {};
        std::uint64_t key = 0;
        std::size_t count = 0;
        unsigned again = 0;
        unsigned char last = 0;

        void add(unsigned char letter) {
            if (count < kScreenedBytes) key |= std::uint64_t{letter} << (8 * count);
            ++count;
            again += letter == last ? 1 : 0;
            last = letter;
        }
    };
    /// Letters of any script in a row, as the search for disguises has them.
    struct Letters {
        unsigned flags = 0;  // 0: none has begun
        char32_t first = 0;
        char32_t different = 0;  // 0: one letter, however often

        void add(char32_t letter, unsigned flag) {
            if (flags == 0) first = letter;
            flags |= flag;
            different |= letter ^ first;
        }
    };

    /// Letters of scripts without spaces that were read last, each unlike the one before; 0: none.
    struct Recent {
        char32_t letter = 0;
        std::size_t byte = 0;
        char32_t earlier = 0;
        std::size_t earlier_byte = 0;
        UnboundedScreen::State begun = 0;  // with them
    };

private:
    void quick_unbounded();
    void bounded(unsigned char letter);
    void unbounded(char32_t letter);
    void look_at_unbounded(const Recent& recent, Place at);
    Place place_before(Place at, std::size_t byte) const;
    void slow(const Fold& folded, std::size_t bytes);
    void begin_token();
    void end_part();
    void end_token();
    void gap(const Fold& folded, std::size_t bytes);
    void look_at_edges();
    void set_before(const Place& start, std::uint64_t key);

    const Compiled& compiled_;
    std::string_view text_;
    Looks& looks_;
    const Where* where_ = nullptr;
    bool outer_single_ = false;     // the word before it is one letter
    bool near_outer_ = false;       // and stands near
    bool follows_unmixed_ = false;  // and is Word::kUnmixed, and one character stands between
    Word* before_ = nullptr;        // the last word that has ended, for phrases
    Place at_;
    Part part_;
    std::array<char, kRoom> letters_;  // of it: only for patterns that begin inside words
    Recent recent_;
    Letters token_;
    unsigned any_flags_ = 0;          // of all tokens
    char32_t first_letter_ = 0;       // of the first
    char32_t last_letter_ = 0;        // of the last, if it is of a script without spaces
    bool begins_with_token_ = false;  // nothing stands in front of the first
    bool near_first_ = false;         // which stands near the word before
    bool has_last_ = false;           // a token of this word has ended
    bool last_single_ = false;
    bool gap_open_ = false;  // something that is no letter was read since
    Separator separator_;
    bool trick_ = false;
    bool well_formed_ = true;
};

}  // namespace dayroom::facility::filter
