// A small painter for the sample's photos: polygons with smooth edges, gradients, glow and grain, on a picture in
// memory. Coordinates: y from 0 (top) to 1 (bottom), x from 0 to right() = width ÷ height, so that a circle is round in
// every format. Repeatable from its random source. One thread.
#pragma once

#include <cstdint>
#include <vector>

#include "platform/base/random.h"

namespace dayroom::facility::sample {

struct Rgb {
    std::uint8_t r = 0;
    std::uint8_t g = 0;
    std::uint8_t b = 0;
};
constexpr Rgb rgb(std::uint32_t hex) {
    return {static_cast<std::uint8_t>(hex >> 16), static_cast<std::uint8_t>(hex >> 8), static_cast<std::uint8_t>(hex)};
}
/// `part` 0 is `from`, 1 is `to`.
Rgb mix(Rgb from, Rgb to, float part);

struct Spot {
    float x = 0;
    float y = 0;
};

/// One colour, or a vertical run from `top` to `bottom` over the shape; `alpha` 0 to 1.
struct Paint {
    Paint(Rgb colour, float opacity = 1.0F) : top(colour), bottom(colour), alpha(opacity) {}  // NOLINT: implicit
    Paint(Rgb first, Rgb last, float opacity) : top(first), bottom(last), alpha(opacity) {}
    Rgb top;
    Rgb bottom;
    float alpha = 1.0F;
};

class Painter {
public:
    Painter(int width, int height, Random& random);

    int width() const { return width_; }
    int height() const { return height_; }
    /// Rows from the top, three bytes a pixel.
    const std::vector<std::uint8_t>& pixels() const { return pixels_; }
    float right() const { return right_; }
    float between(float low, float high);
    /// True with a chance of 1 in `of`.
    bool one_in(std::uint64_t of) { return random_.below(of) == 0; }
    Rgb any(const std::vector<Rgb>& colours) { return colours[random_.below(colours.size())]; }

    void fill(Rgb top, Rgb bottom) { rect(-0.01F, -0.01F, right_ + 0.02F, 1.02F, Paint(top, bottom, 1)); }
    void polygon(const std::vector<Spot>& corners, const Paint& paint);
    void ellipse(Spot centre, float rx, float ry, const Paint& paint, float turn = 0);
    void disc(Spot centre, float r, const Paint& paint) { ellipse(centre, r, r, paint); }
    void rect(float x, float y, float w, float h, const Paint& paint);
    void round_rect(float x, float y, float w, float h, float r, const Paint& paint);
    void line(Spot from, Spot to, float thickness, const Paint& paint);
    void path(const std::vector<Spot>& spots, float thickness, const Paint& paint);
    /// Everything below a wavy line around `y`.
    void ridge(float y, float amplitude, float waves, const Paint& paint);
    /// Light that falls off towards `r`.
    void glow(Spot centre, float r, Rgb colour, float alpha);
    void grain(int strength);
    void vignette(float strength);

    // ---- wax crayon, for children's drawings
    void crayon(const std::vector<Spot>& spots, float thickness, Rgb colour);
    void crayon_disc(Spot centre, float r, Rgb colour, bool filled);
    void crayon_block(float x, float y, float w, float h, Rgb colour);

private:
    void blend(int x, int y, Rgb colour, float alpha);
    int width_;
    int height_;
    float right_;
    Random& random_;
    std::vector<std::uint8_t> pixels_;
};

}  // namespace dayroom::facility::sample
