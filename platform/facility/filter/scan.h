// Reads a text once, word by word, in blocks of 64 bytes, and hands the plain and the disguised view only what might
// hold something: words that the screen of words lets through, and places that show a trick.
#pragma once

#include <optional>
#include <string_view>

#include "platform/facility/filter/block.h"
#include "platform/facility/filter/disguise_scan.h"
#include "platform/facility/filter/plain_scan.h"

namespace dayroom::facility::filter {

class Scan {
public:
    Scan(const Compiled& compiled, std::string_view text, Hits& hits);
    void run();

private:
    /// ASCII letters and digits in a row, and whatever is odd among them. Before the first: an empty one.
    struct Word {
        Place start = {};
        std::size_t end = 0;    // byte
        std::uint64_t key = 0;  // for the screen
    };
    /// What a word holds: found out only for those that are looked at.
    struct Traits {
        bool stretched = false;  // two letters repeat the one before
        bool single = false;     // one letter, however often; of an odd word perhaps only at its beginning or end
        bool odd = false;        // bytes that are read the slow way
        bool digits = false;
        bool letters = false;
        bool trick = false;  // what stands inside an odd word may hold a word apart
    };
    void read_block(const Block& block, std::size_t at, std::uint32_t point);
    bool shows_trick(const Block& block, std::uint64_t starts, std::uint64_t ends, std::size_t at);
    Traits traits_of(const Word& word) const;
    void read_odd(const Word& word, Traits& traits) const;
    void look_at(const Word& word, const Word& before);
    void look_plainly(const Word& word, const Traits& traits, const Word& before);
    bool is_disguised(const Word& word, const Traits& traits, const Word& before) const;

    const Compiled& compiled_;
    std::string_view text_;
    Hits& hits_;
    // Made when they are first needed: most texts are short and need neither.
    std::optional<PlainScan> plain_;
    std::optional<DisguiseScan> disguise_;
    bool in_word_ = false;
    Word word_;
    Word before_;
    Place second_before_;  // the start of the word before that
    // Of the block before: where words of one letter end, and second ones of them; letters of its last word that repeat
    // the one before, and whether that word must be looked at.
    std::array<std::uint64_t, 2> singles_before_ = {};
    std::uint64_t again_before_ = 0;
    bool careful_before_ = false;
    std::size_t plain_until_ = 0;  // byte up to which the plain view has been read
    Place disguise_until_;         // and the disguised one
};

}  // namespace dayroom::facility::filter
