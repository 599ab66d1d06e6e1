// The button that reads the screen aloud: the same in every header.
#pragma once

#include "terminal/features/base/feature.h"

namespace dayroom::features {

/// "Read aloud", or "Stop reading" while it goes on. Only where Host::reading() offers it.
void reading_button(Host& host, ui::Ui& ui, ui::Rect rect);

}  // namespace dayroom::features
