#include "terminal/ui/gfx/canvas.h"

#include <bit>
#include <cmath>

#include <imgui.h>

#include "terminal/ui/gfx/scene.h"
#include "terminal/ui/gfx/sprites.h"

namespace dayroom::ui {
namespace {

ImVec2 vec(float x, float y) { return {x, y}; }
const ImVec2 kNoTexel(kSolid, kSolid);

int rounded(float value) { return static_cast<int>(std::lround(value)); }

}  // namespace

Canvas::Canvas(ImDrawList& list, Atlas& atlas, const ImageStore& images, Size size, bool draws)
    : list_(list), atlas_(atlas), images_(images), size_(size), draws_(draws) {
    clips_.push_back({0, 0, size.w, size.h});
}

Rect Canvas::clip() const { return clips_.back().moved({-offset_.x, -offset_.y}); }

void Canvas::push_clip(Rect clip) {
    const Rect narrowed = snapped(clip).intersect(clips_.back());
    clips_.push_back(narrowed);
    list_.PushClipRect(vec(narrowed.x, narrowed.y), vec(narrowed.right(), narrowed.bottom()), false);
}

void Canvas::pop_clip() {
    clips_.pop_back();
    list_.PopClipRect();
}

void Canvas::push_offset(Point by) {
    offsets_.push_back(offset_);
    offset_ = offset_ + by;
}

void Canvas::pop_offset() {
    offset_ = offsets_.back();
    offsets_.pop_back();
}

void Canvas::push_opacity(float factor) {
    opacities_.push_back(opacity_);
    opacity_ *= std::clamp(factor, 0.0F, 1.0F);
}

void Canvas::pop_opacity() {
    opacity_ = opacities_.back();
    opacities_.pop_back();
}

/// Both edges are rounded, so that neighbours that share an edge still share it.
Rect Canvas::snapped(Rect r) const {
    const float x = std::round(r.x + offset_.x);
    const float y = std::round(r.y + offset_.y);
    return {x, y, std::round(r.right() + offset_.x) - x, std::round(r.bottom() + offset_.y) - y};
}

std::uint32_t Canvas::packed(Color color) const {
    const Color c = opacity_ < 1 ? color.faded(opacity_) : color;
    return IM_COL32(c.r, c.g, c.b, c.a);
}

void Canvas::quad(int x, int y, int w, int h, std::uint32_t color) {
    if (w <= 0 || h <= 0) return;
    list_.PrimReserve(6, 4);
    const ImVec2 a = vec(static_cast<float>(x), static_cast<float>(y));
    const ImVec2 c = vec(static_cast<float>(x + w), static_cast<float>(y + h));
    list_.PrimRectUV(a, c, kNoTexel, kNoTexel, color);
}

void Canvas::set_texture(std::uintptr_t id) { list_.PushTextureID(std::bit_cast<ImTextureID>(id)); }
void Canvas::reset_texture() { list_.PopTextureID(); }

void Canvas::fill_rect(Rect r, Color color) {
    const Rect s = snapped(r);
    if (color.a == 0 || hidden(s)) return;
    quad(rounded(s.x), rounded(s.y), rounded(s.w), rounded(s.h), packed(color));
}

void Canvas::vertical_gradient(Rect r, Color top, Color bottom) {
    const Rect s = snapped(r);
    if (hidden(s)) return;
    list_.PrimReserve(6, 4);
    const auto first = static_cast<ImDrawIdx>(list_._VtxCurrentIdx);
    for (const int i : {0, 1, 2, 0, 2, 3}) list_.PrimWriteIdx(static_cast<ImDrawIdx>(first + i));
    list_.PrimWriteVtx(vec(s.x, s.y), kNoTexel, packed(top));
    list_.PrimWriteVtx(vec(s.right(), s.y), kNoTexel, packed(top));
    list_.PrimWriteVtx(vec(s.right(), s.bottom()), kNoTexel, packed(bottom));
    list_.PrimWriteVtx(vec(s.x, s.bottom()), kNoTexel, packed(bottom));
}

void Canvas::fill_circle(Point center, float radius, Color color) {
    fill_round_rect({center.x - radius, center.y - radius, radius * 2, radius * 2}, radius, color);
}

void Canvas::stroke_circle(Point center, float radius, float thickness, Color color) {
    stroke_round_rect({center.x - radius, center.y - radius, radius * 2, radius * 2}, radius, thickness, color);
}

void Canvas::line(Point from, Point to, float thickness, Color color) {
    const float half = thickness / 2;
    if (from.y == to.y) {
        fill_rect({std::min(from.x, to.x), from.y - half, std::abs(to.x - from.x), thickness}, color);
    } else if (from.x == to.x) {
        fill_rect({from.x - half, std::min(from.y, to.y), thickness, std::abs(to.y - from.y)}, color);
    } else {
        const std::array<Point, 2> points{from, to};
        polyline(points, thickness, color, false);
    }
}

void Canvas::polyline(std::span<const Point> points, float thickness, Color color, bool closed) {
    if (!draws_ || points.size() < 2 || color.a == 0) return;
    std::vector<ImVec2> moved;
    moved.reserve(points.size());
    for (const Point p : points) moved.push_back(vec(p.x + offset_.x, p.y + offset_.y));
    list_.AddPolyline(moved.data(), static_cast<int>(moved.size()), packed(color),
                      closed ? ImDrawFlags_Closed : ImDrawFlags_None, thickness);
}

void Canvas::fill_convex(std::span<const Point> points, Color color) {
    if (!draws_ || points.size() < 3 || color.a == 0) return;
    std::vector<ImVec2> moved;
    moved.reserve(points.size());
    for (const Point p : points) moved.push_back(vec(p.x + offset_.x, p.y + offset_.y));
    list_.AddConvexPolyFilled(moved.data(), static_cast<int>(moved.size()), packed(color));
}

}  // namespace dayroom::ui
