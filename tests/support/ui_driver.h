// Drives screens without a display: a null renderer (or the software one, for pictures), a clock that moves when told,
// and input as a person would give it. Everything is looked up in the semantic tree. After each action frames are drawn
// until nothing is due at once.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/fake_clock.h"
#include "terminal/ui/gfx/window.h"
#include "terminal/ui/kit/kit.h"

namespace dayroom::ui {

struct DriverOptions {
    int width = 1280;
    int height = 800;
    Settings settings;
    RenderMode render = RenderMode::kNull;  // kSoftware for screenshots
};

class UiDriver {
public:
    using Frame = std::function<void(Ui&)>;

    /// Fonts are found through DAYROOM_BINARY_DIR/share/fonts. Draws the first frames.
    UiDriver(Frame frame, const DriverOptions& options = {});
    ~UiDriver();

    Ui& ui() { return *ui_; }
    FakeClock& clock() { return clock_; }
    Window& window() { return *window_; }
    const Tree& tree() const { return ui_->tree(); }
    /// Options of a running driver: another theme, scale or direction.
    void set_settings(const Settings& settings);

    /// The node by id (or the end of its path) or by label; a test failure when there is none.
    const Node& node(std::string_view id_or_label) const;
    bool has(std::string_view id_or_label) const;
    const Node* focused() const;

    // Actions.
    void click(std::string_view id_or_label);
    void click_at(Point point);
    /// Press and release arrive in one frame.
    void tap_in_one_frame(std::string_view id_or_label);
    void press_down(Point point);
    void move_to(Point point);
    void release(Point point);
    /// A drag over `duration`, in steps of 10 ms.
    void drag(Point from, Point to, Milliseconds duration = Milliseconds(200));
    void wheel(Point at, float steps);
    void press(Key key, Modifiers modifiers = {});
    void shortcut(char letter, bool shift = false);  // Ctrl+letter
    void type(std::string_view text);
    void advance(Milliseconds by);  // time passes in steps of 10 ms with a frame each while something moves
    void frame();                   // exactly one frame
    void settle();                  // frames until nothing is due at once (at most 20)
    int frames() const { return frames_; }
    const FrameResult& last() const { return last_; }

    /// Findings as lines; empty is good. High contrast asks for 10:1 by itself.
    std::vector<std::string> lint() const;
    std::string dump() const { return tree().dump(); }
    void screenshot(const std::string& file);

private:
    void send(InputEvent event);

    FakeClock clock_;
    std::unique_ptr<Window> window_;
    std::unique_ptr<TextEngine> text_;
    std::unique_ptr<Ui> ui_;
    Frame frame_;
    FrameResult last_;
    int frames_ = 0;
};

/// Compares with tests/golden/<name>; with DAYROOM_REWRITE_GOLDEN=1 in the environment writes it instead. Empty when
/// equal, else the first difference.
std::string compare_golden(const std::string& name, const std::string& text);

}  // namespace dayroom::ui
