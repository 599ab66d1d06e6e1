// Text made to hurt: it must be laid out, drawn and measured without harm, and repeatably.
#include <iostream>
#include <random>

#include <catch2/catch.hpp>

#include "platform/base/utf8.h"
#include "terminal/ui/gfx/window.h"
#include "tests/unit/terminal/ui/text/busy_scene.h"

using namespace dayroom;
using namespace dayroom::ui;

namespace {

std::string repeated(std::string_view part, int count) {
    std::string out;
    for (int i = 0; i < count; ++i) out += part;
    return out;
}

std::vector<std::pair<std::string, std::string>> hostile_texts() {
    constexpr int kMany = 13'000;
    std::vector<std::pair<std::string, std::string>> texts{
        {"marks on one letter", "a" + repeated("\u0301", kMany)},
        {"Devanagari signs", "क" + repeated("\u0941", kMany)},
        {"Thai marks", "ก" + repeated("\u0E49", kMany)},
        {"one word", repeated("w", kMany)},
        {"no-break spaces", repeated("\u00A0", kMany)},
        {"zero-width spaces", repeated("\u200B", kMany)},
        {"joiners", repeated("\u200D", kMany)},
        {"joined families", repeated("👩\u200D", kMany)},
        {"emoji", repeated("👩", 30'000)},
        {"variation selectors", "❤" + repeated("\uFE0F", kMany)},
        {"flags", repeated("🇺", kMany)},
        {"isolates", repeated("\u2067a", kMany)},
        {"nested brackets", repeated("(א", kMany / 2) + repeated(")", kMany / 2)},
        {"scripts by turns", repeated("aאбक你กაა", kMany / 8)},
        {"directions by turns", repeated("aא1 ", kMany / 4)},
        {"emoji by turns", repeated("a🎉", kMany / 2)},
        {"Arabic without spaces", repeated("بسم", kMany / 3)},
        {"Arabic words", repeated("السلام عليكم ", kMany / 13)},
        {"Chinese", repeated("你好", kMany / 2)},
        {"line breaks", repeated("\n", kMany)},
        {"tabs", repeated("\t", kMany)},
        {"broken bytes", repeated("\xF0\x9F\x8E", kMany)},
        {"unassigned", repeated("\U000ABCDE", kMany)},
        {"private use", repeated("\U0010FFFD\uE000", kMany / 2)},
        {"Hangul parts", repeated("\u1100\u1161\u11A8", kMany / 3)},
        {"Basmala sign", repeated("\uFDFD", kMany)},
        {"soft hyphens", repeated("\u00AD", kMany)},
    };
    std::mt19937 random(7);
    std::string noise;
    for (int i = 0; i < kMany; ++i) noise += static_cast<char>(random() % 256);
    texts.emplace_back("noise", noise);
    std::string letters;
    for (int i = 0; i < kMany; ++i) utf8::append(letters, static_cast<char32_t>(0x20 + random() % 0x1FFE0));
    texts.emplace_back("any letters", letters);
    return texts;
}

struct Screen {
    SystemClock clock;
    std::unique_ptr<Window> window =
        Window::create({.surface = Surface::kOffscreen, .render = RenderMode::kSoftware}, clock).take();
    std::unique_ptr<TextEngine> text = TextEngine::create(window->atlas(), test_font_paths()).take();
};

}  // namespace

TEST_CASE("hostile text is laid out in order and drawn without harm") {
    Screen s;
    for (const auto& [name, words] : hostile_texts()) {
        for (const float width : {1.0F, 400.0F}) {
            INFO(name << " width " << width);
            const auto p = s.text->layout(words, {}, {.max_width = width});
            CHECK(utf8::is_valid(p->text()));
            REQUIRE_FALSE(p->lines().empty());
            std::size_t last = 0;
            for (const TextLine& line : p->lines()) {
                CHECK(line.begin >= last);
                CHECK(line.end >= line.begin);
                CHECK(line.next >= line.end);
                last = line.next;
            }
            CHECK(p->lines().back().end == p->text().size());
            s.text->draw(s.window->begin_frame(Color::rgb(0xFFFFFF)), *p, {10, 10}, Color::rgb(0));
            s.window->end_frame();
            CHECK(p->index_at({100, 40}) <= p->text().size());
            CHECK(p->caret_rect(p->text().size() / 2).h > 0);
        }
        CHECK(s.text->layout(words, {}, {.max_width = 300, .max_lines = 2})->lines().size() <= 2);
    }
}

TEST_CASE("an atlas that overflows is emptied and the next frame is whole") {
    Screen s;
    std::string letters;
    for (char32_t c = 0x4E00; c < 0x4E00 + 3000; ++c) utf8::append(letters, c);
    const auto p = s.text->layout(letters, {64}, {.max_width = 1280});
    bool overflowed = false;
    for (int row = 0; row < 60; ++row) {
        Canvas& canvas = s.window->begin_frame(Color::rgb(0xFFFFFF));
        s.text->draw(canvas, *p, {0, static_cast<float>(-row * 400)}, Color::rgb(0));
        overflowed = s.window->end_frame().redraw_wanted || overflowed;
    }
    CHECK(overflowed);
    CHECK(s.window->atlas().bytes_used() < (10U << 20U));
}

TEST_CASE("time of hostile text", "[.bench]") {
    Screen s;
    for (const auto& [name, words] : hostile_texts()) {
        const MonotonicTime start = s.clock.steady();
        const auto p = s.text->layout(words, {}, {.max_width = 400});
        const auto took = std::chrono::duration<double, std::milli>(s.clock.steady() - start).count();
        const MonotonicTime again = s.clock.steady();
        s.text->layout(words, {}, {.max_width = 390});
        const auto warm = std::chrono::duration<double, std::milli>(s.clock.steady() - again).count();
        std::cout << name << ": " << took << " ms, warm " << warm << " ms, " << p->lines().size() << " lines\n";
    }
}
