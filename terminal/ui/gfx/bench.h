// Times repaints, for scripts/bench. No display is needed: give it an off-screen window.
#pragma once

#include <functional>

#include "terminal/ui/gfx/window.h"

namespace dayroom::ui {

struct RepaintTimes {
    double median_ms = 0;
    double worst_ms = 0;
    double first_ms = 0;  // with every glyph still to be painted
};

/// Draws the same frame 1 + `count` times, each time all of the screen.
RepaintTimes time_full_repaints(Window& window, const Clock& clock, int count,
                                const std::function<void(Canvas&)>& draw);

}  // namespace dayroom::ui
