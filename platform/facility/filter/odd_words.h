// Words that are not plain ASCII: code point by code point, cut where letters end and where a script without spaces
// between words meets one with them. Each part is looked up in the screen like a plain word, each letter of a script
// without spaces with the next one; tricks are noticed on the way.
#pragma once

#include <array>
#include <string_view>

#include "platform/facility/filter/compiled.h"
#include "platform/facility/filter/folding.h"
#include "platform/facility/filter/looks.h"
#include "platform/facility/filter/quick_fold.h"
#include "platform/facility/filter/token.h"
#include "platform/facility/filter/word.h"

namespace dayroom::facility::filter {

class OddWords {
public:
    OddWords(const Compiled& compiled, std::string_view text, Looks& looks)
        : compiled_(compiled), text_(text), looks_(looks) {}

    /// What stands between two ASCII characters that are no letters: `raw`. `before` is the word in front of it, and
    /// becomes the last of it. True: plain words that follow may be part of a trick that began here.
    bool read(const Word& raw, Word& before);
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

    void quick_run(std::size_t end);
    void quick_letters();
    void quick_unbounded();
    bool whole_word(const Word& raw, Word& before);
    void look_plainly(const Word& before, std::size_t end);
    void bounded(unsigned char letter);
    void unbounded(char32_t letter);
    void look_at_unbounded();
    void slow(const Fold& folded, std::size_t bytes);
    void begin_token();
    void end_part();
    void end_token();
    void gap(const Fold& folded, std::size_t bytes);
    void look_at_edges();

    const Compiled& compiled_;
    std::string_view text_;
    Looks& looks_;
    Word raw_;
    Word outer_;              // the word before it
    Word* before_ = nullptr;  // the last word that has ended, for phrases
    Place at_;
    Part part_;
    std::array<char, kRoom> letters_;  // of it: only for patterns that begin inside words
    char32_t unbounded_ = 0;           // the letter of such a script that was read last; 0: none
    Place unbounded_start_;
    char32_t earlier_ = 0;  // and the one before it; 0: none
    Place earlier_start_;
    Letters token_;
    bool near_first_ = false;  // the first token stands near the word before
    bool has_last_ = false;    // a token of this word has ended
    bool last_single_ = false;
    bool gap_open_ = false;  // something that is no letter was read since
    Separator separator_;
    bool trick_ = false;
    bool well_formed_ = true;
};

}  // namespace dayroom::facility::filter
