#include "terminal/ui/text/glyphs.h"

#include <cmath>

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H

namespace dayroom::ui {
namespace {

constexpr std::uint64_t kGlyphSprite = 0x10;

std::uint64_t key_of(FontId font, std::uint32_t glyph, float size_px, int subpixel) {
    const auto quarters = static_cast<std::uint64_t>(size_px * 4 + 0.5F);
    return (kGlyphSprite << 56U) | (static_cast<std::uint64_t>(font) << 40U) | (quarters << 26U) |
           (static_cast<std::uint64_t>(subpixel) << 24U) | (glyph & 0xFFFFFFU);
}

/// Mean of the source pixels that fall on each target pixel, by area. Both are premultiplied.
std::vector<std::uint32_t> shrunk(const FT_Bitmap& from, int width, int height) {
    std::vector<std::uint32_t> out;
    out.reserve(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
    const float sx = static_cast<float>(from.width) / static_cast<float>(width);
    const float sy = static_cast<float>(from.rows) / static_cast<float>(height);
    for (int y = 0; y < height; ++y) {
        const float top = static_cast<float>(y) * sy;
        const float bottom = std::min(top + sy, static_cast<float>(from.rows));
        for (int x = 0; x < width; ++x) {
            const float left = static_cast<float>(x) * sx;
            const float right = std::min(left + sx, static_cast<float>(from.width));
            std::array<float, 4> sum{};
            float area = 0;
            for (int v = static_cast<int>(top); static_cast<float>(v) < bottom; ++v) {
                const float part_y = std::min(bottom, static_cast<float>(v + 1)) - std::max(top, static_cast<float>(v));
                const unsigned char* row = from.buffer + static_cast<std::ptrdiff_t>(v) * from.pitch;
                for (int u = static_cast<int>(left); static_cast<float>(u) < right; ++u) {
                    const float part =
                        part_y * (std::min(right, static_cast<float>(u + 1)) - std::max(left, static_cast<float>(u)));
                    for (std::size_t c = 0; c < 4; ++c)
                        sum[c] += part * static_cast<float>(row[static_cast<std::size_t>(u) * 4 + c]);
                    area += part;
                }
            }
            std::uint32_t pixel = 0;
            for (std::size_t c = 0; c < 4; ++c) pixel |= static_cast<std::uint32_t>(sum[c] / area + 0.5F) << (8 * c);
            out.push_back(pixel);
        }
    }
    return out;
}

}  // namespace

const Sprite* Glyphs::sprite(FontId font, std::uint32_t glyph, float size_px, int subpixel) {
    const bool colored = fonts_.is_colored(font);
    const std::uint64_t key = key_of(font, glyph, size_px, colored ? 0 : subpixel);
    if (const Sprite* known = atlas_.find(key)) return known;
    return colored ? paint_colored(key, font, glyph, size_px) : paint_outline(key, font, glyph, size_px, subpixel);
}

const Sprite* Glyphs::paint_outline(std::uint64_t key, FontId font, std::uint32_t glyph, float size_px, int subpixel) {
    FT_Face face = fonts_.painted(font, size_px);
    // Light hinting moves outlines to whole pixels vertically only: sharper lines of text, same widths.
    const FT_Int32 flags = FT_LOAD_NO_BITMAP | (font == fonts_.icons() ? FT_LOAD_NO_HINTING : FT_LOAD_TARGET_LIGHT);
    if (face == nullptr || FT_Load_Glyph(face, glyph, flags) != 0) return atlas_.add_coverage(key, 0, 0, {}, {});
    FT_GlyphSlot slot = face->glyph;
    if (slot->format == FT_GLYPH_FORMAT_OUTLINE) FT_Outline_Translate(&slot->outline, subpixel * 64 / kSubpixels, 0);
    if (FT_Render_Glyph(slot, FT_RENDER_MODE_NORMAL) != 0) return atlas_.add_coverage(key, 0, 0, {}, {});
    const FT_Bitmap& bitmap = slot->bitmap;
    const auto width = static_cast<int>(bitmap.width);
    const auto height = static_cast<int>(bitmap.rows);
    std::vector<std::uint8_t> pixels;
    pixels.reserve(static_cast<std::size_t>(bitmap.width) * bitmap.rows);
    for (int y = 0; y < height; ++y) {
        const unsigned char* row = bitmap.buffer + static_cast<std::ptrdiff_t>(y) * bitmap.pitch;
        pixels.insert(pixels.end(), row, row + width);
    }
    const Point offset{static_cast<float>(slot->bitmap_left), static_cast<float>(-slot->bitmap_top)};
    return atlas_.add_coverage(key, width, height, pixels, offset);
}

const Sprite* Glyphs::paint_colored(std::uint64_t key, FontId font, std::uint32_t glyph, float size_px) {
    FT_Face face = fonts_.painted(font, size_px);
    const bool loaded = face != nullptr && FT_Load_Glyph(face, glyph, FT_LOAD_COLOR) == 0;
    const bool usable = loaded && face->glyph->bitmap.pixel_mode == FT_PIXEL_MODE_BGRA && face->glyph->bitmap.width > 0;
    if (!usable) return atlas_.add_coverage(key, 0, 0, {}, {});
    const FT_GlyphSlot slot = face->glyph;
    const float scale = size_px / static_cast<float>(face->size->metrics.y_ppem);
    const auto scaled = [scale](auto value) {
        return static_cast<int>(std::lround(static_cast<float>(value) * scale));
    };
    const int width = std::max(1, scaled(slot->bitmap.width));
    const int height = std::max(1, scaled(slot->bitmap.rows));
    const std::vector<std::uint32_t> pixels = shrunk(slot->bitmap, width, height);
    const Point offset{static_cast<float>(scaled(slot->bitmap_left)), static_cast<float>(scaled(-slot->bitmap_top))};
    return atlas_.add_color(key, width, height, pixels, offset);
}

}  // namespace dayroom::ui
