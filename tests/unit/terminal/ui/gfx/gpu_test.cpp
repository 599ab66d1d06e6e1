// The GPU path, run on SDL's own software renderer: the same draw lists must land at the same pixels.
#include <SDL2/SDL.h>
#include <catch2/catch.hpp>
#include <imgui.h>

#include "terminal/ui/gfx/canvas.h"
#include "terminal/ui/gfx/gpu_renderer.h"
#include "terminal/ui/gfx/imgui_core.h"

using namespace dayroom::ui;

TEST_CASE("software drivers are told apart from hardware") {
    CHECK(is_software_driver("llvmpipe (LLVM 15.0.6, 256 bits)"));
    CHECK(is_software_driver("softpipe"));
    CHECK(is_software_driver(""));
    CHECK_FALSE(is_software_driver("Mesa Intel(R) UHD Graphics 605 (GLK 3)"));
    CHECK_FALSE(is_software_driver("V3D 4.2"));
}

TEST_CASE("draw lists reach the card with clip, texture and colour") {
    SDL_Surface* surface = SDL_CreateRGBSurfaceWithFormat(0, 320, 320, 32, SDL_PIXELFORMAT_ARGB8888);
    ImGuiCore core;
    Atlas atlas;
    ImageStore images;
    std::vector<std::uint8_t> blue;
    for (int i = 0; i < 64; ++i) blue.insert(blue.end(), {0, 0, 255, 255});
    const ImageId id = images.upload(8, 8, blue).take();
    {
        GpuRenderer gpu(SDL_CreateSoftwareRenderer(surface), "test");
        Canvas canvas(core.begin({320, 320}), atlas, images, {320, 320}, true);
        canvas.fill_rect({0, 0, 320, 320}, Color::rgb(0xFFFFFF));
        {
            const ScopedClip clip(canvas, {0, 0, 50, 320});
            canvas.fill_round_rect({10, 10, 100, 100}, 12, Color::rgb(0xFF0000));
        }
        canvas.image(id, {200, 200, 40, 40});
        gpu.render(core.end(), atlas, images);
        FrameBuffer frame;
        frame.resize(320, 320);
        gpu.read_back(frame);
        CHECK(*frame.at(5, 5) == 0xFFFFFFFF);
        CHECK(*frame.at(30, 30) == 0xFFFF0000);
        CHECK(*frame.at(60, 60) == 0xFFFFFFFF);
        CHECK(*frame.at(220, 220) == 0xFF0000FF);
    }
    SDL_FreeSurface(surface);
}
