// A screen with everything that costs time: cards, shadows, a photo, and text in many scripts.
#pragma once

#include "terminal/ui/text/text_engine.h"

namespace dayroom::ui {

/// `scale` is the text scale (1, 1.5 or 2).
void draw_busy_scene(Canvas& canvas, TextEngine& text, ImageId photo, float scale);
ImageId upload_sample_photo(ImageStore& images);
/// <build>/share/fonts, from the environment that ctest sets.
FontPaths test_font_paths();

}  // namespace dayroom::ui
