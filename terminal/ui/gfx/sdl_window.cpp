#include "terminal/ui/gfx/sdl_window.h"

#include <cstring>

#include <SDL2/SDL.h>

#include "terminal/ui/gfx/window_manager.h"

namespace dayroom::ui {
namespace {

/// Each has its reason in docs/features/screen-core.md.
void set_hints(bool fullscreen) {
    SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
    SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
    SDL_SetHint(SDL_HINT_MOUSE_AUTO_CAPTURE, "0");
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    SDL_SetHint(SDL_HINT_GRAB_KEYBOARD, "1");
    SDL_SetHint(SDL_HINT_ALLOW_ALT_TAB_WHILE_GRABBED, "0");
    SDL_SetHint(SDL_HINT_QUIT_ON_LAST_WINDOW_CLOSE, fullscreen ? "0" : "1");
    SDL_SetHint(SDL_HINT_VIDEO_MINIMIZE_ON_FOCUS_LOSS, "0");
    SDL_SetHint(SDL_HINT_IME_SHOW_UI, "0");
}

Error sdl_error(const char* what) {
    return Error(ErrorCode::kUnavailable, std::string(what) + ": " + SDL_GetError() + " (is a display running?)");
}

SDL_Window* create_windowed(const WindowOptions& options) {
    return SDL_CreateWindow(options.title.c_str(), SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED,
                            std::clamp(options.width, Window::kMinSide, Window::kMaxSide),
                            std::clamp(options.height, Window::kMinSide, Window::kMaxSide), 0U);
}

/// Borderless over the whole display; whoever manages windows is then asked to keep everything else below it.
SDL_Window* create_fullscreen(const WindowOptions& options) {
    SDL_Rect all{0, 0, options.width, options.height};
    if (SDL_GetDisplayBounds(0, &all) != 0) return nullptr;
    const char* driver = SDL_GetCurrentVideoDriver();
    // SDL 2.26 without a border: cage 0.1.4 shows black where the window is.
    const bool wayland = driver != nullptr && std::string_view(driver) == "wayland";
    const std::uint32_t shape = wayland ? SDL_WINDOW_FULLSCREEN_DESKTOP : SDL_WINDOW_BORDERLESS;
    SDL_Window* window =
        SDL_CreateWindow(options.title.c_str(), all.x, all.y, all.w, all.h, shape | SDL_WINDOW_KEYBOARD_GRABBED);
    if (window != nullptr && !wayland && has_window_manager(window))
        SDL_SetWindowFullscreen(window, SDL_WINDOW_FULLSCREEN_DESKTOP);
    return window;
}

/// What was shown may be lost, or, on Wayland, waits for a picture of the window's new state.
bool has_to_be_painted(std::uint8_t event) {
    return event == SDL_WINDOWEVENT_EXPOSED || event == SDL_WINDOWEVENT_SHOWN || event == SDL_WINDOWEVENT_MAXIMIZED ||
           event == SDL_WINDOWEVENT_RESTORED;
}

bool moves_mouse(const SDL_Event& event) {
    return event.type == SDL_MOUSEMOTION && event.motion.which != SDL_TOUCH_MOUSEID &&
           (event.motion.xrel != 0 || event.motion.yrel != 0);
}

}  // namespace

SdlWindow::SdlWindow(SDL_Window* window, int width, int height, bool paints, std::uint32_t wake_type,
                     const Clock& clock)
    : FrameMaker(width, height, paints, clock), window_(window), wake_type_(wake_type), translator_(wake_type) {}

Result<std::unique_ptr<Window>> SdlWindow::create(const WindowOptions& options, const Clock& clock) {
    const bool fullscreen = options.surface == Surface::kFullscreen;
    set_hints(fullscreen);
    if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0) return sdl_error("cannot start the display");
    const std::uint32_t wake_type = SDL_RegisterEvents(1);
    SDL_Window* raw = fullscreen ? create_fullscreen(options) : create_windowed(options);
    if (raw == nullptr) {
        Error error = sdl_error("cannot open the window");
        SDL_QuitSubSystem(SDL_INIT_VIDEO);
        return error;
    }
    int width = 0, height = 0;
    SDL_GetWindowSize(raw, &width, &height);
    const bool paints = options.render != RenderMode::kNull;
    std::unique_ptr<SdlWindow> window(new SdlWindow(raw, width, height, paints, wake_type, clock));
    window->fullscreen_ = fullscreen;
    if (fullscreen) SDL_ShowCursor(SDL_DISABLE);  // until somebody moves a mouse: most terminals have none
    if (options.render == RenderMode::kAutomatic) window->gpu_ = GpuRenderer::create_on_hardware(raw);
    // Now, while memory and files may still be had; and a screen that cannot be painted is an error, not a black one.
    if (paints && !window->gpu_) {
        window->wayland_ = TRY(WaylandSurface::create(raw, width, height));
        if (!window->wayland_ && SDL_GetWindowSurface(raw) == nullptr) return sdl_error("cannot paint the window");
    }
    SDL_StopTextInput();
    return std::unique_ptr<Window>(std::move(window));
}

SdlWindow::~SdlWindow() {
    gpu_.reset();
    wayland_.reset();
    SDL_DestroyWindow(window_);
    SDL_QuitSubSystem(SDL_INIT_VIDEO);
}

std::optional<float> SdlWindow::panel_dpi() const {
    float diagonal = 0, horizontal = 0, vertical = 0;
    const int display = SDL_GetWindowDisplayIndex(window_);
    if (display < 0 || SDL_GetDisplayDPI(display, &diagonal, &horizontal, &vertical) != 0) return std::nullopt;
    return horizontal > 0 ? std::optional(horizontal) : std::nullopt;
}

bool SdlWindow::take_sdl(std::vector<InputEvent>& out) {
    // Not SDL_PollEvent: it leaves a sentinel in the queue, and after a pump that stopped early it would hide what
    // follows.
    SDL_PumpEvents();
    SDL_Event raw;
    while (SDL_PeepEvents(&raw, 1, SDL_GETEVENT, SDL_FIRSTEVENT, SDL_LASTEVENT) == 1) {
        if (raw.type == wake_type_) wake_pending_ = false;
        if (moves_mouse(raw) && !translator_.used_touch()) show_pointer(true);
        if (raw.type == SDL_WINDOWEVENT && has_to_be_painted(raw.window.event)) invalidate();
        auto event = translator_.translate(raw, size(), clock_.steady());
        if (!event) continue;
        if (event->kind == InputKind::kResize) {
            resize(static_cast<int>(event->size.w), static_cast<int>(event->size.h));
            event->size = size();
        }
        const bool ends = ends_batch(event->kind);
        append(out, std::move(*event));
        if (ends) return true;
    }
    return false;
}

bool SdlWindow::pump(std::vector<InputEvent>& out) {
    const bool stopped = take_injected(out) || take_sdl(out);
    if (translator_.used_touch()) show_pointer(false);
    return stopped && (has_injected() || SDL_HasEvents(SDL_FIRSTEVENT, SDL_LASTEVENT) == SDL_TRUE);
}

void SdlWindow::show_pointer(bool shown) {
    if (!fullscreen_ || shown == pointer_shown_) return;
    SDL_ShowCursor(shown ? SDL_ENABLE : SDL_DISABLE);
    pointer_shown_ = shown;
}

void SdlWindow::wait_event(std::optional<Milliseconds> timeout) {
    if (has_injected() || (timeout && timeout->count() <= 0)) return;
    constexpr std::int64_t kLongest = 24 * 3600 * 1000;  // SDL takes an int
    const std::int64_t wait = timeout ? std::min(timeout->count(), kLongest) : kLongest;
    SDL_WaitEventTimeout(nullptr, static_cast<int>(wait));
}

void SdlWindow::wake() {
    if (wake_pending_.exchange(true)) return;
    SDL_Event event{};
    event.type = wake_type_;
    if (SDL_PushEvent(&event) != 1) wake_pending_ = false;
}

void SdlWindow::set_text_input(bool on) {
    if (on == (SDL_IsTextInputActive() == SDL_TRUE)) return;
    on ? SDL_StartTextInput() : SDL_StopTextInput();
}

void SdlWindow::show(const ImDrawData& data) {
    if (gpu_) {
        gpu_->render(data, atlas_, images_);
    } else {
        FrameMaker::show(data);
    }
}

void SdlWindow::present(const std::vector<IntRect>& areas) {
    if (wayland_) return wayland_->present(frame_, areas);
    SDL_Surface* surface = SDL_GetWindowSurface(window_);
    if (surface == nullptr) return;
    const int width = std::min(surface->w, frame_.width);
    const int height = std::min(surface->h, frame_.height);
    std::vector<SDL_Rect> rects;
    for (const IntRect& area : areas) {
        const IntRect part = area.intersect({0, 0, width, height});
        if (part.empty()) continue;
        auto* to = static_cast<std::uint8_t*>(surface->pixels) + part.y0 * surface->pitch +
                   part.x0 * surface->format->BytesPerPixel;
        SDL_ConvertPixels(part.width(), part.height(), SDL_PIXELFORMAT_RGB888, frame_.at(part.x0, part.y0),
                          frame_.width * 4, surface->format->format, to, surface->pitch);
        rects.push_back({part.x0, part.y0, part.width(), part.height()});
    }
    SDL_UpdateWindowSurfaceRects(window_, rects.data(), static_cast<int>(rects.size()));
}

Status SdlWindow::save_screenshot(const std::filesystem::path& file) {
    if (gpu_) gpu_->read_back(frame_);
    return FrameMaker::save_screenshot(file);
}

std::string SdlWindow::renderer_name() const { return gpu_ ? "gpu: " + gpu_->name() : FrameMaker::renderer_name(); }

}  // namespace dayroom::ui
