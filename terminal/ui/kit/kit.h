// Everything that a screen needs.
#pragma once

#include "terminal/ui/kit/buttons.h"   // IWYU pragma: export
#include "terminal/ui/kit/fields.h"    // IWYU pragma: export
#include "terminal/ui/kit/figures.h"   // IWYU pragma: export
#include "terminal/ui/kit/overlays.h"  // IWYU pragma: export
#include "terminal/ui/kit/qr_code.h"   // IWYU pragma: export
#include "terminal/ui/kit/rows.h"      // IWYU pragma: export
#include "terminal/ui/kit/scroll.h"    // IWYU pragma: export
#include "terminal/ui/kit/ui.h"        // IWYU pragma: export
