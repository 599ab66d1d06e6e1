// The context that a screen is handed each frame: draws, records what the screen says about itself, and answers "was
// this pressed?". Immediate mode: a screen calls a widget function each frame with an id that is unique within its
// scope. Input is resolved against the frame that the person saw, at begin_frame; so a press and release within one
// frame are never lost, and a press that slides off or becomes a scroll does nothing. UI thread only.
//
//   ui.begin_frame(canvas, events);  screen(ui, model);  FrameResult r = ui.end_frame();   // then sleep until
//   r.next_due
#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/time.h"
#include "terminal/ui/gfx/canvas.h"
#include "terminal/ui/gfx/input.h"
#include "terminal/ui/kit/layout.h"
#include "terminal/ui/kit/metrics.h"
#include "terminal/ui/kit/settings.h"
#include "terminal/ui/kit/theme.h"
#include "terminal/ui/semantics/focus.h"
#include "terminal/ui/semantics/lint.h"
#include "terminal/ui/semantics/tree.h"
#include "terminal/ui/text/text_engine.h"

namespace dayroom::ui {

struct TextSpec {
    Type type = Type::kBody;
    FontWeight weight = FontWeight::kRegular;
    Ink ink = Ink::kText;
    std::optional<Color> color{};  // in place of `ink`, on special backgrounds
    TextAlign align = TextAlign::kStart;
    int max_lines = 0;         // 0: as many as needed
    bool middle = false;       // vertically in the middle of the rectangle
    bool may_shorten = false;  // a preview or a name that stands in full elsewhere: an ellipsis is no finding
    bool personal = true;      // direction from its own letters; false: the interface's
    bool dimmed = false;       // of a disabled control
};

/// What one control did this frame, and how it should look.
struct Control {
    bool fired = false;    // released inside, or Enter or Space
    bool pressed = false;  // held down now: highlight
    bool focused = false;
    bool ring = false;  // draw the focus ring
};

struct FrameResult {
    std::optional<Milliseconds> next_due = {};  // from now; 0: at once; nothing: only when there is input
    bool wants_text_input = false;              // a field has the focus: Window::set_text_input
};

/// Where a scroll area stood; of a list with rows of different heights its first row in sight: how high the rows above
/// it are is not known again before they were seen.
struct ScrollPlace {
    NodeKey key = kNoNode;
    double offset = 0;  // px; with a row: how much of it is above the edge
    std::optional<std::size_t> row = {};
};

/// Where a person was on a screen.
struct ScreenPlace {
    NodeKey focus = kNoNode;
    std::vector<ScrollPlace> scrolls = {};
};

class Ui {
public:
    /// The engine and the clock must outlive it.
    Ui(TextEngine& text, const Clock& clock);
    ~Ui();
    Ui(const Ui&) = delete;
    Ui& operator=(const Ui&) = delete;

    // The frame.
    void set_settings(const Settings& settings);
    const Settings& settings() const;
    void set_words(KitWords words);
    const KitWords& words() const;
    /// Takes the events (and wipes their text); what cannot be handled before the next picture waits for the next
    /// frame.
    void begin_frame(Canvas& canvas, std::vector<InputEvent>& events);
    FrameResult end_frame();
    /// A new screen: focus goes to its initial control, scroll positions and fields of the old one are forgotten; or,
    /// going back, to where they were.
    void begin_screen(const ScreenPlace* restore = nullptr);
    /// What a stack of screens keeps of the one that is left.
    ScreenPlace save_place() const;
    /// End of session: forgets everything that was typed, shown or scrolled.
    void clear();

    // Where and how.
    /// The window less the on-screen keyboard.
    Rect body() const;
    Rect window() const;
    const Theme& theme() const;
    const Metrics& metrics() const;
    float px(float at_100_percent) const { return at_100_percent * metrics().scale; }
    bool two_panes() const { return metrics().two_panes; }
    Direction direction() const { return settings().direction; }
    bool right_to_left() const { return direction() == Direction::kRightToLeft; }
    Cut cut(Rect rect) const { return Cut(rect, right_to_left()); }
    MonotonicTime now() const;
    Canvas& canvas();
    TextEngine& engine();

    // Scopes of ids, backgrounds and layers; see the guards below.
    void push_id(std::string_view id);
    void pop_id();
    void push_surface(Color background);
    void pop_surface();
    Color surface() const;
    void push_clip(Rect clip);
    void pop_clip();
    Rect clip() const;
    void push_layer();
    void pop_layer();
    std::string path(std::string_view id) const;
    NodeKey key(std::string_view id) const;

    // Text and signs.
    /// Draws into `rect` and records a node. Without an id it gets one from its order. Returns the height used.
    float text(Rect rect, std::string_view text, const TextSpec& spec = {}, std::string_view id = {},
               Role role = Role::kText);
    /// A heading node: bold.
    float heading(Rect rect, std::string_view text, Type type = Type::kHeading, std::string_view id = {});
    Size measure(std::string_view text, Type type, FontWeight weight = FontWeight::kRegular,
                 float max_width = TextLayout::kNoLimit, int max_lines = 0);
    /// Draws text that belongs to a control: no node of its own, but the lint sees it.
    float label(Rect rect, std::string_view text, const TextSpec& spec);
    void icon(std::string_view name, Rect box, Color color);
    Color color(const TextSpec& spec) const;

    // Controls: every widget goes through here.
    /// Records the node (its id is put under the current scopes), and says what happened to it.
    Control control(Node node);
    /// A node that is only read.
    void note(std::string_view id, Role role, std::string_view label, std::string_view value, Rect rect);
    void focus_ring(Rect rect, float radius);

    // Input beyond presses.
    bool back_requested();                      // Escape or the Back key; true once
    std::span<const InputEvent> typed() const;  // text and keys for the field that has the focus
    void request_focus(std::string_view id);    // full path or id in the current scope
    FocusManager& focus();
    NodeKey text_target() const;  // the field that the keyboard (of glass or of plastic) writes into
    void set_text_target(NodeKey key);
    void close_keyboard();
    /// The on-screen keyboard takes the foot of the window: leave out the bottom bar.
    bool keyboard_open() const;
    /// True for the first key or touch of each frame: resets an idle timer.
    bool had_input() const;

    // Time.
    /// Ask for another frame after this long (an animation: 0).
    void wake_in(Milliseconds delay);
    /// 0 to 1 since `start` over `length`; asks for frames until it is done. At once 1 with reduced motion.
    float progress(MonotonicTime start, Milliseconds length);

    // What there is to look at afterwards.
    const Tree& tree() const;  // of the last finished frame
    std::vector<Finding> lint() const;

    struct State;  // shared with the widgets of this folder (ui_state.h)
    State& state() { return *state_; }
    const State& state() const { return *state_; }

private:
    std::unique_ptr<State> state_;
};

class IdScope {
public:
    IdScope(Ui& ui, std::string_view id) : ui_(ui) { ui_.push_id(id); }
    ~IdScope() { ui_.pop_id(); }
    IdScope(const IdScope&) = delete;
    IdScope& operator=(const IdScope&) = delete;

private:
    Ui& ui_;
};

/// What lies behind the text that follows: the lint measures contrast against it.
class SurfaceScope {
public:
    SurfaceScope(Ui& ui, Color background) : ui_(ui) { ui_.push_surface(background); }
    ~SurfaceScope() { ui_.pop_surface(); }
    SurfaceScope(const SurfaceScope&) = delete;
    SurfaceScope& operator=(const SurfaceScope&) = delete;

private:
    Ui& ui_;
};

class ClipScope {
public:
    ClipScope(Ui& ui, Rect clip) : ui_(ui) { ui_.push_clip(clip); }
    ~ClipScope() { ui_.pop_clip(); }
    ClipScope(const ClipScope&) = delete;
    ClipScope& operator=(const ClipScope&) = delete;

private:
    Ui& ui_;
};

}  // namespace dayroom::ui
