// What every message screen says: staff can read messages, and they are not for a lawyer.
#pragma once

#include "terminal/features/base/feature.h"

namespace dayroom::features {

float privacy_note_height(Host& host, ui::Ui& ui, float width);
/// Draws it; returns the height used.
float privacy_note(Host& host, ui::Ui& ui, ui::Rect rect);

}  // namespace dayroom::features
