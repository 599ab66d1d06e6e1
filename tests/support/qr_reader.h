// Reads QR codes as a phone does: out of pixels (zbar).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "terminal/ui/gfx/window.h"

namespace dayroom::ui {

/// What the only code in a grey picture says; empty: there is none, or more than one.
std::string read_qr(const std::vector<std::uint8_t>& grey, int width, int height);
/// Of the last finished frame, which was painted in software.
std::string read_qr(const Window& window);

}  // namespace dayroom::ui
