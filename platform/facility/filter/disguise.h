// Characters that are written for letters ("leet"). Bounded on purpose: what people type for a letter of a Latin word,
// one letter each, "1", "!" and "|" two.
#pragma once

namespace dayroom::facility::filter {

struct Leet {
    char32_t letter = 0;         // 0: stands for no letter
    char32_t other = 0;          // may stand for this one too; 0: no
    bool parts_words = false;    // punctuation all the same: a word may begin behind it and end before it
    bool before_letter = false;  // only directly in front of a letter or digit: behind words it ends sentences
};

constexpr bool is_digit(char32_t letter) { return letter >= '0' && letter <= '9'; }

constexpr Leet leet(char32_t plain) {
    switch (plain) {
        case '0':
            return {'o', 0, false};
        case '1':
            return {'i', 'l', false};
        case '2':
            return {'z', 0, false};
        case '3':
            return {'e', 0, false};
        case '4':
            return {'a', 0, false};
        case '5':
            return {'s', 0, false};
        case '6':
            return {'g', 'b', false};
        case '7':
            return {'t', 0, false};
        case '8':
            return {'b', 0, false};
        case '9':
            return {'g', 0, false};
        case '@':
            return {'a', 0, true};
        case '$':
            return {'s', 0, true};
        case '!':
            return {'i', 'l', true, true};
        case '|':
            return {'i', 'l', true, true};
        case '+':
            return {'t', 0, true, true};
        case 0x20AC:
            return {'e', 0, true};  // €
        case 0xA2:
            return {'c', 0, true};  // ¢
        case 0xA3:
            return {'l', 0, true};  // £
        case 0xA5:
            return {'y', 0, true};  // ¥
        default:
            return {};
    }
}

/// Between the parts of one word ("b.o.m.b", "her-oin"): punctuation that does not end a sentence or a part of it.
/// Apostrophes part "I'm" and the like, and are none.
constexpr bool joins(char32_t plain) {
    switch (plain) {
        case ',':
        case ';':
        case ':':
        case '?':
        case '\'':
        case '"':
        case '(':
        case ')':
        case '[':
        case ']':
        case 0x2018:
        case 0x2019:
        case 0x201C:
        case 0x201D:
        case 0xAB:
        case 0xBB:
        case 0xA1:
        case 0xBF:
        case 0x2013:
        case 0x2014:  // dashes between sentences
        case 0x3001:
        case 0x3002:
        case 0x300A:
        case 0x300B:
        case 0x300C:
        case 0x300D:  // Chinese and Japanese
        case 0x060C:
        case 0x061B:
        case 0x061F:
        case 0x06D4:  // Arabic
            return false;
        default:
            return true;
    }
}

}  // namespace dayroom::facility::filter
