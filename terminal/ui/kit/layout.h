// Layout by cutting: a rectangle from which strips are taken. Start and end follow the reading direction: in Arabic the
// start is on the right. Nothing in a screen says left or right.
#pragma once

#include <vector>

#include "terminal/ui/gfx/geometry.h"

namespace dayroom::ui {

class Cut {
public:
    Cut(Rect rect, bool right_to_left) : rect_(rect), rtl_(right_to_left) {}

    /// Takes a strip, then drops `gap` pixels beside it. Asking for more than there is gives what there is.
    Rect top(float height, float gap = 0);
    Rect bottom(float height, float gap = 0);
    Rect start(float width, float gap = 0);
    Rect end(float width, float gap = 0);
    /// Shrinks all sides.
    Cut& inset(float all) { return inset(all, all); }
    Cut& inset(float horizontal, float vertical);
    void skip(float height) { top(height); }

    Rect rest() const { return rect_; }
    float width() const { return rect_.w; }
    float height() const { return rect_.h; }

    /// `count` equal parts in reading order.
    std::vector<Rect> columns(int count, float gap) const;
    /// `columns` × `rows` equal cells, row by row.
    std::vector<Rect> grid(int columns, int rows, float gap) const;

private:
    Rect rect_;
    bool rtl_;
};

/// A box of this size in the middle of another; never larger than it.
Rect centred(Rect within, Size size);

}  // namespace dayroom::ui
