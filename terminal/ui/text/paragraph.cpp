#include "terminal/ui/text/paragraph.h"

#include <cmath>

#include "terminal/ui/text/boundaries.h"

namespace dayroom::ui {

struct Paragraph::Box {
    std::size_t begin, end;
    float left, right;
    bool right_to_left;

    float leading() const { return right_to_left ? right : left; }
    float trailing() const { return right_to_left ? left : right; }
};

namespace {

/// First cluster after `cluster` on the line, by its byte.
std::size_t cluster_end(const std::vector<std::uint32_t>& starts, std::uint32_t cluster, std::size_t line_end) {
    const auto next = std::upper_bound(starts.begin(), starts.end(), cluster);
    return next == starts.end() ? line_end : *next;
}

}  // namespace

std::vector<Paragraph::Box> Paragraph::boxes_of(const TextLine& line) const {
    const auto first = glyphs_.begin() + static_cast<std::ptrdiff_t>(line.first_glyph);
    const auto last = first + static_cast<std::ptrdiff_t>(line.glyph_count);
    std::vector<std::uint32_t> starts;
    for (auto g = first; g != last; ++g) {
        if (g->cluster != PlacedGlyph::kNoCluster) starts.push_back(g->cluster);
    }
    std::sort(starts.begin(), starts.end());
    std::vector<Box> boxes;
    for (auto g = first; g != last;) {
        const auto from = g;
        while (g != last && g->cluster == from->cluster) ++g;
        if (from->cluster == PlacedGlyph::kNoCluster) continue;
        const auto back = g - 1;
        const Box whole{from->cluster, cluster_end(starts, from->cluster, line.end), from->x, back->x + back->advance,
                        from->right_to_left};
        // A ligature of several letters: each gets its share.
        const std::string_view letters = std::string_view(text_).substr(whole.begin, whole.end - whole.begin);
        const std::size_t count = letters.size() > 1 ? std::max<std::size_t>(1, grapheme_count(letters)) : 1;
        const float share = (whole.right - whole.left) / static_cast<float>(count);
        std::size_t at = 0;
        for (std::size_t i = 0; i < count; ++i) {
            const std::size_t to = count == 1 ? letters.size() : next_grapheme(letters, at);
            const auto n = static_cast<float>(whole.right_to_left ? count - 1 - i : i);
            boxes.push_back({whole.begin + at, whole.begin + to, whole.left + share * n, whole.left + share * (n + 1),
                             whole.right_to_left});
            at = to;
        }
    }
    return boxes;
}

std::size_t Paragraph::line_of(std::size_t index) const {
    const auto begins_after = [](std::size_t at, const TextLine& line) { return at < line.begin; };
    const auto after = std::upper_bound(lines_.begin(), lines_.end(), index, begins_after);
    return after == lines_.begin() ? 0 : static_cast<std::size_t>(after - lines_.begin()) - 1;
}

std::size_t Paragraph::index_at(Point point) const {
    if (lines_.empty()) return 0;
    const auto row = static_cast<std::ptrdiff_t>(std::floor(point.y / lines_.front().height));
    const auto last = static_cast<std::ptrdiff_t>(lines_.size()) - 1;
    const TextLine& line = lines_[static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(row, 0, last))];
    const std::vector<Box> boxes = boxes_of(line);
    std::size_t best = line.begin;
    float distance = TextLayout::kNoLimit;
    for (const Box& box : boxes) {
        const float to_leading = std::abs(point.x - box.leading());
        const float to_trailing = std::abs(point.x - box.trailing());
        if (to_leading < distance) {
            distance = to_leading;
            best = box.begin;
        }
        // After the last letter of a wrapped line the caret would stand on the next line.
        const bool is_next_line = box.end == line.next && line.next != line.end + 1 && &line != &lines_.back();
        if (to_trailing < distance && !is_next_line) {
            distance = to_trailing;
            best = box.end;
        }
    }
    return best;
}

Rect Paragraph::caret_rect(std::size_t index) const {
    if (lines_.empty()) return {0, 0, kCaretWidth, style_.size_px * style_.line_height};
    const TextLine& line = lines_[line_of(index)];
    const bool rtl = line.direction == Direction::kRightToLeft;
    float x = rtl ? line.x + line.width : line.x;
    const Box* before = nullptr;
    const std::vector<Box> boxes = boxes_of(line);
    for (const Box& box : boxes) {
        if (index >= box.begin && index < box.end) return {box.leading(), line.top, kCaretWidth, line.height};
        if (box.end <= index && (before == nullptr || box.end > before->end)) before = &box;
    }
    if (before != nullptr) x = before->trailing();
    return {x, line.top, kCaretWidth, line.height};
}

std::vector<Rect> Paragraph::selection_rects(std::size_t from, std::size_t to) const {
    std::vector<Rect> rects;
    if (from > to) std::swap(from, to);
    for (const TextLine& line : lines_) {
        if (line.begin >= to) break;
        if (line.next <= from && line.end <= from) continue;
        std::vector<Box> boxes = boxes_of(line);
        std::sort(boxes.begin(), boxes.end(), [](const Box& a, const Box& b) { return a.left < b.left; });
        const std::size_t first = rects.size();
        for (const Box& box : boxes) {
            if (box.begin >= to || box.end <= from) continue;
            const bool joins = rects.size() > first && rects.back().right() >= box.left - 0.5F;
            if (joins) {
                rects.back().w = box.right - rects.back().x;
            } else {
                rects.push_back({box.left, line.top, box.right - box.left, line.height});
            }
        }
    }
    return rects;
}

std::size_t Paragraph::bytes_used() const {
    return sizeof(*this) + text_.capacity() + lines_.capacity() * sizeof(TextLine) +
           glyphs_.capacity() * sizeof(PlacedGlyph);
}

}  // namespace dayroom::ui
