// A word of a text as the screen of words sees it (window.h): letters and digits in a row.
#pragma once

#include "platform/facility/filter/place.h"

namespace dayroom::facility::filter {

struct Word {
    enum Flags : std::uint8_t {
        kFolded = 1,    // among letters that are not ASCII
        kOdd = 2,       // has what the screen cannot see: only its last letters are known
        kSingle = 4,    // odd: one letter, however often
        kLoose = 8,     // odd: how near the next word stands is not known
        kUnmixed = 16,  // odd: letters of scripts without spaces, the last beside no other in a pattern
    };
    std::size_t first = 0;  // the window's number of its first letter
    std::size_t end = 0;    // and of what follows it; 0: there is none
    std::uint64_t key = 0;  // for the screen
    Place start = {};       // known of odd words, and of those that began before the window's block
    std::uint8_t flags = 0;

    bool has(unsigned any) const { return (flags & any) != 0; }
};

}  // namespace dayroom::facility::filter
