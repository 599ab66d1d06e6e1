// Shaping, direction, fallback, breaking, ellipsis.
#include <catch2/catch.hpp>

#include "platform/base/fake_clock.h"
#include "tests/unit/terminal/ui/text/busy_scene.h"

using namespace dayroom;
using namespace dayroom::ui;

namespace {

struct Engine {
    Atlas atlas;
    std::unique_ptr<TextEngine> text = TextEngine::create(atlas, test_font_paths()).take();

    ParagraphPtr set(std::string_view words, TextLayout layout = {}, TextStyle style = {}) {
        return text->layout(words, style, layout);
    }
};

std::size_t missing_glyphs(const Paragraph& p) {
    return static_cast<std::size_t>(
        std::count_if(p.glyphs().begin(), p.glyphs().end(), [](const PlacedGlyph& g) { return g.glyph == 0; }));
}

std::vector<std::uint16_t> fonts_of(const Paragraph& p) {
    std::vector<std::uint16_t> fonts;
    for (const PlacedGlyph& g : p.glyphs()) {
        if (fonts.empty() || fonts.back() != g.font) fonts.push_back(g.font);
    }
    return fonts;
}

}  // namespace

TEST_CASE("a missing font folder is an error with its path") {
    Atlas atlas;
    const auto engine = TextEngine::create(atlas, {.own = "/nowhere"});
    REQUIRE_FALSE(engine.ok());
    CHECK(engine.error().code == ErrorCode::kNotFound);
    CHECK(engine.error().detail.find("/nowhere") != std::string::npos);
}

TEST_CASE("without Noto fonts text still shows") {
    Atlas atlas;
    FontPaths paths = test_font_paths();
    paths.noto = "/nowhere";
    paths.cjk = "/nowhere";
    auto engine = TextEngine::create(atlas, paths).take();
    CHECK(engine->layout("Trần 你好 🎉", {}, {})->glyphs().size() >= 7);
}

TEST_CASE("size grows with text, size and weight") {
    Engine e;
    const Size plain = e.set("Messages")->size();
    CHECK(plain.w > 50);
    CHECK(plain.h == 26);
    CHECK(e.set("Messages and money")->size().w > plain.w);
    CHECK(e.set("Messages", {}, {38})->size().w == Approx(plain.w * 2).margin(2));
    CHECK(e.set("Messages", {}, {19, FontWeight::kBold})->size().w > plain.w);
    CHECK(e.text->measure("Messages", {}) == plain);
    CHECK(e.set("")->size().h == 26);
    CHECK(e.set("")->lines().size() == 1);
    CHECK(e.set("a\n\nb\n")->lines().size() == 4);
}

TEST_CASE("look-alike letters are distinct glyphs") {
    Engine e;
    const auto p = e.set("I l 1 O 0");
    std::vector<std::uint32_t> glyphs;
    for (const PlacedGlyph& g : p->glyphs()) glyphs.push_back(g.glyph);
    std::sort(glyphs.begin(), glyphs.end());
    CHECK(std::unique(glyphs.begin(), glyphs.end()) - glyphs.begin() == 6);  // five and the space
}

TEST_CASE("every script of the residents has its glyphs") {
    Engine e;
    for (const char* words :
         {"Hello", "¿Cómo estás, niño?", "Kouman ou ye? Mwen byen, mèsi.", "Anh khỏe không? Nguyễn Thị Ước",
          "Привет, как дела?", "السلام عليكم", "שָׁלוֹם", "नमस्ते क्षत्रिय", "你好", "日本語ひらがな", "한국어", "ไทยกี่",
          "Ελλάδα", "🎉❤️👍🏽🇺🇸", "½ → ≠ ★", "አማርኛ", "Հայերեն"}) {
        INFO(words);
        CHECK(missing_glyphs(*e.set(words)) == 0);
    }
}

TEST_CASE("a Latin letter that our face lacks moves its whole paragraph, and only that") {
    Engine e;
    const auto own = fonts_of(*e.set("Lucía dice que sí"));
    const auto vietnamese = fonts_of(*e.set("Anh khỏe không?"));
    CHECK(own.size() == 1);
    CHECK(vietnamese.size() == 1);
    CHECK(own != vietnamese);
    const auto two = e.set("Hello\nTrần and more");
    CHECK(fonts_of(*two) == std::vector<std::uint16_t>{own[0], vietnamese[0]});
    CHECK(fonts_of(*e.set("Luci\u0301a")) == own);  // composed by the shaper
}

TEST_CASE("Arabic letters join") {
    Engine e;
    const auto apart = e.set("س ل ا م");
    const auto joined = e.set("سلام");
    CHECK(joined->size().w < apart->size().w);
    for (const PlacedGlyph& g : joined->glyphs()) CHECK(g.right_to_left);
    CHECK(joined->glyphs().front().cluster > joined->glyphs().back().cluster);
    CHECK(joined->direction() == Direction::kRightToLeft);
}

TEST_CASE("each paragraph takes its direction from its first letter") {
    Engine e;
    const auto p = e.set("Hello שלום\nשלום Hello\n123", {.max_width = 500});
    REQUIRE(p->lines().size() == 3);
    CHECK(p->lines()[0].direction == Direction::kLeftToRight);
    CHECK(p->lines()[1].direction == Direction::kRightToLeft);
    CHECK(p->lines()[0].x == 0);
    CHECK(p->lines()[1].x + p->lines()[1].width == Approx(500));
    CHECK(p->lines()[2].direction == Direction::kLeftToRight);
    const auto rtl = e.set("123", {.max_width = 500, .fallback = Direction::kRightToLeft});
    CHECK(rtl->lines()[0].x > 400);
    const auto forced = e.set("Hello", {.max_width = 500, .direction = BaseDirection::kRightToLeft});
    CHECK(forced->lines()[0].x > 400);
}

TEST_CASE("digits inside Hebrew stay in reading order") {
    Engine e;
    const auto p = e.set("שעה 15:30 היום");
    std::string digits;
    for (const PlacedGlyph& g : p->glyphs()) {
        const char c = p->text()[g.cluster];
        if (c >= '0' && c <= ':') digits += c;
    }
    CHECK(digits == "15:30");
}

TEST_CASE("an override cannot reorder what follows") {
    Engine e;
    CHECK(e.set("ab\u202Ecd")->text() == "abcd");
    CHECK(e.set("a\xFF"
                "b")
              ->text() == "a\uFFFDb");
}

TEST_CASE("lines break at words, fit, and hang their spaces") {
    Engine e;
    const char* words = "We are all coming Sunday and Abuela made the tamales that you like so much";
    const auto p = e.set(words, {.max_width = 200});
    CHECK(p->lines().size() >= 3);
    for (const TextLine& line : p->lines()) {
        CHECK(line.width <= 200);
        if (line.begin > 0) CHECK(p->text()[line.begin - 1] == ' ');
    }
    CHECK(p->lines().back().end == p->text().size());
    CHECK_FALSE(p->truncated());
}

TEST_CASE("a word without breaks is cut where it no longer fits, Chinese breaks anywhere") {
    Engine e;
    const auto word = e.set(std::string(80, 'w'), {.max_width = 150});
    CHECK(word->lines().size() > 5);
    for (const TextLine& line : word->lines()) CHECK(line.width <= 150);
    const auto chinese = e.set("你好，奶奶身体很好，她让我告诉你好好照顾自己", {.max_width = 150});
    CHECK(chinese->lines().size() >= 3);
    // A comma never begins a line.
    for (const TextLine& line : chinese->lines()) CHECK(chinese->text().compare(line.begin, 3, "，") != 0);
    const auto narrow = e.set("👩‍👩‍👧‍👦👩‍👩‍👧‍👦", {.max_width = 1});
    CHECK(narrow->lines().size() == 2);
}

TEST_CASE("text that does not fit ends in an ellipsis within the width") {
    Engine e;
    const auto one = e.set("Public Defender A. Nguyen and partners", {.max_width = 180, .max_lines = 1});
    CHECK(one->truncated());
    REQUIRE(one->lines().size() == 1);
    CHECK(one->size().w <= 180);
    CHECK(one->glyphs().back().cluster == PlacedGlyph::kNoCluster);
    const auto two =
        e.set("We are all coming Sunday and Abuela made the tamales you like", {.max_width = 180, .max_lines = 2});
    CHECK(two->truncated());
    CHECK(two->lines().size() == 2);
    CHECK(two->lines()[1].width <= 180);
    CHECK(e.set("first\nsecond", {.max_width = 400, .max_lines = 1})->truncated());
    CHECK_FALSE(e.set("short", {.max_width = 180, .max_lines = 1})->truncated());
    const auto rtl = e.set("السلام عليكم كيف حالك يا أخي نصلي من أجلك", {.max_width = 150, .max_lines = 1});
    CHECK(rtl->truncated());
    CHECK(rtl->glyphs().front().cluster == PlacedGlyph::kNoCluster);
    CHECK(rtl->size().w <= 150);
}

TEST_CASE("a preview of a long message costs no more than a short one") {
    Engine e;
    std::string message;
    while (message.size() < 26'000) message += "We are all coming Sunday. ";
    const auto preview = e.set(message, {.max_width = 300, .max_lines = 2});
    CHECK(preview->truncated());
    CHECK(preview->lines().size() == 2);
    CHECK(preview->lines()[1].width > 200);
}

TEST_CASE("centre and end alignment") {
    Engine e;
    const auto centre = e.set("Home", {.max_width = 200, .align = TextAlign::kCenter});
    CHECK(centre->lines()[0].x == Approx((200 - centre->lines()[0].width) / 2).margin(1));
    const auto end = e.set("Home", {.max_width = 200, .align = TextAlign::kEnd});
    CHECK(end->lines()[0].x + end->lines()[0].width == Approx(200));
    const auto rtl_end = e.set("שלום", {.max_width = 200, .align = TextAlign::kEnd});
    CHECK(rtl_end->lines()[0].x == 0);
}

TEST_CASE("layouts are shared, told apart, bounded and forgotten") {
    Engine e;
    const auto first = e.set("Home");
    CHECK(e.set("Home") == first);
    CHECK(e.set("Home", {.max_width = 99}) != first);
    CHECK(e.set("Home", {}, {20}) != first);
    for (int i = 0; i < 5000; ++i) e.set("A line of text number " + std::to_string(i));
    CHECK(e.text->cached_layouts() < 5000);
    CHECK(e.text->cached_layouts() > 500);
    e.text->clear();
    CHECK(e.text->cached_layouts() == 0);
    CHECK(first->text() == "Home");
}

TEST_CASE("icons are known by name") {
    Engine e;
    CHECK(e.text->has_icon("mail"));
    CHECK(e.text->has_icon("log-out"));
    CHECK_FALSE(e.text->has_icon("no-such-icon"));
    CHECK_FALSE(e.text->has_icon("mail\": 5"));
    CHECK_FALSE(e.text->has_icon(""));
}
