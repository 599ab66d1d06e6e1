// Sizes in pixels, already multiplied by the text scale of the moment: 100, 150 or 200 %. 200 % is a layout of its own,
// not a zoom: room is found by going from two panes to one and by scrolling, never by shrinking.
#pragma once

#include <cstdint>

#include "terminal/ui/gfx/geometry.h"

namespace dayroom::ui {

/// The type scale at 100 %: 46, 32, 28, 22, 19, 16 and 15 pixels.
enum class Type : std::uint8_t { kDisplay, kTitle, kHeading, kSubheading, kBody, kSecondary, kSmall };

/// Two panes and a rail from this width ÷ scale; below it one pane and a bottom bar.
inline constexpr float kTwoPaneWidth = 1000;

struct Metrics {
    float scale = 1;
    float gap_small, gap, gap_large;           // 8, 12, 20
    float pad, pad_large;                      // inside cards 20; inside dialogs 32 (24 where room is short)
    float margin;                              // screen edge to content 24; 14 on narrow screens
    float radius_small, radius, radius_large;  // 8, 14, 18
    float target, button, key, row;            // least heights: 56, 60, 64, 72
    float header;                              // top bar of a screen: 84
    float rail;                                // width of the rail: 116
    float bottom_bar;                          // height of the bottom bar: 84
    float icon_small, icon, icon_large;        // 18, 26, 34
    float avatar;                              // 48
    float list_pane;                           // width of the first of two panes
    float focus_width;                         // 4
    bool two_panes = true;
};

/// `scale` is 1, 1.5 or 2, times the panel's own scale.
Metrics make_metrics(Size window, float scale);
float type_size(Type type, float scale);

}  // namespace dayroom::ui
