// The whole path from text to pixels, and its pictures for people: set DAYROOM_SCREENSHOTS to a folder to keep them.
#include <cstdlib>
#include <iostream>

#include <catch2/catch.hpp>

#include "terminal/ui/gfx/bench.h"
#include "tests/unit/terminal/ui/text/busy_scene.h"

using namespace dayroom;
using namespace dayroom::ui;

namespace {

struct SceneScreen {
    SystemClock clock;
    std::unique_ptr<Window> window;
    std::unique_ptr<TextEngine> text;
    ImageId photo;

    explicit SceneScreen(Surface surface, RenderMode render = RenderMode::kSoftware) {
        window = Window::create({.surface = surface, .render = render}, clock).take();
        text = TextEngine::create(window->atlas(), test_font_paths()).take();
        photo = upload_sample_photo(window->images());
    }
    FrameStats frame(float scale) {
        draw_busy_scene(window->begin_frame(Color::rgb(0xFFFFFF)), *text, photo, scale);
        return window->end_frame();
    }
};

}  // namespace

TEST_CASE("a busy screen is painted once and then left alone") {
    SceneScreen screen(Surface::kOffscreen);
    CHECK(screen.frame(1).painted_tiles == 260);
    CHECK(screen.frame(1).painted_tiles == 0);
    CHECK(screen.frame(2).painted_tiles > 100);
    CHECK(screen.window->atlas().bytes_used() < (5U << 20U));
}

TEST_CASE("the same pixels with a display and without") {
    setenv("SDL_VIDEODRIVER", "dummy", 1);
    SceneScreen with(Surface::kWindowed);
    SceneScreen without(Surface::kOffscreen);
    with.frame(1);
    without.frame(1);
    int different = 0;
    for (int y = 0; y < 800; y += 3) {
        for (int x = 0; x < 1280; x += 3) different += !(with.window->pixel(x, y) == without.window->pixel(x, y));
    }
    CHECK(different == 0);
    CHECK(with.window->renderer_name() == "software");
}

TEST_CASE("the null renderer lays out text and paints nothing") {
    SceneScreen screen(Surface::kOffscreen, RenderMode::kNull);
    CHECK(screen.frame(1).painted_tiles == 0);
    CHECK(screen.text->cached_layouts() > 10);
    CHECK(screen.window->save_screenshot("/tmp/never.png").error().code == ErrorCode::kUnavailable);
}

TEST_CASE("screenshots for people", "[.screenshots]") {
    const char* folder = std::getenv("DAYROOM_SCREENSHOTS");
    const std::filesystem::path to = folder != nullptr ? folder : "/tmp";
    SceneScreen screen(Surface::kOffscreen);
    for (const int percent : {100, 200}) {
        screen.frame(static_cast<float>(percent) / 100);
        REQUIRE(screen.window->save_screenshot(to / ("busy-" + std::to_string(percent) + ".png")).ok());
    }
}

TEST_CASE("time of a full repaint", "[.bench]") {
    SceneScreen screen(Surface::kOffscreen);
    const MonotonicTime start = screen.clock.steady();
    SceneScreen second(Surface::kOffscreen);
    const double created = std::chrono::duration<double, std::milli>(screen.clock.steady() - start).count();
    for (const float scale : {1.0F, 2.0F}) {
        const RepaintTimes times = time_full_repaints(*screen.window, screen.clock, 50, [&](Canvas& canvas) {
            draw_busy_scene(canvas, *screen.text, screen.photo, scale);
        });
        std::cout << "scale " << scale << ": first " << times.first_ms << " ms, median " << times.median_ms
                  << " ms, worst " << times.worst_ms << " ms (window and fonts made in " << created << " ms)\n";
    }
}
