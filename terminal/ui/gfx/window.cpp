#include "terminal/ui/gfx/window.h"

#include "terminal/ui/gfx/offscreen_window.h"
#include "terminal/ui/gfx/sdl_window.h"

namespace dayroom::ui {

Result<std::unique_ptr<Window>> Window::create(const WindowOptions& options, const Clock& clock) {
    if (options.surface != Surface::kOffscreen) return SdlWindow::create(options, clock);
    const bool paints = options.render != RenderMode::kNull;
    return std::unique_ptr<Window>(std::make_unique<OffscreenWindow>(options.width, options.height, paints, clock));
}

}  // namespace dayroom::ui
