// What the scroll area and the virtual list share. For this folder.
#pragma once

#include "terminal/ui/kit/ui_state.h"

namespace dayroom::ui {

/// Width kept free at the end for the bar.
float scroll_gutter(const Ui& ui);
/// Opens the place: sizes, focus kept in sight, clip. Returns its state.
ScrollState& begin_scroll(Ui& ui, NodeKey key, Rect rect, double content_height);
/// Closes it: takes the clip off, draws fade and bar.
void end_scroll(Ui& ui, NodeKey key, ScrollState& scroll, double content_height);

}  // namespace dayroom::ui
