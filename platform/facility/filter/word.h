// A word of a text as the screen of words sees it: ASCII letters and digits in a row, or letters of any script.
#pragma once

#include "platform/facility/filter/place.h"

namespace dayroom::facility::filter {

struct Word {
    enum Flags : std::uint8_t {
        kOdd = 1,     // not plain ASCII
        kSingle = 2,  // one letter, however often; known of odd ones only
        kLoose = 4,   // what follows it is not plain ASCII: how near the next word stands is not known
    };
    Place start = {};
    std::size_t end = 0;    // byte; 0: there is none
    std::uint64_t key = 0;  // for the screen
    std::uint8_t flags = 0;

    bool has(Flags flag) const { return (flags & flag) != 0; }
};

}  // namespace dayroom::facility::filter
