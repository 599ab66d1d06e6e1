// Scrolling owns the gesture: after 12 px a tap is cancelled and the content follows the finger, with speed taken over
// the last 90 ms, decay of 325 ms, and a rubber band at the ends. The wheel, PageUp and PageDown work too, and what has
// the focus is kept in sight.
#pragma once

#include <functional>

#include "terminal/ui/kit/scroll_motion.h"
#include "terminal/ui/kit/ui.h"

namespace dayroom::ui {

/// Everything that scrolls freely:
///   ScrollArea area(ui, "body", rect);  Cut column = ui.cut(area.content());  …;  area.used(height);
/// The content may be taller than it says in content(): report its height with used() (or used_until(y)) before the
/// end.
class ScrollArea {
public:
    ScrollArea(Ui& ui, std::string_view id, Rect rect);
    ~ScrollArea();
    ScrollArea(const ScrollArea&) = delete;
    ScrollArea& operator=(const ScrollArea&) = delete;

    /// Where to draw: full width, endless height, moved by the scroll.
    Rect content() const { return content_; }
    void used(float height) { height_ = height; }
    /// The same, from the lowest y that was drawn at.
    void used_until(float y) { height_ = y - content_.y; }

private:
    Ui& ui_;
    NodeKey key_;
    NodeKey outer_;
    Rect rect_;
    Rect content_;
    float height_ = 0;
};

/// Rows of a long list: only what can be seen is made. 100,000 rows cost as much as ten.
struct ListSpec {
    std::string label = {};  // what it lists, for the voice
    std::size_t count = 0;
    float row_height = 72;  // of a row that was not measured yet, with its gap
    /// Optional: the height of row `index`, gap included; asked for once a row, then remembered.
    std::function<float(std::size_t)> measure{};
    /// Changes when heights must be asked for again (text size, width, data).
    std::uint64_t stamp = 0;
    float gap = 0;          // left free below each row
    bool from_end = false;  // starts at the last row (a thread of messages)
};
/// Draws each row that can be seen (and one beyond, for the keyboard). Ids are made in the scope of the list: a row
/// named by its index is "thread.3".
void virtual_list(Ui& ui, std::string_view id, Rect rect, const ListSpec& spec,
                  const std::function<void(std::size_t, Rect)>& draw_row);
/// What a list or scroll area keeps free at its end for the bar: rows are that much narrower than its rectangle.
float scroll_gutter(const Ui& ui);
/// Brings a row into sight at the next frame.
void scroll_to_row(Ui& ui, std::string_view id, std::size_t index);
void scroll_to_top(Ui& ui, std::string_view id);
/// Brings what has this full id into sight with the areas that begin behind the call, in this frame; it must have been
/// there in the frame before. The focus stays where it is.
void reveal(Ui& ui, std::string_view id);

}  // namespace dayroom::ui
