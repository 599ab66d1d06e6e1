// Paints one tile of a scene into a frame buffer. A pixel's value depends only on the primitives that touch it, never
// on the tile it is painted with: that is why damage repaint equals full repaint. Private to gfx.
#pragma once

#include <cstdint>
#include <vector>

#include "terminal/ui/gfx/scene.h"

namespace dayroom::ui {

/// Opaque 0xFFRRGGBB, rows without padding.
struct FrameBuffer {
    int width = 0;
    int height = 0;
    std::vector<std::uint32_t> pixels;

    void resize(int w, int h) {
        width = w;
        height = h;
        pixels.assign(static_cast<std::size_t>(w) * static_cast<std::size_t>(h), 0xFF000000U);
    }
    std::uint32_t* at(int x, int y) {
        return pixels.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + x;
    }
    const std::uint32_t* at(int x, int y) const {
        return pixels.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + x;
    }
};

class Painter {
public:
    Painter(const Scene& scene, const Atlas& atlas, FrameBuffer& target)
        : scene_(scene), atlas_(atlas), target_(target) {}
    /// The part of the primitive inside `tile`.
    void paint(const Primitive& p, const IntRect& tile);

private:
    void fill(const Primitive& p, const IntRect& area);
    void gradient(const Primitive& p, const IntRect& area);
    void coverage(const Primitive& p, const IntRect& area);
    void colored(const Primitive& p, const IntRect& area);
    void image(const Primitive& p, const IntRect& area);
    void triangle(const Primitive& p, const IntRect& area);

    const Scene& scene_;
    const Atlas& atlas_;
    FrameBuffer& target_;
};

}  // namespace dayroom::ui
