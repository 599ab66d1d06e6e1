// The one texture pair behind all shapes and text: coverage sprites (glyphs, corners, shadows; 8 bits a pixel) and
// colour sprites (emoji). Pages have a fixed width and grow downwards, so a sprite never moves while it lives. UI
// thread only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "terminal/ui/gfx/geometry.h"

namespace dayroom::ui {

/// Where a sprite lies in its page, in pixels, and where it is drawn relative to its anchor.
struct Sprite {
    std::uint16_t x = 0;
    std::uint16_t y = 0;
    std::uint16_t w = 0;
    std::uint16_t h = 0;
    std::int16_t offset_x = 0;
    std::int16_t offset_y = 0;
    bool colored = false;
};

/// One page: rows of shelves, each as high as its first sprite rounded up.
class AtlasPage {
public:
    static constexpr int kWidth = 1024;
    static constexpr int kFirstHeight = 256;

    AtlasPage(int bytes_per_pixel, int max_height);
    /// A place for w × h with a one-pixel gap; nothing when the page is full.
    std::optional<Point> place(int w, int h);
    std::uint8_t* at(int x, int y);
    const std::uint8_t* data() const { return pixels_.data(); }
    int height() const { return height_; }
    int bytes_per_pixel() const { return bytes_per_pixel_; }
    void clear();

private:
    struct Shelf {
        int y, height, used;
    };
    int bytes_per_pixel_;
    int max_height_;
    int height_ = 0;
    int next_y_ = 0;
    std::vector<Shelf> shelves_;
    std::vector<std::uint8_t> pixels_;
};

class Atlas {
public:
    static constexpr int kMaxCoverageHeight = 4096;  // 4 MiB
    static constexpr int kMaxColorHeight = 1024;     // 4 MiB
    static constexpr int kMaxSide = 512;             // a larger sprite is refused

    Atlas();
    Atlas(const Atlas&) = delete;
    Atlas& operator=(const Atlas&) = delete;

    /// Keys are made by the callers: the top 8 bits name the kind of sprite, so that kinds never meet.
    const Sprite* find(std::uint64_t key) const;
    /// `coverage`: w × h bytes. `premultiplied`: w × h of 0xAARRGGBB. When the page is full an empty sprite is returned
    /// for this frame, and end_frame() starts over with empty pages; the caller then draws once more.
    const Sprite* add_coverage(std::uint64_t key, int w, int h, std::span<const std::uint8_t> coverage, Point offset);
    const Sprite* add_color(std::uint64_t key, int w, int h, std::span<const std::uint32_t> premultiplied,
                            Point offset);
    /// True when the pages were full and everything was dropped: draw again.
    bool end_frame();
    /// End of session: forgets which glyphs were drawn.
    void clear();

    /// Changes whenever a place may hold another sprite than before.
    std::uint32_t generation() const { return generation_; }
    /// Changes with every added sprite: what a copy of the pages elsewhere (a GPU) goes by.
    std::uint32_t revision() const { return revision_; }
    const AtlasPage& coverage() const { return coverage_; }
    const AtlasPage& color() const { return color_; }
    std::size_t bytes_used() const;

private:
    const Sprite* add(AtlasPage& page, std::uint64_t key, int w, int h, const void* pixels, Point offset);

    AtlasPage coverage_;
    AtlasPage color_;
    std::unordered_map<std::uint64_t, Sprite> sprites_;
    Sprite nothing_;
    bool full_ = false;
    std::uint32_t generation_ = 1;
    std::uint32_t revision_ = 1;
};

}  // namespace dayroom::ui
