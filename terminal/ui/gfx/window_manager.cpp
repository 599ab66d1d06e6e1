#include "terminal/ui/gfx/window_manager.h"

#include <SDL2/SDL.h>
#include <SDL2/SDL_syswm.h>

namespace dayroom::ui {

#ifdef SDL_VIDEO_DRIVER_X11

namespace {

/// The functions of libX11 that SDL has loaded already; null when it has not.
struct X11 {
    void* library = SDL_LoadObject("libX11.so.6");
    decltype(&XInternAtom) intern_atom = load<decltype(&XInternAtom)>("XInternAtom");
    decltype(&XGetWindowProperty) get_property = load<decltype(&XGetWindowProperty)>("XGetWindowProperty");
    decltype(&XDefaultRootWindow) root = load<decltype(&XDefaultRootWindow)>("XDefaultRootWindow");
    decltype(&XFree) free = load<decltype(&XFree)>("XFree");

    ~X11() {
        if (library != nullptr) SDL_UnloadObject(library);
    }
    bool usable() const { return intern_atom && get_property && root && free; }
    template <typename Function>
    Function load(const char* name) {
        return library == nullptr ? nullptr : reinterpret_cast<Function>(SDL_LoadFunction(library, name));
    }
};

}  // namespace

bool has_window_manager(SDL_Window* window) {
    SDL_SysWMinfo info;
    SDL_VERSION(&info.version);
    if (SDL_GetWindowWMInfo(window, &info) != SDL_TRUE || info.subsystem != SDL_SYSWM_X11) return true;
    X11 x11;
    if (!x11.usable()) return true;
    Display* display = info.info.x11.display;
    const Atom check = x11.intern_atom(display, "_NET_SUPPORTING_WM_CHECK", False);
    Atom type = None;
    int format = 0;
    unsigned long items = 0, left = 0;
    unsigned char* value = nullptr;
    const int answer = x11.get_property(display, x11.root(display), check, 0, 1, False, AnyPropertyType, &type, &format,
                                        &items, &left, &value);
    if (value != nullptr) x11.free(value);
    return answer != Success || type != None;
}

#else

bool has_window_manager(SDL_Window*) { return true; }

#endif

}  // namespace dayroom::ui
