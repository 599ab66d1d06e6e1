// Whether somebody else decides where windows stand. Inside terminal/ui/gfx only.
#pragma once

struct SDL_Window;

namespace dayroom::ui {

/// False on X11 without a window manager: a kiosk. There SDL waits 100 ms, in vain, for one to make a window
/// fullscreen. True where it cannot be told.
bool has_window_manager(SDL_Window* window);

}  // namespace dayroom::ui
