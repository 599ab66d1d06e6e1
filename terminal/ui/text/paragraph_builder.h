// Sets text into lines: breaking, bidirectional order, alignment, ellipsis. Private to text.
#pragma once

#include "terminal/ui/text/paragraph.h"
#include "terminal/ui/text/shaper.h"

namespace dayroom::ui {

class ParagraphBuilder {
public:
    ParagraphBuilder(Fonts& fonts, Shaper& shaper, const TextStyle& style, const TextLayout& layout);
    ParagraphPtr build(std::string_view text);

private:
    struct ShapedRun {
        TextRun run;
        std::vector<ShapedGlyph> glyphs;
    };
    /// One hard paragraph on its way into lines. Indices are code points.
    struct Block {
        Analysis text;
        std::vector<ShapedRun> runs;
        std::vector<float> advances;          // of each cluster, at its first code point
        std::vector<std::uint8_t> breakable;  // a line may begin here; empty until asked for
    };
    struct Piece {
        const ShapedRun* run;
        std::size_t begin, end;
        std::uint8_t level;
    };

    Block prepare(std::string_view text, std::size_t first_byte);
    void find_breaks(Block& block, std::string_view text);
    void set_block(Block& block, std::string_view text, bool is_last);
    std::size_t line_end(Block& block, std::string_view text, std::size_t begin);
    std::size_t ellipsis_end(const Block& block, std::size_t begin, std::size_t end, float ellipsis) const;
    void add_line(const Block& block, std::size_t begin, std::size_t end, std::size_t next_byte, bool cut);
    std::vector<Piece> pieces_of(const Block& block, std::size_t begin, std::size_t visible_end, std::size_t end) const;
    float put_piece(const Block& block, const Piece& piece, float pen, float baseline);
    std::vector<ShapedGlyph> ellipsis_glyphs(const Block& block);
    float place(const TextLine& line) const;
    bool full() const { return layout_.max_lines > 0 && static_cast<int>(out_->lines_.size()) >= layout_.max_lines; }
    bool on_last_line() const {
        return layout_.max_lines > 0 && static_cast<int>(out_->lines_.size()) + 1 >= layout_.max_lines;
    }
    std::size_t most_bytes() const;
    void align();

    Fonts& fonts_;
    Shaper& shaper_;
    TextStyle style_;
    TextLayout layout_;
    std::size_t emoji_ = 0;
    float line_height_ = 0;
    float baseline_ = 0;
    std::shared_ptr<Paragraph> out_;
};

}  // namespace dayroom::ui
