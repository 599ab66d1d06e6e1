// Rows of different heights without making them all: a Fenwick tree of heights (estimated until a row was seen) answers
// "which row is at this offset" in O(log n). When a row above what is seen turns out larger than thought, the offset
// moves with it; and when all heights are asked for anew, the row that is seen stays where it is.
#include <cmath>
#include <optional>

#include "terminal/ui/kit/scroll.h"
#include "terminal/ui/kit/scroll_parts.h"

namespace dayroom::ui {

namespace {

constexpr int kMaxRowsAFrame = 400;
constexpr int kMeasuredAheadAFrame = 4;

class RowHeights {
public:
    RowHeights(ScrollState& scroll, const ListSpec& spec) : scroll_(scroll), spec_(spec) {}

    void prepare(std::uint64_t stamp) {
        if (!spec_.measure) {
            scroll_.count = spec_.count;
            return;
        }
        if (scroll_.stamp == stamp && scroll_.count == spec_.count && scroll_.heights.size() == spec_.count) return;
        scroll_.stamp = stamp;
        scroll_.count = spec_.count;
        scroll_.heights.assign(spec_.count, spec_.row_height);
        scroll_.measured.assign(spec_.count, false);
        scroll_.sums.assign(spec_.count + 1, 0);
        const std::size_t n = spec_.count;
        for (std::size_t i = 1; i <= n; ++i) {
            scroll_.sums[i] += static_cast<double>(spec_.row_height);
            if (const std::size_t parent = i + (i & (~i + 1)); parent <= n) scroll_.sums[parent] += scroll_.sums[i];
        }
    }

    double total() const { return top_of(spec_.count); }

    /// Where row `index` begins.
    double top_of(std::size_t index) const {
        if (!spec_.measure) return static_cast<double>(index) * static_cast<double>(spec_.row_height);
        double sum = 0;
        for (std::size_t i = index; i > 0; i -= i & (~i + 1)) sum += scroll_.sums[i];
        return sum;
    }

    std::size_t row_at(double offset) const {
        if (spec_.count == 0) return 0;
        offset = std::max(offset, 0.0);
        if (!spec_.measure)
            return std::min(spec_.count - 1,
                            static_cast<std::size_t>(offset / std::max(1.0, static_cast<double>(spec_.row_height))));
        std::size_t at = 0;
        std::size_t step = 1;
        while (step * 2 <= spec_.count) step *= 2;
        for (; step > 0; step /= 2) {
            if (at + step <= spec_.count && scroll_.sums[at + step] <= offset) {
                at += step;
                offset -= scroll_.sums[at];
            }
        }
        return std::min(at, spec_.count - 1);
    }

    float height(std::size_t index) const { return spec_.measure ? scroll_.heights[index] : spec_.row_height; }

    /// Measures once; returns by how much the row has grown over the estimate.
    double settle(std::size_t index) {
        if (!spec_.measure || scroll_.measured[index]) return 0;
        const float height = std::max(1.0F, spec_.measure(index));
        const double grown = static_cast<double>(height) - static_cast<double>(scroll_.heights[index]);
        scroll_.heights[index] = height;
        scroll_.measured[index] = true;
        for (std::size_t i = index + 1; i <= spec_.count; i += i & (~i + 1)) scroll_.sums[i] += grown;
        return grown;
    }

    bool settled(std::size_t index) const { return !spec_.measure || scroll_.measured[index]; }

private:
    ScrollState& scroll_;
    const ListSpec& spec_;
};

std::uint64_t stamp_of(const Ui& ui, const ListSpec& spec, Rect rect) {
    const auto width = static_cast<std::uint64_t>(std::lround(rect.w));
    const auto scale = static_cast<std::uint64_t>(std::lround(ui.metrics().scale * 100));
    return (spec.stamp * 1'000'003 + width) * 1'000'003 + scale + 1;
}

/// Which row stands at the top of what is seen, and how much of it is above.
struct Seen {
    std::size_t row = 0;
    double above = 0;
};

std::optional<Seen> seen_before(ScrollState& scroll, const ListSpec& spec) {
    ListSpec before = spec;
    before.count = scroll.count;
    if (!spec.measure || scroll.count == 0 || scroll.heights.size() != scroll.count) return std::nullopt;
    const RowHeights heights(scroll, before);
    const std::size_t row = heights.row_at(scroll.motion.offset());
    return Seen{row, scroll.motion.offset() - heights.top_of(row)};
}

/// Heights are asked for anew: what is seen stays where it is.
void keep_seen(RowHeights& heights, ScrollState& scroll, const ListSpec& spec, const Seen& seen) {
    if (seen.row >= spec.count) return;
    heights.settle(seen.row);
    scroll.motion.shift(heights.top_of(seen.row) + seen.above - scroll.motion.offset());
}

/// A thread begins at its newest message, and stays there while new ones come.
void keep_position(RowHeights& heights, ScrollState& scroll, const ListSpec& spec, double viewport, bool was_at_end) {
    if (spec.from_end && (!scroll.positioned || was_at_end) && spec.count > 0) {
        double seen = 0;
        for (std::size_t i = spec.count; i > 0 && seen < viewport; --i) {
            heights.settle(i - 1);
            seen += static_cast<double>(heights.height(i - 1));
        }
        scroll.motion.set_extent(viewport, heights.total());
        scroll.motion.scroll_to(heights.total());
    }
    scroll.positioned = scroll.positioned || spec.count > 0;
    if (scroll.wanted_row && *scroll.wanted_row < spec.count) {
        heights.settle(*scroll.wanted_row);
        scroll.motion.set_extent(viewport, heights.total());
        const double top = heights.top_of(*scroll.wanted_row);
        const double bottom = top + static_cast<double>(heights.height(*scroll.wanted_row));
        if (top < scroll.motion.offset())
            scroll.motion.scroll_to(top);
        else if (bottom > scroll.motion.offset() + viewport)
            scroll.motion.scroll_to(bottom - viewport);
        scroll.wanted_row.reset();
    }
}

/// Rows above push what is seen down by what they have grown. Those of the page above are measured before they are
/// seen, a few a frame, so that a page up lands where this page begins and jumps over nothing. Returns the row to draw
/// first: one above what is seen.
std::size_t settle_above(Ui& ui, RowHeights& heights, ScrollState& scroll, double viewport) {
    const std::size_t seen = heights.row_at(scroll.motion.offset());
    const std::size_t first = seen > 0 ? seen - 1 : 0;
    int fresh = 0;
    heights.settle(seen);
    for (std::size_t i = seen; i > 0 && scroll.motion.offset() - heights.top_of(i) < viewport; --i) {
        if (!heights.settled(i - 1) && ++fresh > kMeasuredAheadAFrame) {
            ui.wake_in(Milliseconds(0));
            break;
        }
        if (const double grown = heights.settle(i - 1); grown != 0) scroll.motion.shift(grown);
    }
    return first;
}

/// The list as it was left: the same row at the edge. Rows below it are measured, so that it can stand there.
void restore_row(Ui& ui, NodeKey key, RowHeights& heights, ScrollState& scroll, const ListSpec& spec, double viewport) {
    auto& saved = ui.state().restored_scrolls;
    const auto found = saved.find(key);
    if (found == saved.end() || !found->second.row || *found->second.row >= spec.count) return;
    const ScrollPlace place = found->second;
    saved.erase(found);
    double below = -place.offset;
    for (std::size_t row = *place.row; row < spec.count && below < viewport; ++row) {
        heights.settle(row);
        below += static_cast<double>(heights.height(row));
    }
    scroll.motion.set_extent(viewport, heights.total());
    scroll.motion.scroll_to(heights.top_of(*place.row) + place.offset);
    scroll.positioned = true;
}

}  // namespace

void virtual_list(Ui& ui, std::string_view id, Rect rect, const ListSpec& spec,
                  const std::function<void(std::size_t, Rect)>& draw_row) {
    const NodeKey key = ui.key(id);
    ScrollState& state = ui.state().scrolls[key];
    const bool changed = state.count != spec.count || (spec.measure && state.stamp != stamp_of(ui, spec, rect));
    // What comes and goes above or below the list is no reason to lose its end.
    const bool resized = std::abs(state.motion.viewport() - static_cast<double>(rect.h)) >= 1;
    const bool was_at_end = (changed || resized) && state.positioned &&
                            state.motion.offset() >= state.motion.max_offset() - 2 && !state.motion.dragging();
    std::optional<Seen> seen;
    if (changed && state.positioned && !was_at_end) seen = seen_before(state, spec);
    RowHeights heights(state, spec);
    heights.prepare(stamp_of(ui, spec, rect));
    if (seen) keep_seen(heights, state, spec, *seen);
    const auto viewport = static_cast<double>(rect.h);
    state.motion.set_extent(viewport, heights.total());
    keep_position(heights, state, spec, viewport, was_at_end);
    restore_row(ui, key, heights, state, spec, viewport);
    ScrollState& scroll = begin_scroll(ui, key, rect, heights.total());
    ui.note(id, Role::kList, spec.label.empty() ? ui.words().list : spec.label, std::to_string(spec.count), rect);
    ui.push_id(id);
    Rect column = rect;
    column.cut_end(scroll_gutter(ui), ui.direction());

    std::size_t row = spec.count > 0 ? settle_above(ui, heights, scroll, viewport) : 0;
    const double offset = scroll.motion.offset();
    double top = heights.top_of(row);
    int beyond = 0;
    for (int made = 0; row < spec.count && beyond < 2 && made < kMaxRowsAFrame; ++row, ++made) {
        heights.settle(row);
        const float height = heights.height(row);
        if (top >= offset + viewport) ++beyond;
        if (beyond >= 2) break;
        draw_row(row,
                 {column.x, rect.y + static_cast<float>(top - offset), column.w, std::max(1.0F, height - spec.gap)});
        top += static_cast<double>(height);
    }
    ui.pop_id();
    if (spec.measure && spec.count > 0) {
        scroll.top_row = heights.row_at(offset);
        scroll.above = offset - heights.top_of(*scroll.top_row);
    }
    end_scroll(ui, key, scroll, heights.total());
}

void scroll_to_row(Ui& ui, std::string_view id, std::size_t index) {
    ui.state().scrolls[ui.key(id)].wanted_row = index;
    ui.wake_in(Milliseconds(0));
}

}  // namespace dayroom::ui
