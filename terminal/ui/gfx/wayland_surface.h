// Pixels onto a window of a Wayland compositor, through shared memory. SDL 2.26 has no such way: its window surface
// goes through OpenGL there, which a kiosk without a graphics device would have to do in software (160 MB, and code
// made at run time, which the screen gives up). Windows, input and everything else stay SDL's. Private to gfx; the
// thread of the window.
#pragma once

#include <array>
#include <memory>
#include <vector>

#include "platform/base/result.h"
#include "terminal/ui/gfx/painter.h"
#include "terminal/ui/gfx/scene.h"

struct SDL_Window;
struct wl_buffer;
struct wl_display;
struct wl_event_queue;
struct wl_shm;
struct wl_surface;

namespace dayroom::ui {

class WaylandSurface {
public:
    /// Null when `window` is not Wayland's. kUnavailable: the compositor takes no shared memory, or there is none.
    static Result<std::unique_ptr<WaylandSurface>> create(SDL_Window* window, int width, int height);
    ~WaylandSurface();
    WaylandSurface(const WaylandSurface&) = delete;
    WaylandSurface& operator=(const WaylandSurface&) = delete;

    /// Shows `frame`, of which `areas` are new. A frame of another size than the surface was made for is cut off.
    void present(const FrameBuffer& frame, const std::vector<IntRect>& areas);

private:
    struct Buffer {
        wl_buffer* handle = nullptr;
        std::uint32_t* pixels = nullptr;
        IntRect stale;      // where it is older than the frame
        bool held = false;  // by the compositor
    };
    WaylandSurface(wl_display* display, wl_surface* surface, int width, int height);
    Status make_buffers();
    Buffer* free_buffer();
    void show(Buffer& buffer, const std::vector<IntRect>& areas);
    void answer_first_configure(Buffer& buffer);

    wl_display* display_;
    wl_surface* surface_;
    int width_;
    int height_;
    wl_event_queue* queue_ = nullptr;  // of what we made ourselves: SDL keeps its own
    wl_shm* memory_ = nullptr;
    void* mapped_ = nullptr;
    std::size_t mapped_bytes_ = 0;
    std::array<Buffer, 3> buffers_;
    bool mapped_once_ = false;
};

}  // namespace dayroom::ui
