#include "terminal/ui/gfx/sprites.h"

#include <cmath>

namespace dayroom::ui {
namespace {

enum class SpriteKind : std::uint64_t { kCorner = 1, kRing = 2, kShadow = 3 };

std::uint64_t key_of(SpriteKind kind, int a, int b) {
    return (static_cast<std::uint64_t>(kind) << 56U) | (static_cast<std::uint64_t>(a) << 16U) |
           static_cast<std::uint64_t>(b);
}

std::uint8_t to_byte(float coverage) {
    return static_cast<std::uint8_t>(std::clamp(coverage, 0.0F, 1.0F) * 255 + 0.5F);
}

/// How much of the pixel lies inside a circle around (center, center).
float circle_coverage(float center, float radius, int x, int y) {
    const float dx = center - (static_cast<float>(x) + 0.5F);
    const float dy = center - (static_cast<float>(y) + 0.5F);
    return std::clamp(radius - std::sqrt(dx * dx + dy * dy) + 0.5F, 0.0F, 1.0F);
}

template <typename Coverage>
const Sprite* make(Atlas& atlas, std::uint64_t key, int side, Coverage coverage) {
    if (const Sprite* known = atlas.find(key)) return known;
    std::vector<std::uint8_t> pixels;
    pixels.reserve(static_cast<std::size_t>(side) * static_cast<std::size_t>(side));
    for (int y = 0; y < side; ++y) {
        for (int x = 0; x < side; ++x) pixels.push_back(to_byte(coverage(x, y)));
    }
    return atlas.add_coverage(key, side, side, pixels, {});
}

}  // namespace

float corner_coverage(int radius, int x, int y) {
    const auto r = static_cast<float>(radius);
    return circle_coverage(r, r, x, y);
}

const Sprite* corner_sprite(Atlas& atlas, int radius) {
    return make(atlas, key_of(SpriteKind::kCorner, radius, 0), radius,
                [radius](int x, int y) { return corner_coverage(radius, x, y); });
}

const Sprite* ring_sprite(Atlas& atlas, int radius, int thickness) {
    const auto r = static_cast<float>(radius);
    const auto inner = static_cast<float>(radius - thickness);
    return make(atlas, key_of(SpriteKind::kRing, radius, thickness), radius, [r, inner](int x, int y) {
        return circle_coverage(r, r, x, y) - (inner > 0 ? circle_coverage(r, inner, x, y) : 0.0F);
    });
}

const Sprite* shadow_sprite(Atlas& atlas, int radius, int blur) {
    const int side = blur + std::max(radius, 1);
    const auto reach = static_cast<float>(blur);
    return make(atlas, key_of(SpriteKind::kShadow, radius, blur), side, [side, radius, reach](int x, int y) {
        // Distance from the shape's edge, positive outside; the last column and row stand on the straight edges.
        const float dx = static_cast<float>(side - 1 - x);
        const float dy = static_cast<float>(side - 1 - y);
        const float distance = std::sqrt(dx * dx + dy * dy) - static_cast<float>(radius);
        const float t = std::clamp(0.5F - distance / (2 * reach), 0.0F, 1.0F);
        return t * t * t * (t * (t * 6 - 15) + 10);
    });
}

}  // namespace dayroom::ui
