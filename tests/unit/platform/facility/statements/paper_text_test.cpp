// What paper shows of text in any script: every letter that comes out has a font.
#include "platform/facility/statements/paper_text.h"

#include <catch2/catch.hpp>

#include "platform/base/utf8.h"

using namespace dayroom;
using namespace dayroom::facility;

namespace {

bool has_fonts(std::string_view text) {
    while (!text.empty()) {
        const utf8::Decoded letter = utf8::decode(text);
        if (!letter.valid || paper_font(letter.code_point) == nullptr) return false;
        text.remove_prefix(letter.bytes);
    }
    return true;
}

}  // namespace

TEST_CASE("letters that have a font stay as they are") {
    for (const char* text : {"", "Deposit: Rosa Núñez – $5.00", "Nguyễn Thị Lê", "Анна Ωμέγα", "ქართული አማርኛ ᏣᎳᎩ ภาษา"})
        CHECK(on_paper(text) == text);
}

TEST_CASE("Hebrew and Arabic stand in the order of the paper, Arabic joined") {
    CHECK(on_paper("שלום") == "םולש");
    CHECK(on_paper("שָׁלוֹם") == "םולש");  // points are left out
    // Seen, lam with alef in one form, meem, from the right: so meem comes first.
    CHECK(on_paper("سلام") == "\uFEE1\uFEFC\uFEB3");
    CHECK(on_paper("Deposit: שלום 12 (x)") == "Deposit: 12 םולש (x)");  // the number is read after the word
    CHECK(on_paper("א (12) ב") == "ב (12) א");                          // brackets are turned with the text
}

TEST_CASE("what has no font is written in Latin letters, or is a question mark") {
    CHECK(on_paper("王小明") == "wáng xiǎo míng");
    CHECK(on_paper("हरि") == "hari");
    CHECK(on_paper("Lee 김") == "Lee gim");
    CHECK(on_paper("\U0001F600\U0001F600 x") == "? x");
    CHECK(on_paper("a\xff\xfez").starts_with("a"));
    CHECK(has_fonts(on_paper("a\xff\xfez")));
}

TEST_CASE("whatever comes, every letter that is drawn has a font") {
    std::string all;
    for (char32_t letter = 0x20; letter < 0x11000; letter += 7) {
        if (letter >= 0xD800 && letter < 0xE000) continue;
        std::string text;
        utf8::append(text, letter);
        if (letter != 0x7F && (letter < 0x80 || letter >= 0xA0)) {
            INFO(static_cast<unsigned>(letter));
            CHECK(has_fonts(on_paper(text)));
        }
        all += text;
    }
    CHECK(has_fonts(on_paper(all)));
}
