// Limits of the pictures and of the glyph atlas; the PNG that a screenshot is.
#include <filesystem>

#include <catch2/catch.hpp>
#include <png.h>

#include "platform/base/fake_clock.h"
#include "terminal/ui/gfx/window.h"

using namespace dayroom;
using namespace dayroom::ui;

TEST_CASE("pictures are refused with a reason") {
    ImageStore store;
    const std::vector<std::uint8_t> few(12);
    CHECK(store.upload(0, 4, few).error().code == ErrorCode::kInvalid);
    CHECK(store.upload(2, 2, few).error().code == ErrorCode::kInvalid);
    CHECK(store.upload(5000, 1, few).error().code == ErrorCode::kTooLarge);
    CHECK(store.replace(ImageId{77}, 1, 3, few).error().code == ErrorCode::kNotFound);
    CHECK(store.bytes_used() == 0);
}

TEST_CASE("pictures are bounded together, and freed memory can be used again") {
    ImageStore store;
    const std::vector<std::uint8_t> large(2048 * 2048 * 4);
    std::vector<ImageId> ids;
    while (true) {
        auto id = store.upload(2048, 2048, large);
        if (!id.ok()) {
            CHECK(id.error().code == ErrorCode::kTooLarge);
            break;
        }
        ids.push_back(id.value());
    }
    CHECK(ids.size() == 2);
    CHECK(store.bytes_used() <= ImageStore::kMaxBytes);
    CHECK(store.size(ids[0]) == Size{2048, 2048});
    store.free(ids[0]);
    store.free(ids[0]);
    CHECK(store.find(ids[0]) == nullptr);
    CHECK(store.upload(2048, 2048, large).ok());
    store.clear();
    CHECK(store.bytes_used() == 0);
}

TEST_CASE("a full atlas says so, starts over and never exceeds its limit") {
    Atlas atlas;
    const std::vector<std::uint8_t> pixels(200 * 200, 255);
    std::uint64_t key = 1ULL << 56U;
    bool refused = false;
    for (int i = 0; i < 200 && !refused; ++i) refused = atlas.add_coverage(++key, 200, 200, pixels, {})->w == 0;
    CHECK(refused);
    CHECK(atlas.coverage().height() == Atlas::kMaxCoverageHeight);
    const std::uint32_t before = atlas.generation();
    CHECK(atlas.end_frame());
    CHECK(atlas.generation() != before);
    CHECK(atlas.find((1ULL << 56U) + 1) == nullptr);
    CHECK(atlas.add_coverage(++key, 200, 200, pixels, {})->w == 200);
    CHECK_FALSE(atlas.end_frame());
    CHECK(atlas.add_coverage(++key, 600, 10, pixels, {})->w == 0);
    CHECK_FALSE(atlas.end_frame());
}

TEST_CASE("sprites of the atlas never overlap") {
    Atlas atlas;
    std::vector<Sprite> placed;
    for (int i = 0; i < 300; ++i) {
        const int w = 3 + i * 7 % 40;
        const int h = 4 + i * 11 % 50;
        const std::vector<std::uint8_t> pixels(static_cast<std::size_t>(w * h), static_cast<std::uint8_t>(i % 250 + 1));
        placed.push_back(*atlas.add_coverage(static_cast<std::uint64_t>(i) + 1, w, h, pixels, {}));
    }
    for (std::size_t i = 0; i < placed.size(); ++i) {
        const Sprite& s = placed[i];
        for (int y = 0; y < s.h; ++y) {
            const std::uint8_t* row = atlas.coverage().data() + (s.y + y) * AtlasPage::kWidth + s.x;
            CHECK(std::all_of(row, row + s.w, [&](std::uint8_t v) { return v == i % 250 + 1; }));
        }
    }
}

TEST_CASE("a screenshot is a PNG of the screen") {
    FakeClock clock;
    auto window =
        Window::create({.surface = Surface::kOffscreen, .render = RenderMode::kSoftware, .width = 320, .height = 320},
                       clock)
            .take();
    window->begin_frame(Color::rgb(0x102030)).fill_rect({5, 5, 5, 5}, Color::rgb(0xFF8000));
    window->end_frame();
    const auto file = std::filesystem::temp_directory_path() / "dayroom-gfx-test.png";
    REQUIRE(window->save_screenshot(file).ok());
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    REQUIRE(png_image_begin_read_from_file(&image, file.c_str()) != 0);
    image.format = PNG_FORMAT_RGB;
    std::vector<std::uint8_t> rgb(PNG_IMAGE_SIZE(image));
    REQUIRE(png_image_finish_read(&image, nullptr, rgb.data(), 0, nullptr) != 0);
    CHECK(image.width == 320);
    CHECK(rgb[0] == 0x10);
    CHECK(rgb[(7 * 320 + 7) * 3] == 0xFF);
    CHECK(rgb[(7 * 320 + 7) * 3 + 1] == 0x80);
    std::filesystem::remove(file);
    CHECK(window->save_screenshot("/nowhere/at/all.png").error().code == ErrorCode::kIo);
}
