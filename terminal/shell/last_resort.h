// The screen of last resort, when not even the catalogs or fonts can be read: two sentences in English and Spanish that
// are built in, so that a wall never shows a black panel without a word.
#pragma once

#include "terminal/ui/kit/ui.h"

namespace dayroom::shell {

/// The whole window. Needs no catalog, no agent, no session.
void draw_last_resort(ui::Ui& ui);

}  // namespace dayroom::shell
