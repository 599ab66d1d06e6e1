// Carets, hit testing, selection, and where a caret may stop.
#include <catch2/catch.hpp>

#include "terminal/ui/text/boundaries.h"
#include "tests/unit/terminal/ui/text/busy_scene.h"

using namespace dayroom;
using namespace dayroom::ui;

namespace {

struct CaretEngine {
    Atlas atlas;
    std::unique_ptr<TextEngine> text = TextEngine::create(atlas, test_font_paths()).take();
    ParagraphPtr set(std::string_view words, float width = TextLayout::kNoLimit) {
        return text->layout(words, {}, {.max_width = width});
    }
};

}  // namespace

TEST_CASE("a touch on a caret gives the caret's index back") {
    CaretEngine e;
    for (const char* words :
         {"Hi Mamá, thank you for the picture of Lucía. She looks so grown up!", "你好奶奶身体很好她让我告诉你",
          "office fi ffl", "एक नमस्ते दो", "👍🏽 ok 👩‍👩‍👧‍👦", "שלום לכולם", "السلام عليكم",
          "first\n\nthird line\n"}) {
        for (const float width : {TextLayout::kNoLimit, 160.0F}) {
            const auto p = e.set(words, width);
            for (std::size_t at = 0; at < p->text().size(); at = next_grapheme(p->text(), at)) {
                const Rect caret = p->caret_rect(at);
                INFO(words << " at " << at << " width " << width << " caret x " << caret.x);
                CHECK(caret.h == p->lines()[0].height);
                CHECK(p->index_at({caret.x, caret.y + 1}) == at);
            }
        }
    }
}

TEST_CASE("carets move with the text") {
    CaretEngine e;
    const auto p = e.set("abc");
    CHECK(p->caret_rect(0).x == 0);
    CHECK(p->caret_rect(1).x > 0);
    CHECK(p->caret_rect(3).x == Approx(p->lines()[0].width));
    CHECK(p->caret_rect(99).x == Approx(p->lines()[0].width));
    CHECK(p->index_at({1e5F, 5}) == 3);
    CHECK(p->index_at({-50, -50}) == 0);
    const auto hebrew = e.set("שלום");
    CHECK(hebrew->caret_rect(0).x == Approx(hebrew->lines()[0].width).margin(1));
    CHECK(hebrew->caret_rect(8).x == Approx(0).margin(1));
    CHECK(e.set("")->caret_rect(0).h == 26);
    CHECK(e.set("a ")->caret_rect(2).x > e.set("a ")->caret_rect(1).x);  // a typed space shows
}

TEST_CASE("carets after a line break stand on the next line") {
    CaretEngine e;
    const auto p = e.set("one\n\ntwo");
    CHECK(p->line_of(3) == 0);
    CHECK(p->line_of(4) == 1);
    CHECK(p->line_of(5) == 2);
    CHECK(p->caret_rect(4).y == 26);
    CHECK(p->index_at({500, 30}) == 4);
    const auto ends = e.set("one\n");
    CHECK(ends->caret_rect(4).y == 26);
    CHECK(ends->index_at({9, 40}) == 4);
}

TEST_CASE("selection covers what lies between, in pieces where directions mix") {
    CaretEngine e;
    const auto p = e.set("Hello world");
    const auto all = p->selection_rects(0, 11);
    REQUIRE(all.size() == 1);
    CHECK(all[0].w == Approx(p->lines()[0].width).margin(0.5));
    CHECK(p->selection_rects(3, 3).empty());
    CHECK(p->selection_rects(5, 2) == p->selection_rects(2, 5));
    const auto mixed = e.set("ab שלום cd");
    CHECK(mixed->selection_rects(0, 5).size() == 2);  // "ab " and the right half of the Hebrew word
    const auto lines = e.set("We are all coming Sunday and Abuela made the tamales", 160);
    CHECK(lines->selection_rects(0, lines->text().size()).size() == lines->lines().size());
}

TEST_CASE("carets stop at what people call letters") {
    const std::string family = "a👩‍👩‍👧‍👦b";
    CHECK(next_grapheme(family, 1) == family.size() - 1);
    CHECK(previous_grapheme(family, family.size() - 1) == 1);
    CHECK(grapheme_count(family) == 3);
    CHECK(grapheme_count("e\u0301🇺🇸\r\nक्ष") >= 4);
    CHECK(next_grapheme("", 0) == 0);
    CHECK(next_grapheme("abc", 77) == 3);
    CHECK(previous_grapheme("abc", 0) == 0);
    CHECK(previous_grapheme("abc", 77) == 2);
}

TEST_CASE("word movement and selection") {
    const std::string text = "Hola, Mamá:  ¿qué tal?";
    CHECK(next_word(text, 0) == 4);  // before the comma
    CHECK(next_word(text, 4) == 6);
    CHECK(previous_word(text, 6) == 4);
    CHECK(previous_word(text, 5) == 4);
    CHECK(previous_word(text, 4) == 0);
    CHECK(word_at(text, 7) == std::pair<std::size_t, std::size_t>(6, 11));
    CHECK(word_at(text, text.size()).second == text.size());
    CHECK(word_at("", 0) == std::pair<std::size_t, std::size_t>(0, 0));
    CHECK(next_word(text, text.size()) == text.size());
}
