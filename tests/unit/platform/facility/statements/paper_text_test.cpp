// What paper shows of text in any script: a glyph for every letter, in the order of the paper.
#include "platform/facility/statements/paper_text.h"

#include <array>

#include <catch2/catch.hpp>

#include "platform/base/utf8.h"

using namespace dayroom;
using namespace dayroom::facility;

namespace {

struct Drawn {
    std::string text;  // of the runs from left to right, each as it is read
    std::size_t glyphs = 0;
    std::size_t missing = 0;  // empty boxes
    double width = 0;
};

Drawn draw(std::string_view text, Weight weight = Weight::kRegular) {
    PaperFonts fonts;
    Drawn drawn;
    for (const PaperRun& run : shape_line(fonts, text, weight)) {
        drawn.text += run.text;
        drawn.width += run.width;
        for (const PaperGlyph& glyph : run.glyphs) {
            ++drawn.glyphs;
            if (glyph.glyph == 0) ++drawn.missing;
            CHECK(glyph.at < run.text.size());
        }
    }
    return drawn;
}

}  // namespace

TEST_CASE("names in every script of the terminal have their own letters, in both weights") {
    constexpr std::array kNames = {"Rosa Núñez", "Nguyễn Thị Lê", "Анна Ωμέγα", "王小明",     "山田さくら",
                                   "김민준",     "हरि प्रसाद",     "মিতা চৌধুরী", "தமிழ் செல்வி", "ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ",
                                   "ગુજરાત",      "తెలుగు",         "ಕನ್ನಡ",       "മലയാളം",     "සිංහල",
                                   "ភាសាខ្មែរ",   "ລາວ",           "မြန်မာ",      "ქართული",    "አማርኛ",
                                   "ᏣᎳᎩ",        "ภาษาไทย",       "Հայերեն",    "محمد",       "שלום"};
    for (const char* name : kNames) {
        for (const Weight weight : {Weight::kRegular, Weight::kBold}) {
            INFO(name);
            const Drawn drawn = draw(name, weight);
            CHECK(drawn.missing == 0);
            CHECK(drawn.width > 0.5);
            CHECK(utf8::length(drawn.text) == utf8::length(name));  // nothing is written in other letters
            CHECK(drawn.text.find('?') == std::string::npos);
        }
    }
}

TEST_CASE("letters that change with their neighbours do, and lines of two directions stand in the order of the paper") {
    CHECK(draw("हि").glyphs == 2);
    CHECK(draw("क्ष").glyphs == 1);  // three letters that are drawn as one
    CHECK(draw("لا").glyphs == 1);
    CHECK(draw("Deposit: שלום 12 (x)").text == "Deposit: 12 שלום (x)");  // each run as it is read
    PaperFonts fonts;
    const auto runs = shape_line(fonts, "سلام", Weight::kRegular);
    REQUIRE(runs.size() == 1);
    CHECK(runs[0].right_to_left);
    CHECK(runs[0].glyphs.front().at > runs[0].glyphs.back().at);
}

TEST_CASE("the same Chinese characters have the shapes that the other letters of the name ask for") {
    PaperFonts fonts;
    const auto font_of = [&](const char* text) { return shape_line(fonts, text, Weight::kRegular).front().font; };
    CHECK(font_of("直") == font_of("王小明"));
    CHECK(font_of("直") != font_of("直さくら"));
    CHECK(font_of("直") != font_of("直 김"));
}

TEST_CASE("what has no font is written in Latin letters, or is a question mark") {
    CHECK(draw("\U0001F600\U0001F600 x").text == "? x");
    CHECK(draw("a\xff\xfez").text.starts_with("a"));
    CHECK(draw("a\u202Eb\u0007c").text == "abc");
    CHECK(draw("ꓡꓲ").missing == 0);
    CHECK(draw("").text.empty());
}

TEST_CASE("whatever comes, every letter that is drawn has a glyph") {
    std::string all;
    std::size_t missing = 0;
    for (char32_t letter = 0x20; letter < 0x11000; letter += 7) {
        if (letter >= 0xD800 && letter < 0xE000) continue;
        utf8::append(all, letter);
        if (all.size() < 600) continue;
        missing += draw(all).missing;
        all.clear();
    }
    CHECK(missing == 0);
}
