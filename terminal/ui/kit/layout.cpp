#include "terminal/ui/kit/layout.h"

namespace dayroom::ui {

Rect Cut::top(float height, float gap) {
    const Rect strip = rect_.cut_top(height);
    rect_.cut_top(gap);
    return strip;
}

Rect Cut::bottom(float height, float gap) {
    const Rect strip = rect_.cut_bottom(height);
    rect_.cut_bottom(gap);
    return strip;
}

Rect Cut::start(float width, float gap) {
    const Direction d = rtl_ ? Direction::kRightToLeft : Direction::kLeftToRight;
    const Rect strip = rect_.cut_start(width, d);
    rect_.cut_start(gap, d);
    return strip;
}

Rect Cut::end(float width, float gap) {
    const Direction d = rtl_ ? Direction::kRightToLeft : Direction::kLeftToRight;
    const Rect strip = rect_.cut_end(width, d);
    rect_.cut_end(gap, d);
    return strip;
}

Cut& Cut::inset(float horizontal, float vertical) {
    rect_ = rect_.inset(horizontal, vertical);
    return *this;
}

std::vector<Rect> Cut::columns(int count, float gap) const { return grid(count, 1, gap); }

std::vector<Rect> Cut::grid(int columns, int rows, float gap) const {
    std::vector<Rect> cells;
    if (columns < 1 || rows < 1) return cells;
    const float w = std::max(0.0F, (rect_.w - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns));
    const float h = std::max(0.0F, (rect_.h - gap * static_cast<float>(rows - 1)) / static_cast<float>(rows));
    for (int row = 0; row < rows; ++row) {
        for (int column = 0; column < columns; ++column) {
            const int place = rtl_ ? columns - 1 - column : column;
            cells.push_back(
                {rect_.x + static_cast<float>(place) * (w + gap), rect_.y + static_cast<float>(row) * (h + gap), w, h});
        }
    }
    return cells;
}

Rect centred(Rect within, Size size) {
    return within.centered({std::min(size.w, within.w), std::min(size.h, within.h)});
}

}  // namespace dayroom::ui
