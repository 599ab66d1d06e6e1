// Writes a screenshot. Private to gfx.
#pragma once

#include <filesystem>

#include "platform/base/result.h"
#include "terminal/ui/gfx/painter.h"

namespace dayroom::ui {

/// kIo: the file cannot be written.
Status write_png(const FrameBuffer& frame, const std::filesystem::path& file);

}  // namespace dayroom::ui
