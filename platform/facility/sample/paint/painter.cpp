#include "platform/facility/sample/paint/painter.h"

#include <algorithm>
#include <cmath>

namespace dayroom::facility::sample {
namespace {

constexpr int kSubRows = 4;  // of a pixel row, for smooth edges
constexpr float kTurn = 6.2831853F;

std::uint8_t to_byte(float value) { return static_cast<std::uint8_t>(std::clamp(value, 0.0F, 255.0F)); }
float share(std::uint8_t from, std::uint8_t to, float part) {
    return static_cast<float>(from) + (static_cast<float>(to) - static_cast<float>(from)) * part;
}

// How much of each pixel of one sub-row lies between two edges.
void cover_span(std::vector<float>& cover, float from, float to) {
    const float width = static_cast<float>(cover.size());
    from = std::clamp(from, 0.0F, width);
    to = std::clamp(to, 0.0F, width);
    for (auto x = static_cast<std::size_t>(from); static_cast<float>(x) < to; ++x) {
        const float left = static_cast<float>(x);
        cover[x] += (std::min(to, left + 1) - std::max(from, left)) / kSubRows;
    }
}

}  // namespace

Rgb mix(Rgb from, Rgb to, float part) {
    return {to_byte(share(from.r, to.r, part)), to_byte(share(from.g, to.g, part)), to_byte(share(from.b, to.b, part))};
}

Painter::Painter(int width, int height, Random& random)
    : width_(width),
      height_(height),
      right_(static_cast<float>(width) / static_cast<float>(height)),
      random_(random),
      pixels_(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 3, 255) {}

float Painter::between(float low, float high) {
    return low + (high - low) * static_cast<float>(random_.below(10'001)) / 10'000.0F;
}

void Painter::blend(int x, int y, Rgb colour, float alpha) {
    std::uint8_t* at =
        &pixels_[(static_cast<std::size_t>(y) * static_cast<std::size_t>(width_) + static_cast<std::size_t>(x)) * 3];
    // In 256ths: most of the painting's time is spent here.
    const int part = static_cast<int>(alpha * 256.0F + 0.5F);
    const auto move = [part](std::uint8_t from, std::uint8_t to) {
        return static_cast<std::uint8_t>(from + (((to - from) * part + 128) >> 8));
    };
    at[0] = move(at[0], colour.r);
    at[1] = move(at[1], colour.g);
    at[2] = move(at[2], colour.b);
}

void Painter::polygon(const std::vector<Spot>& corners, const Paint& paint) {
    if (corners.size() < 3) return;
    const auto scale = static_cast<float>(height_);
    const auto [low, high] =
        std::minmax_element(corners.begin(), corners.end(), [](const Spot& a, const Spot& b) { return a.y < b.y; });
    const float top = low->y;
    const float tall = std::max(1e-6F, high->y - low->y);
    const int first = std::max(0, static_cast<int>(std::floor(low->y * scale)));
    const int last = std::min(height_ - 1, static_cast<int>(std::ceil(high->y * scale)));
    const auto [leftmost, rightmost] =
        std::minmax_element(corners.begin(), corners.end(), [](const Spot& a, const Spot& b) { return a.x < b.x; });
    const int begin = std::clamp(static_cast<int>(std::floor(leftmost->x * scale)), 0, width_);
    const int end = std::clamp(static_cast<int>(std::ceil(rightmost->x * scale)) + 1, begin, width_);
    std::vector<float> cover(static_cast<std::size_t>(width_));
    std::vector<float> crossings;
    for (int y = first; y <= last; ++y) {
        std::fill(cover.begin() + begin, cover.begin() + end, 0.0F);
        for (int sub = 0; sub < kSubRows; ++sub) {
            const float at = (static_cast<float>(y) + (static_cast<float>(sub) + 0.5F) / kSubRows) / scale;
            crossings.clear();
            for (std::size_t i = 0; i < corners.size(); ++i) {
                const Spot& a = corners[i];
                const Spot& b = corners[(i + 1) % corners.size()];
                if ((a.y <= at) == (b.y <= at)) continue;
                crossings.push_back((a.x + (at - a.y) / (b.y - a.y) * (b.x - a.x)) * scale);
            }
            std::sort(crossings.begin(), crossings.end());
            for (std::size_t i = 0; i + 1 < crossings.size(); i += 2) cover_span(cover, crossings[i], crossings[i + 1]);
        }
        const Rgb colour =
            mix(paint.top, paint.bottom, std::clamp((static_cast<float>(y) / scale - top) / tall, 0.0F, 1.0F));
        for (int x = begin; x < end; ++x) {
            const float alpha = cover[static_cast<std::size_t>(x)] * paint.alpha;
            if (alpha > 0.002F) blend(x, y, colour, std::min(1.0F, alpha));
        }
    }
}

void Painter::ellipse(Spot centre, float rx, float ry, const Paint& paint, float turn) {
    std::vector<Spot> corners;
    const int steps = std::clamp(static_cast<int>(std::max(rx, ry) * 400), 12, 96);
    for (int i = 0; i < steps; ++i) {
        const float angle = kTurn * static_cast<float>(i) / static_cast<float>(steps);
        const float x = rx * std::cos(angle);
        const float y = ry * std::sin(angle);
        corners.push_back(
            {centre.x + x * std::cos(turn) - y * std::sin(turn), centre.y + x * std::sin(turn) + y * std::cos(turn)});
    }
    polygon(corners, paint);
}

void Painter::rect(float x, float y, float w, float h, const Paint& paint) {
    polygon({{x, y}, {x + w, y}, {x + w, y + h}, {x, y + h}}, paint);
}

void Painter::round_rect(float x, float y, float w, float h, float r, const Paint& paint) {
    std::vector<Spot> corners;
    const Spot centres[4] = {{x + w - r, y + h - r}, {x + r, y + h - r}, {x + r, y + r}, {x + w - r, y + r}};
    for (int corner = 0; corner < 4; ++corner) {
        for (int step = 0; step <= 6; ++step) {
            const float angle = kTurn / 4 * (static_cast<float>(corner) + static_cast<float>(step) / 6);
            corners.push_back({centres[corner].x + r * std::cos(angle), centres[corner].y + r * std::sin(angle)});
        }
    }
    polygon(corners, paint);
}

void Painter::line(Spot from, Spot to, float thickness, const Paint& paint) {
    const float dx = to.x - from.x;
    const float dy = to.y - from.y;
    const float length = std::max(1e-6F, std::hypot(dx, dy));
    const float nx = -dy / length * thickness / 2;
    const float ny = dx / length * thickness / 2;
    polygon({{from.x + nx, from.y + ny}, {to.x + nx, to.y + ny}, {to.x - nx, to.y - ny}, {from.x - nx, from.y - ny}},
            paint);
}

void Painter::path(const std::vector<Spot>& spots, float thickness, const Paint& paint) {
    for (std::size_t i = 0; i + 1 < spots.size(); ++i) line(spots[i], spots[i + 1], thickness, paint);
    for (std::size_t i = 0; i < spots.size(); ++i) disc(spots[i], thickness / 2, paint);
}

void Painter::ridge(float y, float amplitude, float waves, const Paint& paint) {
    const float phase = between(0, kTurn);
    const float second = between(0, kTurn);
    std::vector<Spot> corners = {{right_ + 0.01F, 1.01F}, {-0.01F, 1.01F}};
    for (int i = 0; i <= 80; ++i) {
        const float x = -0.01F + (right_ + 0.02F) * static_cast<float>(i) / 80;
        const float angle = x / right_ * kTurn * waves;
        corners.push_back(
            {x, y - amplitude * (0.7F * std::sin(angle + phase) + 0.3F * std::sin(angle * 2.7F + second))});
    }
    polygon(corners, paint);
}

void Painter::glow(Spot centre, float r, Rgb colour, float alpha) {
    const auto scale = static_cast<float>(height_);
    const int first = std::max(0, static_cast<int>((centre.y - r) * scale));
    const int last = std::min(height_ - 1, static_cast<int>((centre.y + r) * scale));
    const int left = std::max(0, static_cast<int>((centre.x - r) * scale));
    const int end = std::min(width_ - 1, static_cast<int>((centre.x + r) * scale));
    for (int y = first; y <= last; ++y) {
        for (int x = left; x <= end; ++x) {
            const float dx = (static_cast<float>(x) / scale - centre.x) / r;
            const float dy = (static_cast<float>(y) / scale - centre.y) / r;
            const float near = 1 - (dx * dx + dy * dy);
            if (near > 0) blend(x, y, colour, alpha * near * near);
        }
    }
}

void Painter::grain(int strength) {
    std::uint64_t noise = random_.next() | 1;
    for (std::size_t pixel = 0; pixel < pixels_.size(); pixel += 3) {
        noise ^= noise << 13;
        noise ^= noise >> 7;
        noise ^= noise << 17;
        // All three alike: grain of light, which costs a JPEG little.
        const int shift = static_cast<int>(noise % static_cast<std::uint64_t>(2 * strength + 1)) - strength;
        for (std::size_t channel = pixel; channel < pixel + 3; ++channel) {
            pixels_[channel] =
                static_cast<std::uint8_t>(std::clamp(static_cast<int>(pixels_[channel]) + shift, 0, 255));
        }
    }
}

void Painter::vignette(float strength) {
    std::vector<float> across;
    for (int x = 0; x < width_; ++x) {
        const float dx = static_cast<float>(x) / static_cast<float>(width_) - 0.5F;
        across.push_back(dx * dx);
    }
    for (int y = 0; y < height_; ++y) {
        const float dy = static_cast<float>(y) / static_cast<float>(height_) - 0.5F;
        for (int x = 0; x < width_; ++x) {
            const float dark = strength * 2 * (across[static_cast<std::size_t>(x)] + dy * dy);
            if (dark > 0.01F) blend(x, y, Rgb{}, std::min(1.0F, dark));
        }
    }
}

void Painter::crayon(const std::vector<Spot>& spots, float thickness, Rgb colour) {
    for (int stroke = 0; stroke < 3; ++stroke) {
        std::vector<Spot> shaky;
        for (const Spot& spot : spots) {
            const float slip = thickness * 0.45F;
            shaky.push_back({spot.x + between(-slip, slip), spot.y + between(-slip, slip)});
        }
        path(shaky, thickness * between(0.4F, 0.8F), Paint(colour, 0.55F));
    }
}

void Painter::crayon_disc(Spot centre, float r, Rgb colour, bool filled) {
    std::vector<Spot> ring;
    for (int i = 0; i <= 20; ++i) {
        const float angle = kTurn * static_cast<float>(i) / 20;
        const float wobble = r * between(0.96F, 1.05F);
        ring.push_back({centre.x + wobble * std::cos(angle), centre.y + wobble * std::sin(angle)});
    }
    if (filled) polygon(ring, Paint(colour, 0.55F));
    crayon(ring, 0.012F, colour);
}

void Painter::crayon_block(float x, float y, float w, float h, Rgb colour) {
    const int strokes = std::max(4, static_cast<int>(h / 0.022F));
    for (int i = 0; i < strokes; ++i) {
        const float at = y + h * (static_cast<float>(i) + 0.5F) / static_cast<float>(strokes);
        line({x + between(-0.008F, 0.012F), at + between(-0.006F, 0.006F)},
             {x + w + between(-0.012F, 0.008F), at + between(-0.006F, 0.006F)}, 0.018F, Paint(colour, 0.6F));
    }
}

}  // namespace dayroom::facility::sample
