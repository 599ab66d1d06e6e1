// Text that has been laid out: immutable, shared, drawn by TextEngine::draw. All indices are bytes into text(), and
// always at a grapheme boundary when they come from here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "terminal/ui/gfx/geometry.h"
#include "terminal/ui/text/style.h"

namespace dayroom::ui {

struct PlacedGlyph {
    static constexpr std::uint32_t kNoCluster = UINT32_MAX;  // of an ellipsis

    std::uint32_t glyph;
    std::uint32_t cluster;  // byte index of the text it stands for
    float x;                // of the pen, from the paragraph's left edge
    float y;                // of the baseline, from the paragraph's top, the glyph's own shift included
    float advance;
    float shift;  // of the glyph from the pen
    std::uint16_t font;
    bool right_to_left;
};

struct TextLine {
    std::size_t begin;  // bytes of text(); end includes trailing spaces, not the line break itself
    std::size_t end;
    std::size_t next;  // where the next line begins
    std::size_t first_glyph;
    std::size_t glyph_count;
    float x;      // left edge of the visible text
    float width;  // without trailing spaces
    float top;
    float height;
    Direction direction;
};

class Paragraph {
public:
    /// What was laid out: the given text after sanitising (utf8::sanitize and a cap on joined marks), equal to what was
    /// given if that was clean. An editor keeps its buffer clean, so that its indices are these.
    const std::string& text() const { return text_; }
    /// Width of the widest line, and the height of all. With a max_width, centred and right-aligned lines lie at their
    /// place within max_width, not within this width.
    Size size() const { return size_; }
    const TextStyle& style() const { return style_; }
    const std::vector<TextLine>& lines() const { return lines_; }
    bool truncated() const { return truncated_; }
    /// Direction of the first paragraph.
    Direction direction() const { return lines_.empty() ? Direction::kLeftToRight : lines_.front().direction; }

    /// The caret position nearest to a point (points outside are clamped to the nearest line).
    std::size_t index_at(Point point) const;
    /// Where a caret before `index` stands: kCaretWidth wide, as high as the line.
    Rect caret_rect(std::size_t index) const;
    /// What to highlight for the text between two indices; mixed directions give several pieces a line.
    std::vector<Rect> selection_rects(std::size_t from, std::size_t to) const;
    /// The line on which a caret before `index` stands.
    std::size_t line_of(std::size_t index) const;

    const std::vector<PlacedGlyph>& glyphs() const { return glyphs_; }
    std::size_t bytes_used() const;

    static constexpr float kCaretWidth = 2;  // px

private:
    friend class ParagraphBuilder;
    struct Box;  // one grapheme on a line
    std::vector<Box> boxes_of(const TextLine& line) const;

    std::string text_;
    TextStyle style_;
    Size size_;
    std::vector<TextLine> lines_;
    std::vector<PlacedGlyph> glyphs_;
    bool truncated_ = false;
};

using ParagraphPtr = std::shared_ptr<const Paragraph>;

}  // namespace dayroom::ui
