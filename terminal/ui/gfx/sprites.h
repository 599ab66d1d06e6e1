// Coverage sprites that the canvas cuts its round shapes from: made once per size, then blitted like glyphs. Private to
// gfx.
#pragma once

#include "terminal/ui/gfx/atlas.h"

namespace dayroom::ui {

inline constexpr int kMaxCornerRadius = 256;  // px
inline constexpr int kMaxShadowBlur = 64;     // px

/// Coverage of a pixel whose centre is (x, y) px inside the top-left corner of a rounded rectangle.
float corner_coverage(int radius, int x, int y);

/// The top-left corner of a rounded rectangle: radius × radius.
const Sprite* corner_sprite(Atlas& atlas, int radius);
/// The top-left corner of a band of `thickness` inside a rounded rectangle's edge.
const Sprite* ring_sprite(Atlas& atlas, int radius, int thickness);
/// The top-left corner of a soft shadow, (2 or more) × side: fades from its outer edge inwards over 2 × blur. Its last
/// column (row) is what the straight top (left) edge repeats.
const Sprite* shadow_sprite(Atlas& atlas, int radius, int blur);

}  // namespace dayroom::ui
