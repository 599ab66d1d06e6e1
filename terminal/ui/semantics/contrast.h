// Contrast as WCAG 2.1 measures it.
#pragma once

#include "terminal/ui/gfx/geometry.h"

namespace dayroom::ui {

/// From 1 (the same) to 21 (black on white). A see-through foreground is laid over the background first.
double contrast_ratio(Color foreground, Color background);
/// `top` laid over `below` by its alpha.
Color blend(Color top, Color below);

}  // namespace dayroom::ui
