// Glyphs as sprites of the atlas: painted once at true size and a quarter of a pixel's precision. Private to text.
#pragma once

#include "terminal/ui/gfx/atlas.h"
#include "terminal/ui/text/fonts.h"

namespace dayroom::ui {

inline constexpr int kSubpixels = 4;

class Glyphs {
public:
    Glyphs(Fonts& fonts, Atlas& atlas) : fonts_(fonts), atlas_(atlas) {}
    /// Never null; an empty sprite if there is nothing to see. `subpixel`: 0 to 3 quarters of a pixel to the right.
    const Sprite* sprite(FontId font, std::uint32_t glyph, float size_px, int subpixel);

private:
    const Sprite* paint_outline(std::uint64_t key, FontId font, std::uint32_t glyph, float size_px, int subpixel);
    const Sprite* paint_colored(std::uint64_t key, FontId font, std::uint32_t glyph, float size_px);

    Fonts& fonts_;
    Atlas& atlas_;
};

}  // namespace dayroom::ui
