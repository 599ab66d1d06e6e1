// Repainting only what changed must give the picture that painting everything gives.
#include <random>

#include <catch2/catch.hpp>

#include "platform/base/fake_clock.h"
#include "terminal/ui/gfx/window.h"

using namespace dayroom;
using namespace dayroom::ui;

namespace {

constexpr int kWidth = 500;
constexpr int kHeight = 330;

class Scribble {
public:
    explicit Scribble(unsigned seed) : random_(seed) {}

    /// The same seed and `moved` give the same drawing; another `moved` changes one shape of it.
    void draw(Canvas& canvas, ImageId image, int moved) {
        for (int i = 0; i < 40; ++i) {
            Rect r{number(-60, kWidth), number(-60, kHeight), number(1, 200), number(1, 160)};
            if (i == moved) r = r.moved({13, 7});
            const Color color{byte(), byte(), byte(), number(0, 2) < 1 ? std::uint8_t{255} : byte()};
            shape(canvas, image, static_cast<int>(number(0, 9)), r, color);
        }
    }

private:
    void shape(Canvas& canvas, ImageId image, int kind, Rect r, Color color) {
        const float radius = number(0, 40);
        switch (kind) {
            case 0:
                return canvas.fill_rect(r, color);
            case 1:
                return canvas.fill_round_rect(r, radius, color);
            case 2:
                return canvas.stroke_round_rect(r, radius, number(1, 9), color);
            case 3:
                return canvas.shadow(r, radius, number(1, 30), {0, 3}, color);
            case 4:
                return canvas.vertical_gradient(r, color, color.with_alpha(0));
            case 5:
                return canvas.image(image, r, radius, {0.1F, 0.2F, 0.7F, 0.5F}, 0.8F);
            case 6:
                return canvas.line(r.origin(), {r.right(), r.bottom()}, number(1, 12), color);
            case 7: {
                const ScopedClip clip(canvas, r.inset(5));
                return canvas.fill_circle(r.origin(), 60, color);
            }
            default: {
                const std::vector<Point> points{r.origin(), {r.right(), r.y + 5}, r.center()};
                return canvas.fill_convex(points, color);
            }
        }
    }
    float number(int from, int to) {
        return static_cast<float>(from) + static_cast<float>(random_() % 1000) / 1000 * static_cast<float>(to - from);
    }
    std::uint8_t byte() { return static_cast<std::uint8_t>(random_() % 256); }

    std::mt19937 random_;
};

std::unique_ptr<Window> make_window(const Clock& clock, ImageId& image) {
    auto window =
        Window::create(
            {.surface = Surface::kOffscreen, .render = RenderMode::kSoftware, .width = kWidth, .height = kHeight},
            clock)
            .take();
    std::vector<std::uint8_t> rgba(90 * 70 * 4);
    for (std::size_t i = 0; i < rgba.size(); ++i) rgba[i] = static_cast<std::uint8_t>(i * 7 % 251);
    image = window->images().upload(90, 70, rgba).take();
    return window;
}

int differences(const Window& a, const Window& b) {
    int count = 0;
    for (int y = 0; y < kHeight; ++y) {
        for (int x = 0; x < kWidth; ++x) count += !(a.pixel(x, y) == b.pixel(x, y));
    }
    return count;
}

}  // namespace

TEST_CASE("damage repaint equals full repaint") {
    FakeClock clock;
    ImageId image;
    auto damaged = make_window(clock, image);
    auto full = make_window(clock, image);
    int partial = 0;
    for (unsigned seed = 1; seed <= 25; ++seed) {
        for (const int moved : {-1, 3, 17, 39}) {
            Scribble(seed).draw(damaged->begin_frame(Color::rgb(0xF0F0F0)), image, moved);
            const FrameStats stats = damaged->end_frame();
            partial += stats.painted_tiles < stats.tiles;
            full->invalidate();
            Scribble(seed).draw(full->begin_frame(Color::rgb(0xF0F0F0)), image, moved);
            CHECK(full->end_frame().painted_tiles == stats.tiles);
            INFO("seed " << seed << " moved " << moved);
            REQUIRE(differences(*damaged, *full) == 0);
        }
    }
    CHECK(partial > 50);
}

TEST_CASE("an unchanged frame paints nothing, a blinking caret paints its tile") {
    FakeClock clock;
    ImageId image;
    auto window = make_window(clock, image);
    const auto frame = [&](bool caret) {
        Canvas& canvas = window->begin_frame(Color::rgb(0xFFFFFF));
        canvas.fill_round_rect({20, 20, 300, 200}, 12, Color::rgb(0xAABBCC));
        if (caret) canvas.fill_rect({100, 70, 2, 24}, Color::rgb(0));
        return window->end_frame().painted_tiles;
    };
    CHECK(frame(false) == 48);
    CHECK(frame(false) == 0);
    CHECK(frame(true) == 1);
    CHECK(frame(true) == 0);
    CHECK(frame(false) == 1);
}

TEST_CASE("what an opaque shape hides causes no repaint") {
    FakeClock clock;
    ImageId image;
    auto window = make_window(clock, image);
    const auto frame = [&](Color hidden) {
        Canvas& canvas = window->begin_frame(Color::rgb(0xFFFFFF));
        canvas.fill_circle({200, 150}, 20, hidden);
        canvas.fill_rect({0, 0, kWidth, kHeight}, Color::rgb(0x123456));
        return window->end_frame().painted_tiles;
    };
    frame(Color::rgb(0xFF0000));
    CHECK(frame(Color::rgb(0x00FF00)) == 0);
}

TEST_CASE("shapes far outside the screen are harmless") {
    FakeClock clock;
    ImageId image;
    auto window = make_window(clock, image);
    Canvas& canvas = window->begin_frame(Color::rgb(0xFFFFFF));
    canvas.fill_rect({-1e9F, -1e9F, 2e9F, 2e9F}, Color::rgb(0));
    canvas.fill_round_rect({1e7F, 0, 50, 50}, 10, Color::rgb(0));
    canvas.line({-1e6F, -1e6F}, {1e6F, 1e6F}, 3, Color::rgb(0xFF0000));
    canvas.image(image, {-1e6F, 0, 2e6F, 50}, 4);
    CHECK(window->end_frame().painted_tiles == 48);
}
