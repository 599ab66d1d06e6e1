// Pixels of the drawing surface, through an off-screen window.
#include "terminal/ui/gfx/canvas.h"

#include <catch2/catch.hpp>

#include "platform/base/fake_clock.h"
#include "terminal/ui/gfx/window.h"

using namespace dayroom;
using namespace dayroom::ui;

namespace {

const Color kWhite = Color::rgb(0xFFFFFF);
const Color kBlack = Color::rgb(0x000000);
const Color kRed = Color::rgb(0xFF0000);

struct Screen {
    FakeClock clock;
    std::unique_ptr<Window> window =
        Window::create({.surface = Surface::kOffscreen, .render = RenderMode::kSoftware, .width = 400, .height = 320},
                       clock)
            .take();

    template <typename Draw>
    FrameStats draw(Draw body) {
        body(window->begin_frame(kWhite));
        return window->end_frame();
    }
    Color at(int x, int y) const { return window->pixel(x, y); }
};

}  // namespace

TEST_CASE("a filled rectangle covers its pixels and no others") {
    Screen s;
    s.draw([](Canvas& c) { c.fill_rect({10, 20, 30, 5}, kRed); });
    CHECK(s.at(10, 20) == kRed);
    CHECK(s.at(39, 24) == kRed);
    CHECK(s.at(9, 20) == kWhite);
    CHECK(s.at(40, 20) == kWhite);
    CHECK(s.at(10, 19) == kWhite);
    CHECK(s.at(10, 25) == kWhite);
}

TEST_CASE("edges are snapped so that neighbours leave no gap") {
    Screen s;
    s.draw([](Canvas& c) {
        c.fill_rect({10.4F, 10, 20.3F, 10}, kRed);
        c.fill_rect({30.7F, 10, 20.3F, 10}, kRed);
    });
    for (int x = 10; x < 51; ++x) CHECK(s.at(x, 15) == kRed);
}

TEST_CASE("blending is rounded source-over") {
    Screen s;
    s.draw([](Canvas& c) {
        c.fill_rect({0, 0, 50, 50}, kBlack.with_alpha(128));
        c.fill_rect({0, 60, 7, 7}, kRed.with_alpha(1));
        const ScopedOpacity half(c, 0.5F);
        c.fill_rect({100, 0, 50, 50}, kBlack);
    });
    CHECK(s.at(25, 25) == Color::rgb(0x7F7F7F));
    CHECK(s.at(3, 63) == Color::rgb(0xFFFEFE));
    CHECK(s.at(120, 20) == Color::rgb(0x7F7F7F));
}

TEST_CASE("round corners are empty outside, full inside and soft between") {
    Screen s;
    s.draw([](Canvas& c) { c.fill_round_rect({20, 20, 100, 60}, 16, kBlack); });
    CHECK(s.at(20, 20) == kWhite);
    CHECK(s.at(119, 79) == kWhite);
    CHECK(s.at(36, 20) == kBlack);
    CHECK(s.at(20, 40) == kBlack);
    CHECK(s.at(70, 50) == kBlack);
    int soft = 0;
    for (int x = 20; x < 36; ++x) soft += s.at(x, 24).r > 0 && s.at(x, 24).r < 255;
    CHECK(soft >= 1);
    for (int y = 0; y < 16; ++y) {
        for (int x = 0; x < 16; ++x) {
            const Color corner = s.at(20 + x, 20 + y);
            CHECK(corner == s.at(119 - x, 20 + y));
            CHECK(corner == s.at(20 + x, 79 - y));
            CHECK(corner == s.at(119 - x, 79 - y));
        }
    }
}

TEST_CASE("a translucent round shape has no seams") {
    Screen s;
    s.draw([](Canvas& c) {
        c.fill_round_rect({20, 20, 100, 60}, 16, kBlack.with_alpha(100));
        c.stroke_round_rect({150, 20, 100, 60}, 16, 4, kBlack.with_alpha(100));
        c.stroke_round_rect({20, 100, 100, 60}, 3, 8, kBlack.with_alpha(100));
    });
    const Color mixed = s.at(70, 50);
    for (int x = 40; x < 100; ++x) CHECK(s.at(x, 36) == mixed);
    for (int y = 20; y < 80; ++y) CHECK(s.at(70, y) == mixed);
    CHECK(s.at(200, 21) == mixed);
    CHECK(s.at(200, 25) == kWhite);
    CHECK(s.at(151, 50) == mixed);
    for (int y = 104; y < 156; ++y) CHECK(s.at(24, y) == mixed);
    CHECK(s.at(29, 130) == kWhite);
}

TEST_CASE("clips narrow and are restored") {
    Screen s;
    s.draw([](Canvas& c) {
        const ScopedClip outer(c, {10, 10, 50, 50});
        {
            const ScopedClip inner(c, {40, 0, 100, 100});
            CHECK(c.clip() == Rect{40, 10, 20, 50});
            c.fill_rect({0, 0, 400, 320}, kRed);
        }
        CHECK(c.clip() == Rect{10, 10, 50, 50});
        c.fill_circle({20, 20}, 30, kBlack);
    });
    CHECK(s.at(45, 30) != kWhite);
    CHECK(s.at(59, 59) == kRed);
    CHECK(s.at(60, 30) == kWhite);
    CHECK(s.at(20, 9) == kWhite);
    CHECK(s.at(20, 20) == kBlack);
}

TEST_CASE("an offset moves what is drawn, and the clip is told in moved coordinates") {
    Screen s;
    s.draw([](Canvas& c) {
        const ScopedOffset moved(c, {100, 50});
        c.fill_rect({0, 0, 10, 10}, kRed);
        CHECK(c.clip().origin() == Point{-100, -50});
    });
    CHECK(s.at(100, 50) == kRed);
    CHECK(s.at(99, 50) == kWhite);
}

TEST_CASE("a gradient runs from top to bottom") {
    Screen s;
    s.draw([](Canvas& c) { c.vertical_gradient({0, 0, 20, 100}, kBlack, kWhite); });
    CHECK(s.at(5, 0).r < 4);
    CHECK(s.at(5, 99).r > 250);
    for (int y = 1; y < 100; ++y) CHECK(s.at(5, y).r >= s.at(5, y - 1).r);
    CHECK(s.at(5, 70) == s.at(15, 70));
}

TEST_CASE("a shadow fades outwards and is the same on all sides") {
    Screen s;
    s.draw([](Canvas& c) { c.shadow({100, 100, 100, 60}, 12, 16, {0, 0}, kBlack); });
    CHECK(s.at(150, 130) == kBlack);
    CHECK(s.at(150, 84).r >= 250);
    for (int y = 85; y < 110; ++y) CHECK(s.at(150, y).r <= s.at(150, y - 1).r);
    CHECK(s.at(150, 95) == s.at(150, 164));
    CHECK(s.at(90, 130) == s.at(209, 130));
    CHECK(s.at(92, 92) == s.at(207, 167));
}

TEST_CASE("slanted shapes are anti-aliased and filled without holes") {
    Screen s;
    s.draw([](Canvas& c) {
        const std::vector<Point> diamond{{100, 20}, {180, 100}, {100, 180}, {20, 100}};
        c.fill_convex(diamond, kBlack);
        c.line({200, 20}, {300, 120}, 4, kRed);
    });
    for (int x = 24; x < 176; ++x) CHECK(s.at(x, 100) == kBlack);
    for (int y = 24; y < 176; ++y) CHECK(s.at(100, y) == kBlack);
    CHECK(s.at(30, 30) == kWhite);
    CHECK(s.at(250, 70) == kRed);
    int soft = 0;
    for (int x = 200; x < 300; ++x) soft += s.at(x, 70).g > 0 && s.at(x, 70).g < 255;
    CHECK(soft >= 1);
}

TEST_CASE("a picture is scaled, cut and rounded") {
    Screen s;
    std::vector<std::uint8_t> rgba;
    for (int y = 0; y < 64; ++y) {
        for (int x = 0; x < 64; ++x) {
            const bool left = x < 32;
            rgba.insert(rgba.end(),
                        {static_cast<std::uint8_t>(left ? 255 : 0), 0, static_cast<std::uint8_t>(left ? 0 : 255), 255});
        }
    }
    const ImageId id = s.window->images().upload(64, 64, rgba).take();
    s.draw([&](Canvas& c) {
        c.image(id, {0, 0, 200, 100});
        c.image(id, {210, 0, 100, 100}, 20, {0, 0, 0.25F, 1});
        c.image(id, {0, 110, 8, 8});
    });
    CHECK(s.at(10, 50) == kRed);
    CHECK(s.at(190, 50) == Color::rgb(0x0000FF));
    CHECK(s.at(260, 50) == kRed);
    CHECK(s.at(260, 0) == kRed);
    CHECK(s.at(210, 0) == kWhite);
    CHECK(s.at(309, 99) == kWhite);
    CHECK(s.at(1, 114) == kRed);
    CHECK(s.at(7, 114) == Color::rgb(0x0000FF));
}

TEST_CASE("a freed picture draws nothing, and a replaced one is repainted") {
    Screen s;
    const std::vector<std::uint8_t> black(16 * 16 * 4, 0);
    std::vector<std::uint8_t> opaque = black;
    for (std::size_t i = 3; i < opaque.size(); i += 4) opaque[i] = 255;
    const ImageId id = s.window->images().upload(16, 16, black).take();
    const auto draw = [&](Canvas& c) { c.image(id, {0, 0, 32, 32}); };
    s.draw(draw);
    CHECK(s.at(10, 10) == kWhite);
    REQUIRE(s.window->images().replace(id, 16, 16, opaque).ok());
    CHECK(s.draw(draw).painted_tiles == 1);
    CHECK(s.at(10, 10) == kBlack);
    s.window->images().free(id);
    s.draw(draw);
    CHECK(s.at(10, 10) == kWhite);
}
