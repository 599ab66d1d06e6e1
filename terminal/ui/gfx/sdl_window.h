// A window of the window system, through SDL. Pixels reach it by SDL's window surface (shared memory on X11), by
// shared memory of our own (Wayland), or by a GPU when that is real hardware. Private to gfx.
#pragma once

#include <atomic>

#include "terminal/ui/gfx/event_translator.h"
#include "terminal/ui/gfx/frame_maker.h"
#include "terminal/ui/gfx/gpu_renderer.h"
#include "terminal/ui/gfx/wayland_surface.h"

struct SDL_Window;

namespace dayroom::ui {

class SdlWindow final : public FrameMaker {
public:
    static Result<std::unique_ptr<Window>> create(const WindowOptions& options, const Clock& clock);
    ~SdlWindow() override;

    std::optional<float> panel_dpi() const override;
    bool pump(std::vector<InputEvent>& out) override;
    void wait_event(std::optional<Milliseconds> timeout) override;
    void wake() override;
    void set_text_input(bool on) override;
    Status save_screenshot(const std::filesystem::path& file) override;
    std::string renderer_name() const override;

protected:
    void show(const ImDrawData& data) override;
    void present(const std::vector<IntRect>& areas) override;

private:
    SdlWindow(SDL_Window* window, int width, int height, bool paints, std::uint32_t wake_type, const Clock& clock);
    bool take_sdl(std::vector<InputEvent>& out);
    void show_pointer(bool shown);

    SDL_Window* window_;
    std::uint32_t wake_type_;
    EventTranslator translator_;
    std::unique_ptr<GpuRenderer> gpu_;
    std::unique_ptr<WaylandSurface> wayland_;
    std::atomic<bool> wake_pending_ = false;
    bool fullscreen_ = false;
    bool pointer_shown_ = false;  // in full screen
};

}  // namespace dayroom::ui
