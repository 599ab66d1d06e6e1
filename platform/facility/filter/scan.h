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
    /// What a word holds, as bits.
    enum Traits : unsigned {
        kAgain = 1,      // a letter repeats the one before
        kStretched = 2,  // two letters do
        kDiffers = 4,    // a letter does not
        kOdd = 8,        // bytes that are read the slow way
        kDigits = 16,
        kLetters = 32,
    };
    /// ASCII letters and digits in a row, and whatever is odd among them.
    struct Word {
        Place start = {};
        std::size_t end = 0;      // byte; of the word before the first: 0
        std::uint64_t bytes = 0;  // the first eight
        std::uint64_t key = 0;    // for the screen
        unsigned traits = kOdd;   // of the word before the first: nothing can be told of it
        bool single() const { return (traits & (kDiffers | kOdd)) == 0; }  // one letter, however often
    };
    void read_block(const Block& block, const char* bytes, std::size_t at, std::uint32_t point);
    static unsigned traits_of(const Block& block, std::uint64_t bits, std::uint64_t first, unsigned so_far);
    unsigned roles_around(const Word& word) const;
    bool may_begin(const Word& word, const Word& before) const;
    bool may_be_disguised(const Word& word, const Word& before) const;
    void look_at(const Word& word, const Word& before, bool begins);

    const Compiled& compiled_;
    std::string_view text_;
    Hits& hits_;
    // Made when they are first needed: most texts are short and need neither.
    std::optional<PlainScan> plain_;
    std::optional<DisguiseScan> disguise_;
    bool in_word_ = false;
    Word word_;
    Word before_;
    std::size_t plain_until_ = 0;  // byte up to which the plain view has been read
    Place disguise_until_;         // and the disguised one
};

}  // namespace dayroom::facility::filter
