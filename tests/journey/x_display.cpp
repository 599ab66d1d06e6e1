#include "tests/journey/x_display.h"

#include <cstring>
#include <stdexcept>
#include <utility>

#include <X11/Xatom.h>
#include <X11/Xlib.h>
#include <poll.h>

namespace dayroom::journey {
namespace {

constexpr int kWidth = 1280;
constexpr int kHeight = 800;

std::string after_colon(const std::string& number) { return ":" + number; }

}  // namespace

XDisplay::XDisplay()
    : server_({.arguments = {"/usr/bin/Xvfb", "-displayfd", "1", "-screen", "0",
                             std::to_string(kWidth) + "x" + std::to_string(kHeight) + "x24", "-nolisten", "tcp", "-ac"},
               .environment = {},
               .log = "/dev/null",
               .input = {}}),
      name_(after_colon(server_.wait_for_line(""))) {}

void XDisplay::press(const std::string& keys) const {
    const auto done = test::run({"/usr/bin/env", "DISPLAY=" + name_, "/usr/bin/xdotool", "key", keys});
    if (done.exit_code != 0) throw std::runtime_error("xdotool: " + done.output);
}

struct Stranger::Parts {
    Display* display = nullptr;
    Window root = 0;
    Window newest = 0;  // window of the screen's size that was shown
    int keys = 0;
    int icons = 0;

    Atom atom(const char* name) const { return XInternAtom(display, name, False); }
    void say_window(Window where, const char* property, Window value) const {
        XChangeProperty(display, where, atom(property), XA_WINDOW, 32, PropModeReplace,
                        reinterpret_cast<const unsigned char*>(&value), 1);
    }
};

Stranger::Stranger(const XDisplay& display, bool manages_windows) : parts_(std::make_unique<Parts>()) {
    parts_->display = XOpenDisplay(display.name().c_str());
    if (parts_->display == nullptr) throw std::runtime_error("no connection to " + display.name());
    XSetErrorHandler([](Display*, XErrorEvent*) { return 0; });  // windows may be gone by the time we ask about them
    parts_->root = DefaultRootWindow(parts_->display);
    XSelectInput(parts_->display, parts_->root, SubstructureNotifyMask);
    if (manages_windows) {
        const Window own = XCreateSimpleWindow(parts_->display, parts_->root, -10, -10, 1, 1, 0, 0, 0);
        const Atom known = parts_->atom("_NET_WM_STATE_FULLSCREEN");
        parts_->say_window(parts_->root, "_NET_SUPPORTING_WM_CHECK", own);
        parts_->say_window(own, "_NET_SUPPORTING_WM_CHECK", own);
        XChangeProperty(parts_->display, parts_->root, parts_->atom("_NET_SUPPORTED"), XA_ATOM, 32, PropModeReplace,
                        reinterpret_cast<const unsigned char*>(&known), 1);
    }
    XSync(parts_->display, False);
}

Stranger::~Stranger() { XCloseDisplay(parts_->display); }

void Stranger::look() {
    XSync(parts_->display, False);
    while (XPending(parts_->display) > 0) {
        XEvent event;
        XNextEvent(parts_->display, &event);
        if (event.type == KeyPress) ++parts_->keys;
        if (event.type == ClientMessage && event.xclient.message_type == parts_->atom("WM_CHANGE_STATE"))
            ++parts_->icons;
        if (event.type != MapNotify) continue;
        XWindowAttributes facts{};
        if (XGetWindowAttributes(parts_->display, event.xmap.window, &facts) != 0 && facts.width == kWidth &&
            facts.height == kHeight)
            parts_->newest = event.xmap.window;
    }
}

void Stranger::welcome_window() {
    const auto deadline = std::chrono::steady_clock::now() + test::kPatience;
    for (look(); parts_->newest == 0; look()) {
        if (std::chrono::steady_clock::now() > deadline) throw std::runtime_error("no window was shown");
        pollfd more{ConnectionNumber(parts_->display), POLLIN, 0};
        poll(&more, 1, 1000);
    }
    XSetInputFocus(parts_->display, parts_->newest, RevertToPointerRoot, CurrentTime);
    XSync(parts_->display, False);
}

void Stranger::want_keys() {
    XGrabKey(parts_->display, AnyKey, AnyModifier, parts_->root, True, GrabModeAsync, GrabModeAsync);
    XSync(parts_->display, False);
}

int Stranger::keys_got() {
    look();
    return std::exchange(parts_->keys, 0);
}

int Stranger::icons_wanted() {
    look();
    return parts_->icons;
}

void Stranger::ask_to_close() {
    XEvent event{};
    event.xclient.type = ClientMessage;
    event.xclient.window = parts_->newest;
    event.xclient.message_type = parts_->atom("WM_PROTOCOLS");
    event.xclient.format = 32;
    event.xclient.data.l[0] = static_cast<long>(parts_->atom("WM_DELETE_WINDOW"));
    XSendEvent(parts_->display, parts_->newest, False, NoEventMask, &event);
    XSync(parts_->display, False);
}

bool Stranger::covers_everything() {
    look();
    XWindowAttributes facts{};
    if (XGetWindowAttributes(parts_->display, parts_->newest, &facts) == 0) return false;
    Window root = 0, parent = 0;
    Window* children = nullptr;
    unsigned count = 0;
    if (XQueryTree(parts_->display, parts_->root, &root, &parent, &children, &count) == 0) return false;
    bool highest = false;
    for (unsigned at = 0; at < count; ++at) {
        XWindowAttributes other{};
        if (XGetWindowAttributes(parts_->display, children[at], &other) == 0 || other.map_state != IsViewable) continue;
        highest = children[at] == parts_->newest;
    }
    if (children != nullptr) XFree(children);
    return highest && facts.map_state == IsViewable && facts.x == 0 && facts.y == 0 && facts.width == kWidth &&
           facts.height == kHeight;
}

}  // namespace dayroom::journey
