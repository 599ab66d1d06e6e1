// Letters that look like Latin ones. Bounded on purpose: sources are the scripts that people use to write Latin words
// in disguise (Latin itself, Greek, Cyrillic, Armenian, Cherokee, Coptic, Lisu, and characters of no script); targets
// are the 26 letters. Sources, in this order:
//   1. a short list of our own (Arabic spelling variants; enclosed letters without a decomposition)
//   2. the character's name: "LATIN SMALL LETTER O WITH STROKE", "LATIN LETTER SMALL CAPITAL B"
//   3. the confusables of UTS 39 as ICU ships them, of the small letter and then of its capital
#pragma once

#include <memory>
#include <string>

#include <unicode/uspoof.h>

namespace dayroom::facility::filter {

class Lookalikes {
public:
    Lookalikes();
    /// What `letter` (folded, without marks) is taken for; empty: itself.
    std::u32string of(char32_t letter) const;

private:
    std::u32string by_confusables(char32_t letter) const;
    struct Close {
        void operator()(USpoofChecker* checker) const { uspoof_close(checker); }
    };
    std::unique_ptr<USpoofChecker, Close> checker_;
};

/// The UTF-32 of an ICU string, and back.
std::u32string to_utf32(const icu::UnicodeString& text);

}  // namespace dayroom::facility::filter
