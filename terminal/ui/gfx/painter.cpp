#include "terminal/ui/gfx/painter.h"

#include <cmath>

#include "terminal/ui/gfx/blend.h"

namespace dayroom::ui {
namespace {

constexpr int kMaxTileSide = 256;

/// How a sprite's texels run along one axis of its quad: forwards, backwards (mirrored corner) or not at all (stretched
/// edge).
struct Axis {
    int first;  // texel of the quad's first pixel
    int step;

    static Axis of(float from, float to) {
        if (from == to) return {static_cast<int>(std::floor(from)), 0};
        if (to > from) return {static_cast<int>(from), 1};
        return {static_cast<int>(from) - 1, -1};
    }
    int texel(int pixel) const { return first + step * pixel; }
};

std::uint32_t lerp_color(std::uint32_t a, std::uint32_t b, std::int64_t at, std::int64_t of) {
    std::uint32_t out = 0;
    for (std::uint32_t shift = 0; shift < 32; shift += 8) {
        const auto from = static_cast<std::int64_t>((a >> shift) & 255U);
        const auto to = static_cast<std::int64_t>((b >> shift) & 255U);
        const std::int64_t value = (from * (of - at) + to * at + of / 2) / of;
        out |= static_cast<std::uint32_t>(value) << shift;
    }
    return out;
}

}  // namespace

void Painter::paint(const Primitive& p, const IntRect& tile) {
    const IntRect area = p.bounds.intersect(tile);
    if (area.empty()) return;
    switch (p.kind) {
        case PrimitiveKind::kFill:
            return fill(p, area);
        case PrimitiveKind::kGradient:
            return gradient(p, area);
        case PrimitiveKind::kCoverage:
            return coverage(p, area);
        case PrimitiveKind::kColored:
            return colored(p, area);
        case PrimitiveKind::kImage:
            return image(p, area);
        case PrimitiveKind::kTriangle:
            return triangle(p, area);
    }
}

void Painter::fill(const Primitive& p, const IntRect& area) {
    for (int y = area.y0; y < area.y1; ++y) blend::fill(target_.at(area.x0, y), area.width(), p.color);
}

void Painter::gradient(const Primitive& p, const IntRect& area) {
    const std::int64_t rows = std::int64_t{p.quad.height()} * 2;
    for (int y = area.y0; y < area.y1; ++y) {
        const std::int64_t middle = std::int64_t{y - p.quad.y0} * 2 + 1;
        blend::fill(target_.at(area.x0, y), area.width(), lerp_color(p.color, p.color_end, middle, rows));
    }
}

void Painter::coverage(const Primitive& p, const IntRect& area) {
    const Axis across = Axis::of(p.u0, p.u1);
    const Axis down = Axis::of(p.v0, p.v1);
    const std::uint8_t* page = atlas_.coverage().data();
    std::array<std::uint8_t, kMaxTileSide> row;
    for (int y = area.y0; y < area.y1; ++y) {
        const std::uint8_t* texels = page + down.texel(y - p.quad.y0) * AtlasPage::kWidth;
        const int first = across.texel(area.x0 - p.quad.x0);
        const std::uint8_t* mask = texels + first;
        if (across.step != 1) {
            for (int i = 0; i < area.width(); ++i) row[static_cast<std::size_t>(i)] = texels[first + across.step * i];
            mask = row.data();
        }
        blend::coverage(target_.at(area.x0, y), area.width(), mask, p.color);
    }
}

void Painter::colored(const Primitive& p, const IntRect& area) {
    const auto* page = reinterpret_cast<const std::uint32_t*>(atlas_.color().data());
    const int u = static_cast<int>(p.u0) + area.x0 - p.quad.x0;
    for (int y = area.y0; y < area.y1; ++y) {
        const int v = static_cast<int>(p.v0) + y - p.quad.y0;
        blend::premultiplied(target_.at(area.x0, y), area.width(), page + v * AtlasPage::kWidth + u, p.color >> 24U);
    }
}

namespace {

/// Position in the source of a pixel, 16.16 fixed point, exact in integers so that every tile agrees.
struct Sampling {
    std::int64_t start, step;
    int last;

    static Sampling of(float from, float to, int pixels, int texels, float shrink) {
        const double scale = 65536.0 / static_cast<double>(shrink);
        const double step = (static_cast<double>(to) - static_cast<double>(from)) * scale / pixels;
        const double start = static_cast<double>(from) * scale + step / 2 - 32768.0;
        return {std::llround(start), std::llround(step), texels - 1};
    }
    void at(int pixel, int& low, int& high, std::uint32_t& fraction) const {
        const std::int64_t position = std::clamp<std::int64_t>(start + step * pixel, 0, std::int64_t{last} << 16);
        low = static_cast<int>(position >> 16);
        high = std::min(low + 1, last);
        fraction = static_cast<std::uint32_t>((position >> 8) & 255);
    }
};

std::uint32_t lerp_pixel(std::uint32_t a, std::uint32_t b, std::uint32_t f) {
    const std::uint32_t rb = (a & 0xFF00FFU) * (256 - f) + (b & 0xFF00FFU) * f;
    const std::uint32_t ag = ((a >> 8U) & 0xFF00FFU) * (256 - f) + ((b >> 8U) & 0xFF00FFU) * f;
    return ((rb >> 8U) & 0xFF00FFU) | (ag & 0xFF00FF00U);
}

}  // namespace

void Painter::image(const Primitive& p, const IntRect& area) {
    const float texels_per_pixel = std::abs(p.u1 - p.u0) / static_cast<float>(p.quad.width());
    std::size_t level = 0;
    float shrink = 1;
    while (level + 1 < p.image->levels.size() && texels_per_pixel > shrink * 1.5F) {
        shrink *= 2;
        ++level;
    }
    const ImageStore::Level& source = p.image->levels[level];
    const Sampling across = Sampling::of(p.u0, p.u1, p.quad.width(), source.width, shrink);
    const Sampling down = Sampling::of(p.v0, p.v1, p.quad.height(), source.height, shrink);
    std::array<int, kMaxTileSide> left, right;
    std::array<std::uint32_t, kMaxTileSide> fraction, row;
    const auto count = static_cast<std::size_t>(area.width());
    for (std::size_t i = 0; i < count; ++i) {
        across.at(area.x0 - p.quad.x0 + static_cast<int>(i), left[i], right[i], fraction[i]);
    }
    for (int y = area.y0; y < area.y1; ++y) {
        int top = 0, bottom = 0;
        std::uint32_t between = 0;
        down.at(y - p.quad.y0, top, bottom, between);
        const std::uint32_t* upper = source.pixels.data() + static_cast<std::ptrdiff_t>(top) * source.width;
        const std::uint32_t* lower = source.pixels.data() + static_cast<std::ptrdiff_t>(bottom) * source.width;
        for (std::size_t i = 0; i < count; ++i) {
            const std::uint32_t a = lerp_pixel(upper[left[i]], upper[right[i]], fraction[i]);
            const std::uint32_t b = lerp_pixel(lower[left[i]], lower[right[i]], fraction[i]);
            row[i] = lerp_pixel(a, b, between);
        }
        blend::premultiplied(target_.at(area.x0, y), area.width(), row.data(), p.color >> 24U);
    }
}

}  // namespace dayroom::ui
