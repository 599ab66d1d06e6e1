// The surface that one frame draws on. Everything goes into one ImGui draw list in painter's order; edges are snapped
// to whole pixels so that they are sharp and the fast paths of the rasterizer apply. UI thread only, between
// Window::begin_frame and Window::end_frame. Text and icons are drawn by TextEngine::draw and TextEngine::draw_icon.
#pragma once

#include <span>
#include <vector>

#include "terminal/ui/gfx/atlas.h"
#include "terminal/ui/gfx/geometry.h"
#include "terminal/ui/gfx/image_store.h"

struct ImDrawList;

namespace dayroom::ui {

class Canvas {
public:
    /// `draws` false: nothing is recorded (RenderMode::kNull); clips and offsets work all the same.
    Canvas(ImDrawList& list, Atlas& atlas, const ImageStore& images, Size size, bool draws);
    Canvas(const Canvas&) = delete;
    Canvas& operator=(const Canvas&) = delete;

    Size size() const { return size_; }
    bool draws() const { return draws_; }
    /// What may be touched at this point, in the coordinates of the current offset. Skip what lies outside.
    Rect clip() const;

    // State. Every push has its pop; the Scoped… helpers below do both. Clips only ever narrow.
    void push_clip(Rect clip);
    void pop_clip();
    /// Moves everything that follows: for transitions and scrolled content. Adds up.
    void push_offset(Point by);
    void pop_offset();
    /// Multiplies the opacity of everything that follows (0 to 1).
    void push_opacity(float factor);
    void pop_opacity();

    // Shapes. A rectangle or colour that is empty or fully transparent draws nothing.
    void fill_rect(Rect r, Color color);
    void fill_round_rect(Rect r, float radius, Color color);
    /// The band of `thickness` inside the rectangle's edge.
    void stroke_round_rect(Rect r, float radius, float thickness, Color color);
    /// A soft shadow of a rounded rectangle, outside and below it; `blur` is how far it reaches, at most 64 px.
    void shadow(Rect r, float radius, float blur, Point offset, Color color);
    void vertical_gradient(Rect r, Color top, Color bottom);
    void fill_circle(Point center, float radius, Color color);
    void stroke_circle(Point center, float radius, float thickness, Color color);
    void line(Point from, Point to, float thickness, Color color);
    void polyline(std::span<const Point> points, float thickness, Color color, bool closed = false);
    void fill_convex(std::span<const Point> points, Color color);

    /// The part `source` (0 to 1 in both directions) of a picture, scaled into `r`, with rounded corners.
    void image(ImageId id, Rect r, float radius = 0, Rect source = {0, 0, 1, 1}, float opacity = 1);

    /// A sprite of the atlas with its anchor at whole pixels (text, icons). Colour sprites take only its opacity.
    void sprite(const Sprite& sprite, int x, int y, Color color);

    Atlas& atlas() { return atlas_; }

private:
    Rect snapped(Rect r) const;
    bool hidden(const Rect& snapped) const { return !draws_ || !snapped.intersects(clips_.back()); }
    std::uint32_t packed(Color color) const;
    void quad(int x, int y, int w, int h, std::uint32_t color);
    void sprite_quad(const Sprite& s, int x, int y, std::uint32_t color, bool flip_x, bool flip_y);
    void corners(const Sprite& s, Rect r, std::uint32_t color);
    void image_quad(Rect r, Rect texels, std::uint32_t color);
    void set_texture(std::uintptr_t id);
    void reset_texture();

    ImDrawList& list_;
    Atlas& atlas_;
    const ImageStore& images_;
    Size size_;
    bool draws_;
    Point offset_;
    float opacity_ = 1;
    std::vector<Point> offsets_;
    std::vector<float> opacities_;
    std::vector<Rect> clips_;
};

class ScopedClip {
public:
    ScopedClip(Canvas& canvas, Rect clip) : canvas_(canvas) { canvas_.push_clip(clip); }
    ~ScopedClip() { canvas_.pop_clip(); }
    ScopedClip(const ScopedClip&) = delete;
    ScopedClip& operator=(const ScopedClip&) = delete;

private:
    Canvas& canvas_;
};

class ScopedOffset {
public:
    ScopedOffset(Canvas& canvas, Point by) : canvas_(canvas) { canvas_.push_offset(by); }
    ~ScopedOffset() { canvas_.pop_offset(); }
    ScopedOffset(const ScopedOffset&) = delete;
    ScopedOffset& operator=(const ScopedOffset&) = delete;

private:
    Canvas& canvas_;
};

class ScopedOpacity {
public:
    ScopedOpacity(Canvas& canvas, float factor) : canvas_(canvas) { canvas_.push_opacity(factor); }
    ~ScopedOpacity() { canvas_.pop_opacity(); }
    ScopedOpacity(const ScopedOpacity&) = delete;
    ScopedOpacity& operator=(const ScopedOpacity&) = delete;

private:
    Canvas& canvas_;
};

}  // namespace dayroom::ui
