// The screen: a window (or none), its input, its frames. One per program; UI thread only, but for wake().
//
// A frame loop:  window.pump(events) until it returns false … then, if something changed,
//   Canvas& canvas = window.begin_frame(background); …draw…; window.end_frame();   then window.wait_event(until next
//   due).
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "platform/base/result.h"
#include "platform/base/time.h"
#include "terminal/ui/gfx/atlas.h"
#include "terminal/ui/gfx/canvas.h"
#include "terminal/ui/gfx/geometry.h"
#include "terminal/ui/gfx/image_store.h"
#include "terminal/ui/gfx/input.h"

namespace dayroom::ui {

enum class Surface : std::uint8_t {
    kFullscreen,  // the whole panel, keyboard grabbed, pointer hidden once a finger was used
    kWindowed,    // a window of WindowOptions::size
    kOffscreen,   // no window and no SDL: input comes through inject(), pixels through save_screenshot()
};

enum class RenderMode : std::uint8_t {
    kAutomatic,  // a GPU if it is real hardware, else software
    kSoftware,   // our rasterizer: same pixels on every machine
    kNull,       // lays out and records, paints nothing: logic tests
};

struct WindowOptions {
    Surface surface = Surface::kWindowed;
    RenderMode render = RenderMode::kAutomatic;
    int width = 1280;  // ignored for kFullscreen
    int height = 800;
    std::string title = "Dayroom";
};

struct FrameStats {
    int tiles = 0;               // of the screen
    int painted_tiles = 0;       // of them changed and painted again; 0: nothing was sent to the display
    bool redraw_wanted = false;  // the glyph atlas was full and was emptied: draw the same frame again
};

class Window {
public:
    static constexpr int kMinSide = 320;
    static constexpr int kMaxSide = 8192;

    /// kUnavailable: no display. `clock` stamps the events and must outlive the window.
    static Result<std::unique_ptr<Window>> create(const WindowOptions& options, const Clock& clock);
    virtual ~Window() = default;

    virtual Size size() const = 0;
    /// Dots an inch of the panel if it says so, else nothing.
    virtual std::optional<float> panel_dpi() const = 0;

    /// Appends what happened since the last call, up to and with the first press or release, so that each tap gets a
    /// frame of its own. True: more is waiting; handle these first, then call again.
    virtual bool pump(std::vector<InputEvent>& out) = 0;
    /// Sleeps until input or wake(), at most `timeout` (nothing: for ever). Takes no event from the queue.
    virtual void wait_event(std::optional<Milliseconds> timeout) = 0;
    /// Ends the current or next wait_event and queues one kWake. From any thread, while the window lives.
    virtual void wake() = 0;
    /// Queues an event as if it had happened: scripts and tests. `at` is set to now if it is not set.
    virtual void inject(InputEvent event) = 0;
    /// Whether kText is wanted: on while a text field has the focus.
    virtual void set_text_input(bool on) = 0;

    virtual Canvas& begin_frame(Color background) = 0;
    /// Paints the tiles that differ from the last frame and shows them.
    virtual FrameStats end_frame() = 0;
    /// The next end_frame paints everything.
    virtual void invalidate() = 0;

    /// The last finished frame as a PNG. kUnavailable with RenderMode::kNull.
    virtual Status save_screenshot(const std::filesystem::path& file) = 0;
    /// The colour of one pixel of the last finished frame (tests); opaque black with RenderMode::kNull.
    virtual Color pixel(int x, int y) const = 0;
    /// "software", "null", or "gpu: <name>".
    virtual std::string renderer_name() const = 0;

    virtual Atlas& atlas() = 0;
    virtual ImageStore& images() = 0;
};

}  // namespace dayroom::ui
