#include "terminal/ui/gfx/wayland_surface.h"

#include <algorithm>
#include <cstring>

#include <SDL2/SDL.h>
#include <SDL2/SDL_syswm.h>
#include <sys/mman.h>
#include <unistd.h>
#include <wayland-client.h>

#undef Status  // Xlib's, which comes with SDL_syswm.h

namespace dayroom::ui {
namespace {

IntRect united(const IntRect& one, const IntRect& other) {
    if (one.empty()) return other;
    if (other.empty()) return one;
    return {std::min(one.x0, other.x0), std::min(one.y0, other.y0), std::max(one.x1, other.x1),
            std::max(one.y1, other.y1)};
}

Error no_memory(const char* what) { return {ErrorCode::kUnavailable, std::string("the compositor ") + what}; }

}  // namespace

WaylandSurface::WaylandSurface(wl_display* display, wl_surface* surface, int width, int height)
    : display_(display), surface_(surface), width_(width), height_(height) {}

Result<std::unique_ptr<WaylandSurface>> WaylandSurface::create(SDL_Window* window, int width, int height) {
    SDL_SysWMinfo info;
    SDL_VERSION(&info.version);
    if (SDL_GetWindowWMInfo(window, &info) != SDL_TRUE || info.subsystem != SDL_SYSWM_WAYLAND)
        return std::unique_ptr<WaylandSurface>();
    std::unique_ptr<WaylandSurface> made(new WaylandSurface(info.info.wl.display, info.info.wl.surface, width, height));
    TRY(made->make_buffers());
    return made;
}

WaylandSurface::~WaylandSurface() {
    for (Buffer& buffer : buffers_)
        if (buffer.handle != nullptr) wl_buffer_destroy(buffer.handle);
    if (memory_ != nullptr) wl_shm_destroy(memory_);
    if (queue_ != nullptr) wl_event_queue_destroy(queue_);
    if (mapped_ != nullptr) ::munmap(mapped_, mapped_bytes_);
}

/// All that takes the rights of a program that is starting: memory, and a descriptor that the compositor gets.
Status WaylandSurface::make_buffers() {
    queue_ = wl_display_create_queue(display_);
    auto* wrapper = static_cast<wl_display*>(wl_proxy_create_wrapper(display_));
    wl_proxy_set_queue(reinterpret_cast<wl_proxy*>(wrapper), queue_);
    wl_registry* registry = wl_display_get_registry(wrapper);
    wl_proxy_wrapper_destroy(wrapper);
    static constexpr wl_registry_listener kListener = {
        [](void* self, wl_registry* from, std::uint32_t name, const char* kind, std::uint32_t) {
            auto& memory = static_cast<WaylandSurface*>(self)->memory_;
            if (memory == nullptr && std::string_view(kind) == wl_shm_interface.name)
                memory = static_cast<wl_shm*>(wl_registry_bind(from, name, &wl_shm_interface, 1));
        },
        [](void*, wl_registry*, std::uint32_t) {}};
    wl_registry_add_listener(registry, &kListener, this);
    const int answered = wl_display_roundtrip_queue(display_, queue_);
    wl_registry_destroy(registry);
    if (answered < 0 || memory_ == nullptr) return no_memory("takes no pixels from memory");

    const std::size_t bytes = static_cast<std::size_t>(width_) * static_cast<std::size_t>(height_) * 4;
    mapped_bytes_ = bytes * buffers_.size();
    const int file = ::memfd_create("dayroom-screen", MFD_CLOEXEC);
    if (file < 0) return no_memory("gets no memory");
    const bool sized = ::ftruncate(file, static_cast<off_t>(mapped_bytes_)) == 0;
    void* mapped = sized ? ::mmap(nullptr, mapped_bytes_, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0) : MAP_FAILED;
    if (mapped == MAP_FAILED) {
        ::close(file);
        return no_memory("gets no memory");
    }
    mapped_ = mapped;
    wl_shm_pool* pool = wl_shm_create_pool(memory_, file, static_cast<std::int32_t>(mapped_bytes_));
    static constexpr wl_buffer_listener kReleased = {
        [](void* buffer, wl_buffer*) { static_cast<Buffer*>(buffer)->held = false; }};
    for (std::size_t i = 0; i < buffers_.size(); ++i) {
        Buffer& buffer = buffers_[i];
        buffer.pixels = reinterpret_cast<std::uint32_t*>(static_cast<std::uint8_t*>(mapped_) + i * bytes);
        buffer.handle = wl_shm_pool_create_buffer(pool, static_cast<std::int32_t>(i * bytes), width_, height_,
                                                  width_ * 4, WL_SHM_FORMAT_XRGB8888);
        buffer.stale = {0, 0, width_, height_};
        wl_buffer_add_listener(buffer.handle, &kReleased, &buffer);
    }
    wl_shm_pool_destroy(pool);
    const bool sent = wl_display_roundtrip_queue(display_, queue_) >= 0;
    ::close(file);
    return sent ? Status() : Status(no_memory("is gone"));
}

/// A compositor holds one or two at a time; one that holds all three is asked, once, to look up.
WaylandSurface::Buffer* WaylandSurface::free_buffer() {
    wl_display_dispatch_queue_pending(display_, queue_);
    for (int again = 0; again < 2; ++again) {
        for (Buffer& buffer : buffers_)
            if (!buffer.held) return &buffer;
        wl_display_roundtrip_queue(display_, queue_);
    }
    return buffers_.data();
}

void WaylandSurface::present(const FrameBuffer& frame, const std::vector<IntRect>& areas) {
    const IntRect whole{0, 0, std::min(width_, frame.width), std::min(height_, frame.height)};
    for (const IntRect& area : areas)
        for (Buffer& buffer : buffers_) buffer.stale = united(buffer.stale, area.intersect(whole));
    Buffer* buffer = free_buffer();
    const IntRect part = buffer->stale.intersect(whole);
    for (int y = part.y0; y < part.y1; ++y) {
        std::memcpy(buffer->pixels + static_cast<std::size_t>(y) * static_cast<std::size_t>(width_) + part.x0,
                    frame.at(part.x0, y), static_cast<std::size_t>(part.width()) * 4);
    }
    buffer->stale = {};
    show(*buffer, areas);
    if (!std::exchange(mapped_once_, true)) answer_first_configure(*buffer);
}

/// The first picture makes a compositor place the window, and tell where; what was shown counts for nothing until a
/// picture answers that. It may tell only when it has nothing else to do: so it is asked more than once.
void WaylandSurface::answer_first_configure(Buffer& buffer) {
    for (int again = 0; again < 3; ++again)
        if (wl_display_roundtrip(display_) < 0) return;
    show(buffer, {{0, 0, width_, height_}});
}

void WaylandSurface::show(Buffer& buffer, const std::vector<IntRect>& areas) {
    const IntRect whole{0, 0, width_, height_};
    buffer.held = true;
    wl_surface_attach(surface_, buffer.handle, 0, 0);
    for (const IntRect& area : areas) {
        const IntRect seen = area.intersect(whole);
        if (!seen.empty()) wl_surface_damage(surface_, seen.x0, seen.y0, seen.width(), seen.height());
    }
    wl_surface_commit(surface_);
    wl_display_flush(display_);
}

}  // namespace dayroom::ui
