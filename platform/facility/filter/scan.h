// Reads a text once, word by word, in blocks (window.h), and hands the plain and the disguised view only what might
// hold something: words that the screen of words lets through, and places that show a trick. Words that the screen
// cannot see are read by OddWords.
#pragma once

#include <array>
#include <string_view>

#include "platform/facility/filter/looks.h"
#include "platform/facility/filter/odd_words.h"
#include "platform/facility/filter/window.h"
#include "platform/facility/filter/word.h"

namespace dayroom::facility::filter {

class Scan {
public:
    Scan(const Compiled& compiled, std::string_view text, Hits& hits);
    /// False: malformed UTF-8, the hits do not count.
    bool run();

private:
    /// What a word holds: found out only for those that are looked at.
    struct Traits {
        bool stretched = false;  // two letters repeat the one before
        bool single = false;     // one letter, however often
        bool mixed = false;      // digits and letters
    };
    bool read_block(const Block& block);
    void go_on_in_word(const Block& block, bool always);
    void read_calmly(std::uint64_t& starts, std::uint64_t ends);
    bool read_carefully(const Block& block, std::uint64_t& starts, std::uint64_t ends, bool& always);
    void read_word(Word& word, bool careful);
    bool read_odd(const Word& word, bool& always);
    bool odd_phrase(const Word& word) const;
    bool may_begin(const Word& word) const;
    bool shows_trick(const Block& block, std::uint64_t starts, std::uint64_t ends);
    bool phrase_may_begin(const Word& word) const;
    Place start_of(const Word& word) const;
    Traits traits_of(const Word& word) const;
    void look_at(const Word& word);
    void look_plainly(const Word& word, Place start, std::size_t end, const Traits& traits);
    bool is_disguised(const Word& word, const Traits& traits) const;

    const Compiled& compiled_;
    Hits& hits_;
    Looks looks_;
    OddWords odd_words_;
    Window window_;
    // For the words of the block.
    const KeyScreen* screen_;
    std::uint8_t flags_ = 0;
    // The word that the block before ended in, if it did.
    Word word_;
    bool in_word_ = false;
    bool odd_ = false;      // so far
    Word before_;           // the last word that ended
    bool careful_ = false;  // words of the next block may be part of a trick that this one shows
    // Of what was read before, bit 63 the last letter: where words of one letter end, and second ones of them; letters
    // of the last word that repeat the one before, and whether that word must be looked at.
    std::array<std::uint64_t, 2> singles_before_ = {};
    std::uint64_t again_before_ = 0;
    bool careful_before_ = false;
};

}  // namespace dayroom::facility::filter
