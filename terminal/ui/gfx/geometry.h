// Plain geometry and colour of the screen. Units are physical pixels: the text scale is applied by the kit, never by a
// zoom.
#pragma once

#include <algorithm>
#include <cstdint>

namespace dayroom::ui {

/// Reading direction of the interface language. Layout speaks of start and end, never of left and right.
enum class Direction : std::uint8_t { kLeftToRight, kRightToLeft };

struct Point {
    float x = 0;
    float y = 0;
    constexpr bool operator==(const Point&) const = default;
    constexpr Point operator+(Point other) const { return {x + other.x, y + other.y}; }
    constexpr Point operator-(Point other) const { return {x - other.x, y - other.y}; }
};

struct Size {
    float w = 0;
    float h = 0;
    constexpr bool operator==(const Size&) const = default;
};

/// Half-open: contains its start and top edges, not its end and bottom edges. The cut_ functions remove a strip from
/// this rectangle and return it; they never give more than there is.
struct Rect {
    float x = 0;
    float y = 0;
    float w = 0;
    float h = 0;

    constexpr bool operator==(const Rect&) const = default;
    constexpr float right() const { return x + w; }
    constexpr float bottom() const { return y + h; }
    constexpr Point origin() const { return {x, y}; }
    constexpr Point center() const { return {x + w / 2, y + h / 2}; }
    constexpr Size size() const { return {w, h}; }
    constexpr bool empty() const { return !(w > 0 && h > 0); }
    constexpr bool contains(Point p) const { return p.x >= x && p.x < right() && p.y >= y && p.y < bottom(); }

    /// The x of the edge where a line of text starts (ends) in this direction.
    constexpr float start(Direction d) const { return d == Direction::kLeftToRight ? x : right(); }
    constexpr float end(Direction d) const { return d == Direction::kLeftToRight ? right() : x; }

    constexpr Rect moved(Point by) const { return {x + by.x, y + by.y, w, h}; }
    constexpr Rect inset(float by) const { return inset(by, by); }
    constexpr Rect inset(float horizontal, float vertical) const {
        return {x + horizontal, y + vertical, std::max(0.0F, w - 2 * horizontal), std::max(0.0F, h - 2 * vertical)};
    }
    constexpr Rect outset(float by) const { return {x - by, y - by, w + 2 * by, h + 2 * by}; }
    constexpr Rect intersect(const Rect& o) const {
        const float left = std::max(x, o.x);
        const float top = std::max(y, o.y);
        return {left, top, std::max(0.0F, std::min(right(), o.right()) - left),
                std::max(0.0F, std::min(bottom(), o.bottom()) - top)};
    }
    constexpr bool intersects(const Rect& o) const { return !intersect(o).empty(); }
    /// A rectangle of this size in the middle of this one.
    constexpr Rect centered(Size s) const { return {x + (w - s.w) / 2, y + (h - s.h) / 2, s.w, s.h}; }

    constexpr Rect cut_top(float height) {
        const float cut = std::clamp(height, 0.0F, h);
        const Rect strip{x, y, w, cut};
        y += cut;
        h -= cut;
        return strip;
    }
    constexpr Rect cut_bottom(float height) {
        const float cut = std::clamp(height, 0.0F, h);
        h -= cut;
        return {x, y + h, w, cut};
    }
    constexpr Rect cut_start(float width, Direction d) {
        return d == Direction::kLeftToRight ? cut_left(width) : cut_right(width);
    }
    constexpr Rect cut_end(float width, Direction d) {
        return d == Direction::kLeftToRight ? cut_right(width) : cut_left(width);
    }
    /// A strip at the start (end) edge, without cutting it off.
    constexpr Rect strip_start(float width, Direction d) const { return Rect(*this).cut_start(width, d); }
    constexpr Rect strip_end(float width, Direction d) const { return Rect(*this).cut_end(width, d); }

private:
    constexpr Rect cut_left(float width) {
        const float cut = std::clamp(width, 0.0F, w);
        const Rect strip{x, y, cut, h};
        x += cut;
        w -= cut;
        return strip;
    }
    constexpr Rect cut_right(float width) {
        const float cut = std::clamp(width, 0.0F, w);
        w -= cut;
        return {x + w, y, cut, h};
    }
};

/// Straight (not premultiplied) sRGB, 8 bits a channel.
struct Color {
    std::uint8_t r = 0;
    std::uint8_t g = 0;
    std::uint8_t b = 0;
    std::uint8_t a = 255;

    constexpr bool operator==(const Color&) const = default;
    /// 0xRRGGBB, opaque.
    static constexpr Color rgb(std::uint32_t hex) {
        return {static_cast<std::uint8_t>(hex >> 16U), static_cast<std::uint8_t>(hex >> 8U),
                static_cast<std::uint8_t>(hex), 255};
    }
    /// The same colour with its opacity multiplied by `factor` (0 to 1).
    constexpr Color faded(float factor) const {
        const float opacity = static_cast<float>(a) * std::clamp(factor, 0.0F, 1.0F);
        return {r, g, b, static_cast<std::uint8_t>(opacity + 0.5F)};
    }
    constexpr Color with_alpha(std::uint8_t alpha) const { return {r, g, b, alpha}; }
    /// This colour moved towards `other` by `t` (0 to 1).
    constexpr Color mixed(Color other, float t) const {
        return {mix(r, other.r, t), mix(g, other.g, t), mix(b, other.b, t), mix(a, other.a, t)};
    }

private:
    static constexpr std::uint8_t mix(std::uint8_t from, std::uint8_t to, float t) {
        const float value = static_cast<float>(from) + (static_cast<float>(to) - static_cast<float>(from)) * t;
        return static_cast<std::uint8_t>(value + 0.5F);
    }
};

}  // namespace dayroom::ui
