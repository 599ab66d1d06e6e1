// Brush strokes that several widgets share: shadows, panels, the spinner. For this folder.
#pragma once

#include <cmath>

#include "terminal/ui/kit/ui.h"
#include "terminal/ui/semantics/contrast.h"

namespace dayroom::ui {

enum class Lift : std::uint8_t { kLow, kCard, kHigh };

/// Whole pixels: 1 at 100 %, 2 in high contrast.
float border_width(const Ui& ui);
void paint_shadow(Ui& ui, Rect rect, float radius, Lift lift);
/// Fill and border.
void paint_panel(Ui& ui, Rect rect, float radius, Color fill, Color border);
/// Turns, or stands still with reduced motion. Asks for frames while it turns.
void draw_spinner(Ui& ui, Rect rect, Color color);
/// The sign that goes with a tone.
std::string_view icon_of(Tone tone);
/// `words` with {n} and {total} replaced.
std::string fill_numbers(std::string_view words, std::size_t n, std::size_t total = 0);

}  // namespace dayroom::ui
