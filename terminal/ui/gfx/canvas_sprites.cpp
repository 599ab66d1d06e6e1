// The canvas's shapes that are assembled from sprites of the atlas and from pieces of pictures.
#include <cmath>

#include <imgui.h>

#include "terminal/ui/gfx/canvas.h"
#include "terminal/ui/gfx/scene.h"
#include "terminal/ui/gfx/sprites.h"

namespace dayroom::ui {
namespace {

struct Box {
    int x, y, w, h;
    explicit Box(Rect r)
        : x(static_cast<int>(r.x)), y(static_cast<int>(r.y)), w(static_cast<int>(r.w)), h(static_cast<int>(r.h)) {}
};

int clamped_radius(float radius, const Box& box) {
    const int wanted = std::clamp(static_cast<int>(std::lround(radius)), 0, kMaxCornerRadius);
    return std::min(wanted, std::min(box.w, box.h) / 2);
}

ImVec2 vec(int x, int y) { return {static_cast<float>(x), static_cast<float>(y)}; }

}  // namespace

void Canvas::sprite_quad(const Sprite& s, int x, int y, std::uint32_t color, bool flip_x, bool flip_y) {
    if (s.w == 0) return;
    ImVec2 from = vec(s.x, s.y);
    ImVec2 to = vec(s.x + s.w, s.y + s.h);
    if (flip_x) std::swap(from.x, to.x);
    if (flip_y) std::swap(from.y, to.y);
    list_.PrimReserve(6, 4);
    list_.PrimRectUV(vec(x, y), vec(x + s.w, y + s.h), from, to, color);
}

void Canvas::corners(const Sprite& s, Rect r, std::uint32_t color) {
    const Box b(r);
    const int right = b.x + b.w - s.w;
    const int bottom = b.y + b.h - s.h;
    sprite_quad(s, b.x, b.y, color, false, false);
    sprite_quad(s, right, b.y, color, true, false);
    sprite_quad(s, b.x, bottom, color, false, true);
    sprite_quad(s, right, bottom, color, true, true);
}

void Canvas::fill_round_rect(Rect r, float radius, Color color) {
    const Rect snap = snapped(r);
    if (color.a == 0 || hidden(snap)) return;
    const Box b(snap);
    const int side = clamped_radius(radius, b);
    const std::uint32_t c = packed(color);
    if (side < 1) return quad(b.x, b.y, b.w, b.h, c);
    quad(b.x + side, b.y, b.w - 2 * side, side, c);
    quad(b.x, b.y + side, b.w, b.h - 2 * side, c);
    quad(b.x + side, b.y + b.h - side, b.w - 2 * side, side, c);
    corners(*corner_sprite(atlas_, side), snap, c);
}

void Canvas::stroke_round_rect(Rect r, float radius, float thickness, Color color) {
    const Rect snap = snapped(r);
    if (color.a == 0 || hidden(snap)) return;
    const Box b(snap);
    const int band = std::min(std::max(1, static_cast<int>(std::lround(thickness))), std::min(b.w, b.h) / 2);
    if (band < 1) return quad(b.x, b.y, b.w, b.h, packed(color));
    const int side = clamped_radius(radius, b);
    const std::uint32_t c = packed(color);
    const int inset = std::max(side, band);
    quad(b.x + side, b.y, b.w - 2 * side, band, c);
    quad(b.x + side, b.y + b.h - band, b.w - 2 * side, band, c);
    quad(b.x, b.y + inset, band, b.h - 2 * inset, c);
    quad(b.x + b.w - band, b.y + inset, band, b.h - 2 * inset, c);
    if (side < 1) return;
    corners(*ring_sprite(atlas_, side, band), snap, c);
    if (band <= side) return;
    // What of a band thicker than its round corner lies below (above) the corner.
    for (const int y : {b.y + side, b.y + b.h - band}) {
        quad(b.x, y, side, band - side, c);
        quad(b.x + b.w - side, y, side, band - side, c);
    }
}

void Canvas::shadow(Rect r, float radius, float blur, Point offset, Color color) {
    const int reach = std::clamp(static_cast<int>(std::lround(blur)), 1, kMaxShadowBlur);
    const Rect outer = snapped(r.moved(offset)).outset(static_cast<float>(reach));
    if (color.a == 0 || hidden(outer)) return;
    const Box b(outer);
    const int half = std::min(b.w, b.h) / 2;
    const int wanted = std::max(std::min(static_cast<int>(std::lround(radius)), kMaxCornerRadius), reach);
    const int curve = std::clamp(wanted, 0, std::max(0, half - reach));
    const Sprite& s = *shadow_sprite(atlas_, curve, reach);
    if (s.w == 0) return;
    const std::uint32_t c = packed(color);
    corners(s, outer, c);
    const auto stretched = [&](int x, int y, int w, int h, ImVec2 from, ImVec2 to) {
        if (w <= 0 || h <= 0) return;
        list_.PrimReserve(6, 4);
        list_.PrimRectUV(vec(x, y), vec(x + w, y + h), from, to, c);
    };
    // The straight edges repeat the corner's last column and row; the middle its last texel.
    const int middle_w = b.w - 2 * s.w;
    const int middle_h = b.h - 2 * s.h;
    const ImVec2 near = vec(s.x, s.y);
    const ImVec2 far = vec(s.x + s.w, s.y + s.h);
    const ImVec2 last{far.x - 0.5F, far.y - 0.5F};
    stretched(b.x + s.w, b.y, middle_w, s.h, {last.x, near.y}, {last.x, far.y});
    stretched(b.x + s.w, b.y + b.h - s.h, middle_w, s.h, {last.x, far.y}, {last.x, near.y});
    stretched(b.x, b.y + s.h, s.w, middle_h, {near.x, last.y}, {far.x, last.y});
    stretched(b.x + b.w - s.w, b.y + s.h, s.w, middle_h, {far.x, last.y}, {near.x, last.y});
    stretched(b.x + s.w, b.y + s.h, middle_w, middle_h, last, last);
}

void Canvas::sprite(const Sprite& s, int x, int y, Color color) {
    if (s.w == 0 || color.a == 0) return;
    const int left = x + s.offset_x + static_cast<int>(std::lround(offset_.x));
    const int top = y + s.offset_y + static_cast<int>(std::lround(offset_.y));
    const Rect where{static_cast<float>(left), static_cast<float>(top), static_cast<float>(s.w),
                     static_cast<float>(s.h)};
    if (hidden(where)) return;
    if (s.colored) set_texture(kTextureColor);
    sprite_quad(s, left, top, packed(color), false, false);
    if (s.colored) reset_texture();
}

void Canvas::image_quad(Rect r, Rect texels, std::uint32_t color) {
    if (r.empty() || hidden(r)) return;
    list_.PrimReserve(6, 4);
    list_.PrimRectUV({r.x, r.y}, {r.right(), r.bottom()}, {texels.x, texels.y}, {texels.right(), texels.bottom()},
                     color);
}

void Canvas::image(ImageId id, Rect r, float radius, Rect source, float opacity) {
    const Size size = images_.size(id);
    const Rect snap = snapped(r);
    if (size.w <= 0 || hidden(snap)) return;
    const Rect texels{source.x * size.w, source.y * size.h, source.w * size.w, source.h * size.h};
    const auto part = [&](Rect piece) {
        const float du = texels.w / snap.w;
        const float dv = texels.h / snap.h;
        return Rect{texels.x + (piece.x - snap.x) * du, texels.y + (piece.y - snap.y) * dv, piece.w * du, piece.h * dv};
    };
    const auto put = [&](Rect piece, float alpha) {
        const std::uint32_t c = packed(Color{255, 255, 255, 255}.faded(alpha * opacity));
        image_quad(piece, part(piece), c);
    };
    set_texture(kTextureFirstImage + id.value);
    const int side = clamped_radius(radius, Box(snap));
    // Rows through the round corners: full pixels as one piece, pixels on the curve one by one.
    for (int row = 0; row < side; ++row) {
        int first_full = 0;
        while (first_full < side && corner_coverage(side, first_full, row) < 1) ++first_full;
        for (const float y : {snap.y + static_cast<float>(row), snap.bottom() - 1 - static_cast<float>(row)}) {
            for (int x = 0; x < first_full; ++x) {
                const float alpha = corner_coverage(side, x, row);
                if (alpha <= 0) continue;
                put({snap.x + static_cast<float>(x), y, 1, 1}, alpha);
                put({snap.right() - 1 - static_cast<float>(x), y, 1, 1}, alpha);
            }
            const auto inset = static_cast<float>(first_full);
            put({snap.x + inset, y, snap.w - 2 * inset, 1}, 1);
        }
    }
    const auto band = static_cast<float>(side);
    put({snap.x, snap.y + band, snap.w, snap.h - 2 * band}, 1);
    reset_texture();
}

}  // namespace dayroom::ui
