// Triangles of any shape: ImGui's anti-aliased outlines, whose soft edge is a triangle strip fading to transparent.
// Which pixels a triangle owns is integer arithmetic with the top-left rule, so neighbours neither overlap nor leave
// gaps.
#include <cmath>

#include "terminal/ui/gfx/blend.h"
#include "terminal/ui/gfx/painter.h"

namespace dayroom::ui {
namespace {

std::int64_t floor_div(std::int64_t a, std::int64_t b) {
    const std::int64_t q = a / b;
    return q - ((a % b != 0 && (a < 0) != (b < 0)) ? 1 : 0);
}

/// value(x, y) = a·x + b·y + c in 1/16 px units; a pixel belongs to the inside when it is ≥ 0 at its centre.
struct Edge {
    std::int64_t a, b, c, bias;

    static Edge between(const TriangleCorner& p, const TriangleCorner& q) {
        Edge e{p.y - q.y, q.x - p.x, 0, 0};
        e.c = -(e.a * p.x + e.b * p.y);
        const bool top_left = e.a > 0 || (e.a == 0 && e.b < 0);
        e.bias = top_left ? 0 : -1;
        return e;
    }
    std::int64_t at(int x, int y) const { return a * (x * 16 + 8) + b * (y * 16 + 8) + c; }
    /// Narrows [from, to) to the pixels of row y on the inner side.
    void narrow(int y, int& from, int& to) const {
        const std::int64_t base = at(0, y) + bias;
        const std::int64_t step = a * 16;
        if (step > 0) {
            from = static_cast<int>(std::clamp<std::int64_t>(floor_div(-base + step - 1, step), from, to));
        } else if (step < 0) {
            to = static_cast<int>(std::clamp<std::int64_t>(floor_div(base, -step) + 1, from, to));
        } else if (base < 0) {
            to = from;
        }
    }
};

std::uint32_t channel(const TriangleCorner& a, const TriangleCorner& b, const TriangleCorner& c, const float* weight,
                      std::uint32_t shift) {
    const float value = static_cast<float>((a.color >> shift) & 255U) * weight[0] +
                        static_cast<float>((b.color >> shift) & 255U) * weight[1] +
                        static_cast<float>((c.color >> shift) & 255U) * weight[2];
    return static_cast<std::uint32_t>(std::clamp(value + 0.5F, 0.0F, 255.0F)) << shift;
}

}  // namespace

void Painter::triangle(const Primitive& p, const IntRect& area) {
    TriangleCorner a = scene_.corners(p)[0];
    TriangleCorner b = scene_.corners(p)[1];
    const TriangleCorner c = scene_.corners(p)[2];
    std::int64_t doubled = std::int64_t{b.x - a.x} * (c.y - a.y) - std::int64_t{b.y - a.y} * (c.x - a.x);
    if (doubled == 0) return;
    if (doubled < 0) {
        std::swap(a, b);
        doubled = -doubled;
    }
    const Edge to_a = Edge::between(b, c);
    const Edge to_b = Edge::between(c, a);
    const Edge to_c = Edge::between(a, b);
    const bool flat = a.color == b.color && b.color == c.color;
    const float unit = 1.0F / static_cast<float>(doubled);
    for (int y = area.y0; y < area.y1; ++y) {
        int from = area.x0;
        int to = area.x1;
        to_a.narrow(y, from, to);
        to_b.narrow(y, from, to);
        to_c.narrow(y, from, to);
        if (from >= to) continue;
        std::uint32_t* row = target_.at(0, y);
        if (flat) {
            blend::fill(row + from, to - from, a.color);
            continue;
        }
        for (int x = from; x < to; ++x) {
            const std::array<float, 3> weight{static_cast<float>(to_a.at(x, y)) * unit,
                                              static_cast<float>(to_b.at(x, y)) * unit,
                                              static_cast<float>(to_c.at(x, y)) * unit};
            std::uint32_t color = 0;
            for (std::uint32_t shift = 0; shift < 32; shift += 8) color |= channel(a, b, c, weight.data(), shift);
            blend::pixel(row[x], color);
        }
    }
}

}  // namespace dayroom::ui
