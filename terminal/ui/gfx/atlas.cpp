#include "terminal/ui/gfx/atlas.h"

#include <cstring>

namespace dayroom::ui {
namespace {
constexpr int kGap = 1;
constexpr int kShelfStep = 4;  // shelf heights are multiples of it, so that glyphs of one size share a shelf
}  // namespace

AtlasPage::AtlasPage(int bytes_per_pixel, int max_height)
    : bytes_per_pixel_(bytes_per_pixel), max_height_(max_height) {}

std::optional<Point> AtlasPage::place(int w, int h) {
    const int width = w + kGap;
    const int height = (h + kGap + kShelfStep - 1) / kShelfStep * kShelfStep;
    Shelf* best = nullptr;
    for (Shelf& shelf : shelves_) {
        const bool fits = shelf.height >= height && shelf.height <= height + height / 2 && shelf.used + width <= kWidth;
        if (fits && (best == nullptr || shelf.height < best->height)) best = &shelf;
    }
    if (best == nullptr) {
        if (next_y_ + height > max_height_ || width > kWidth) return std::nullopt;
        while (next_y_ + height > height_) {
            height_ = height_ == 0 ? std::min(kFirstHeight, max_height_) : std::min(height_ * 2, max_height_);
            pixels_.resize(static_cast<std::size_t>(height_) * kWidth * static_cast<std::size_t>(bytes_per_pixel_));
        }
        shelves_.push_back({next_y_, height, 0});
        next_y_ += height;
        best = &shelves_.back();
    }
    const Point at{static_cast<float>(best->used), static_cast<float>(best->y)};
    best->used += width;
    return at;
}

std::uint8_t* AtlasPage::at(int x, int y) {
    return pixels_.data() + (static_cast<std::size_t>(y) * kWidth + static_cast<std::size_t>(x)) *
                                static_cast<std::size_t>(bytes_per_pixel_);
}

void AtlasPage::clear() {
    pixels_ = {};
    shelves_.clear();
    height_ = 0;
    next_y_ = 0;
}

Atlas::Atlas() : coverage_(1, kMaxCoverageHeight), color_(4, kMaxColorHeight) { clear(); }

const Sprite* Atlas::find(std::uint64_t key) const {
    const auto found = sprites_.find(key);
    return found == sprites_.end() ? nullptr : &found->second;
}

const Sprite* Atlas::add(AtlasPage& page, std::uint64_t key, int w, int h, const void* pixels, Point offset) {
    if (w <= 0 || h <= 0 || w > kMaxSide || h > kMaxSide) return &(sprites_[key] = Sprite{});
    const auto place = page.place(w, h);
    if (!place) {
        full_ = true;
        return &nothing_;
    }
    const int x = static_cast<int>(place->x);
    const int y = static_cast<int>(place->y);
    const auto stride = static_cast<std::size_t>(w) * static_cast<std::size_t>(page.bytes_per_pixel());
    const auto* from = static_cast<const std::uint8_t*>(pixels);
    for (int row = 0; row < h; ++row)
        std::memcpy(page.at(x, y + row), from + static_cast<std::size_t>(row) * stride, stride);
    Sprite sprite{static_cast<std::uint16_t>(x),       static_cast<std::uint16_t>(y),
                  static_cast<std::uint16_t>(w),       static_cast<std::uint16_t>(h),
                  static_cast<std::int16_t>(offset.x), static_cast<std::int16_t>(offset.y)};
    sprite.colored = &page == &color_;
    ++revision_;
    return &(sprites_[key] = sprite);
}

const Sprite* Atlas::add_coverage(std::uint64_t key, int w, int h, std::span<const std::uint8_t> coverage,
                                  Point offset) {
    return add(coverage_, key, w, h, coverage.data(), offset);
}

const Sprite* Atlas::add_color(std::uint64_t key, int w, int h, std::span<const std::uint32_t> premultiplied,
                               Point offset) {
    return add(color_, key, w, h, premultiplied.data(), offset);
}

bool Atlas::end_frame() {
    const bool was_full = full_;
    if (was_full) clear();
    return was_full;
}

void Atlas::clear() {
    coverage_.clear();
    color_.clear();
    sprites_.clear();
    full_ = false;
    ++generation_;
    ++revision_;
    // The first texels of the coverage page are solid: a GPU draws plain shapes from there.
    if (coverage_.place(2, 2)) {
        for (int y = 0; y < 2; ++y) std::memset(coverage_.at(0, y), 255, 2);
    }
}

std::size_t Atlas::bytes_used() const {
    const auto bytes = [](const AtlasPage& page) {
        return static_cast<std::size_t>(page.height()) * AtlasPage::kWidth *
               static_cast<std::size_t>(page.bytes_per_pixel());
    };
    return bytes(coverage_) + bytes(color_) + sprites_.size() * 48;
}

}  // namespace dayroom::ui
