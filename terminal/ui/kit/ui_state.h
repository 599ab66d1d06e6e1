// What the context keeps between frames. Shared by the widgets of this folder only; screens use the functions of Ui.
#pragma once

#include <array>
#include <map>

#include "terminal/ui/kit/keyboard.h"
#include "terminal/ui/kit/overlays.h"
#include "terminal/ui/kit/scroll_motion.h"
#include "terminal/ui/kit/ui.h"

namespace dayroom::ui {

inline constexpr std::size_t kMaxQueuedEvents = 256;  // more than one hand can make between two frames
inline constexpr std::size_t kMaxToasts = 8;          // waiting; further ones replace the last

/// One scrolling place, by the key of its node.
struct ScrollState {
    ScrollMotion motion;
    Rect rect;
    std::int32_t layer = 0;
    NodeKey outer = kNoNode;
    bool seen = false;        // drawn in this frame
    bool positioned = false;  // began at its end, or was restored
    std::optional<double> restore;
    double content = 0;  // height reported last
    // Virtual lists with rows of different heights: a Fenwick tree of heights, and which of them were measured.
    std::vector<double> sums;
    std::vector<float> heights;
    std::vector<bool> measured;
    std::uint64_t stamp = 0;
    std::size_t count = 0;
    std::optional<std::size_t> wanted_row;
    std::optional<std::size_t> top_row;  // the first in sight, of the last frame
    double above = 0;                    // px of it that are not
};

/// One text field while it is on the screen.
struct FieldState {
    double scroll = 0;       // px: sideways in a line, down in an editor
    double scroll_most = 0;  // of an editor
    float page = 0;          // its height, of the last frame
    enum class Drag : std::uint8_t { kUndecided, kSelects, kScrolls } drag = Drag::kUndecided;
    double drag_scroll = 0;                         // where it stood when the finger came
    std::size_t press_caret = 0, press_anchor = 0;  // and the caret
    float wanted_x = -1;                            // column to keep while the caret moves up and down
    MonotonicTime blink_from;
    MonotonicTime last_press;  // double press selects a word
    Point last_press_at;
    std::size_t last_caret = 0;
    bool seen = false;
};

struct Toast {
    std::string text;
    Tone tone;
    MonotonicTime until;  // 0 until it is shown
};

struct Ui::State {
    State(TextEngine& engine, const Clock& the_clock) : text(engine), clock(the_clock) {}

    TextEngine& text;
    const Clock& clock;
    Settings settings;
    KitWords words;
    Theme theme = make_theme(ThemeKind::kLight);
    Metrics metrics = make_metrics({1280, 800}, 1);
    Canvas* canvas = nullptr;
    Rect window;
    Rect body;
    MonotonicTime now;
    std::optional<Milliseconds> due;

    Tree tree;  // being made
    Tree last;  // what the person sees
    FocusManager focus;

    std::string path;
    std::vector<std::size_t> path_ends;
    std::vector<int> unnamed;  // texts without an id, a scope
    std::vector<Color> surfaces;
    std::vector<Rect> clips;
    std::int32_t layer = 0;
    NodeKey scroller = kNoNode;

    std::deque<InputEvent> queue;
    std::vector<InputEvent> typed;  // for the text target
    std::array<char, 16> digits{};  // for a PIN or number pad; '\b' deletes. Wiped each frame
    std::size_t digit_count = 0;
    std::vector<NodeKey> fired;
    NodeKey active = kNoNode;       // held down
    NodeKey pressed_now = kNoNode;  // went down in this frame
    Point press_at;
    Point pointer;
    bool pointer_down = false;
    bool press_shift = false;
    bool press_touch = false;  // a finger, not a mouse
    NodeKey press_scroller = kNoNode;
    NodeKey dragged = kNoNode;  // the scroll area that follows the finger
    NodeKey reveal = kNoNode;   // bring this node into sight
    bool reveal_again = false;  // and once more, when the screen has made room for the keyboard
    bool back = false;
    bool had_input = false;
    bool by_pointer = false;  // the last input was a finger

    NodeKey text_target = kNoNode;
    KeyboardState keyboard;
    std::optional<KeyboardLayout> chosen_layout;  // with the key for it; until the end of the session
    std::map<NodeKey, ScrollState> scrolls;
    std::map<NodeKey, ScrollPlace> restored_scrolls;
    std::map<NodeKey, FieldState> fields;
    std::deque<Toast> toasts;

    KeyboardLayout layout() const { return chosen_layout.value_or(settings.keyboard); }

    // ui_input.cpp
    void take(std::vector<InputEvent>& events);
    void handle_queue();
    void follow_text_target();
    NodeKey scroll_at(Point point) const;

private:
    bool handle(const InputEvent& event);  // false: leave the rest for the next frame
    void pointer_down_at(const InputEvent& event);
    void pointer_moved(const InputEvent& event);
    bool pointer_up(const InputEvent& event);
    bool key_down(const InputEvent& event);
    bool key_for_field(const InputEvent& event, const Node& field);
    bool key_for_screen(const InputEvent& event, const Node* focused);
    void text_typed(const InputEvent& event);
    void digit(char c);
    void page(double share);
    void wheel(Point at, double pixels);
    void move_focus(FocusMove move);
};

/// Empties a text and overwrites it first.
void wipe_text(std::string& text);

}  // namespace dayroom::ui
