// One line at a time: visual order of its pieces, glyphs at their places, alignment.
#include <cmath>

#include "terminal/ui/text/paragraph_builder.h"

namespace dayroom::ui {
namespace {

bool is_rtl(std::uint8_t level) { return (level & 1U) != 0; }

/// Unicode bidi rule L2: from the highest level down, reverse every stretch at that level or above.
template <typename Pieces>
void reorder(Pieces& pieces) {
    std::uint8_t highest = 0;
    for (const auto& piece : pieces) highest = std::max(highest, piece.level);
    for (std::uint8_t level = highest; level > 0; --level) {
        for (std::size_t i = 0; i < pieces.size();) {
            std::size_t j = i;
            while (j < pieces.size() && pieces[j].level >= level) ++j;
            std::reverse(pieces.begin() + static_cast<std::ptrdiff_t>(i),
                         pieces.begin() + static_cast<std::ptrdiff_t>(j));
            i = j + 1;
        }
    }
}

}  // namespace

std::vector<ParagraphBuilder::Piece> ParagraphBuilder::pieces_of(const Block& block, std::size_t begin,
                                                                 std::size_t visible_end, std::size_t end) const {
    std::vector<Piece> pieces;
    const std::uint8_t base = block.text.direction == Direction::kRightToLeft ? 1 : 0;
    const auto starts_after = [](std::size_t at, const ShapedRun& run) { return at < run.run.end; };
    auto run = std::upper_bound(block.runs.begin(), block.runs.end(), begin, starts_after);
    for (; run != block.runs.end() && run->run.begin < end; ++run) {
        const std::size_t from = std::max(begin, run->run.begin);
        const std::size_t to = std::min(end, run->run.end);
        const std::size_t middle = std::clamp(visible_end, from, to);
        if (from < middle) pieces.push_back({&*run, from, middle, run->run.level});
        // Rule L1: spaces at the end of a line stand at its end, whatever surrounds them.
        if (middle < to) pieces.push_back({&*run, middle, to, base});
    }
    reorder(pieces);
    return pieces;
}

float ParagraphBuilder::put_piece(const Block& block, const Piece& piece, float pen, float baseline) {
    const ShapedRun& run = *piece.run;
    const bool rtl = is_rtl(run.run.level);
    const auto at = [rtl](const std::vector<ShapedGlyph>& glyphs, std::size_t cluster) {
        const auto before = [rtl, cluster](const ShapedGlyph& g) {
            return rtl ? g.cluster >= cluster : g.cluster < cluster;
        };
        return std::partition_point(glyphs.begin(), glyphs.end(), before);
    };
    auto first = at(run.glyphs, rtl ? piece.end : piece.begin);
    auto last = at(run.glyphs, rtl ? piece.begin : piece.end);
    std::vector<ShapedGlyph> again;
    const auto cut_is_unsafe = [&](std::size_t cluster) {
        // Emoji stand alone: what HarfBuzz tried to join and did not needs no second try.
        if (cluster <= run.run.begin || cluster >= run.run.end || fonts_.is_colored(run.run.font)) return false;
        const auto glyph = at(run.glyphs, rtl ? cluster + 1 : cluster);
        return glyph != run.glyphs.end() && glyph->cluster == cluster && glyph->unsafe_to_break;
    };
    if (cut_is_unsafe(piece.begin) || cut_is_unsafe(piece.end)) {
        TextRun part = run.run;
        part.begin = piece.begin;
        part.end = piece.end;
        again = shaper_.shape(block.text, part, style_.size_px);
        first = again.begin();
        last = again.end();
    }
    for (auto glyph = first; glyph != last; ++glyph) {
        out_->glyphs_.push_back({glyph->glyph, block.text.offsets[glyph->cluster], pen, baseline - glyph->shift_y,
                                 glyph->advance, glyph->shift_x, run.run.font, rtl});
        pen += glyph->advance;
    }
    return pen;
}

void ParagraphBuilder::add_line(const Block& block, std::size_t begin, std::size_t end, std::size_t next_byte,
                                bool cut) {
    TextLine line{};
    line.begin = block.text.offsets[begin];
    line.end = block.text.offsets[end];
    line.next = next_byte;
    line.first_glyph = out_->glyphs_.size();
    line.height = line_height_;
    line.top = line_height_ * static_cast<float>(out_->lines_.size());
    line.direction = block.text.direction;
    const bool rtl = line.direction == Direction::kRightToLeft;
    const float baseline = line.top + baseline_;
    std::size_t visible_end = end;
    while (visible_end > begin && hangs_at_line_end(block.text.code_points[visible_end - 1])) --visible_end;

    float pen = 0;
    const auto put_ellipsis = [&] {
        for (const ShapedGlyph& dot : ellipsis_glyphs(block)) {
            out_->glyphs_.push_back({dot.glyph, PlacedGlyph::kNoCluster, pen, baseline - dot.shift_y, dot.advance,
                                     dot.shift_x, block.text.base, rtl});
            pen += dot.advance;
        }
    };
    float trailing = 0;
    if (cut && rtl) put_ellipsis();
    for (const Piece& piece : pieces_of(block, begin, visible_end, end)) {
        const float from = pen;
        pen = put_piece(block, piece, pen, baseline);
        if (piece.begin >= visible_end) trailing += pen - from;
    }
    if (cut && !rtl) put_ellipsis();
    line.width = pen - trailing;
    line.x = rtl ? trailing : 0;
    line.glyph_count = out_->glyphs_.size() - line.first_glyph;
    out_->lines_.push_back(line);
    out_->size_.w = std::max(out_->size_.w, std::ceil(line.width));
}

/// Where the left edge of the visible text goes.
float ParagraphBuilder::place(const TextLine& line) const {
    const float room = layout_.max_width < TextLayout::kNoLimit ? layout_.max_width : out_->size_.w;
    const float rest = room - line.width;
    if (layout_.align == TextAlign::kCenter) return std::floor(rest / 2);
    const bool rtl = line.direction == Direction::kRightToLeft;
    const bool at_right = (layout_.align == TextAlign::kEnd) != rtl;
    return at_right ? rest : 0;
}

void ParagraphBuilder::align() {
    for (TextLine& line : out_->lines_) {
        const float by = place(line) - line.x;
        line.x += by;
        for (std::size_t i = 0; i < line.glyph_count; ++i) out_->glyphs_[line.first_glyph + i].x += by;
    }
}

}  // namespace dayroom::ui
