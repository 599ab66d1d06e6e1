#include "terminal/ui/text/paragraph_builder.h"

#include <cmath>

#include "terminal/ui/text/break_iterator.h"

namespace dayroom::ui {
namespace {

/// Looking for joined emoji (families, flags) takes 4 µs each: beyond this many they are shown one by one.
constexpr std::size_t kMaxJoinedEmoji = 2'000;

float width_of(const std::vector<ShapedGlyph>& glyphs) {
    float width = 0;
    for (const ShapedGlyph& glyph : glyphs) width += glyph.advance;
    return width;
}

}  // namespace

ParagraphBuilder::ParagraphBuilder(Fonts& fonts, Shaper& shaper, const TextStyle& style, const TextLayout& layout)
    : fonts_(fonts), shaper_(shaper), style_(style), layout_(layout), out_(std::make_shared<Paragraph>()) {
    hb_font_extents_t extents{};
    hb_font_get_h_extents(fonts_.scaled(fonts_.own(style.weight), style.size_px), &extents);
    const float ascent = static_cast<float>(extents.ascender) / 64;
    const float descent = static_cast<float>(-extents.descender) / 64;
    line_height_ = std::max(1.0F, std::round(style.size_px * style.line_height));
    baseline_ = std::round((line_height_ - ascent - descent) / 2 + ascent);
}

ParagraphPtr ParagraphBuilder::build(std::string_view text) {
    out_->text_ = text;
    out_->style_ = style_;
    std::size_t at = 0;
    while (!full()) {
        const std::size_t found = text.find('\n', at);
        const std::size_t end = found == std::string_view::npos ? text.size() : found;
        const std::string_view part = text.substr(at, end - at);
        Block block = prepare(part, at);
        set_block(block, part, found == std::string_view::npos);
        if (found == std::string_view::npos) break;
        at = end + 1;
    }
    align();
    out_->size_.h = line_height_ * static_cast<float>(out_->lines_.size());
    return out_;
}

/// A two-line preview of a long message need not shape all of it.
std::size_t ParagraphBuilder::most_bytes() const {
    if (layout_.max_lines <= 0 || layout_.max_width >= TextLayout::kNoLimit) return out_->text_.size();
    constexpr float kNarrowest = 0.025F;  // of the size: 0.1 is the thinnest letter, and it may take 4 bytes
    const float columns = layout_.max_width / (style_.size_px * kNarrowest) + 32;
    return static_cast<std::size_t>(std::min(columns * static_cast<float>(layout_.max_lines), TextLayout::kNoLimit));
}

ParagraphBuilder::Block ParagraphBuilder::prepare(std::string_view text, std::size_t first_byte) {
    Block block;
    std::string_view considered = text;
    if (text.size() > most_bytes()) {
        std::size_t bytes = most_bytes();
        while (bytes < text.size() && (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80U) ++bytes;
        considered = text.substr(0, bytes);
    }
    block.text = analyze(fonts_, considered, first_byte, style_.weight, layout_);
    block.advances.assign(block.text.code_points.size(), 0);
    for (TextRun& run : block.text.runs) {
        if (fonts_.is_colored(run.font)) emoji_ += run.end - run.begin;
        run.plain = fonts_.is_colored(run.font) && emoji_ > kMaxJoinedEmoji;
        ShapedRun shaped{run, shaper_.shape(block.text, run, style_.size_px)};
        for (const ShapedGlyph& glyph : shaped.glyphs) block.advances[glyph.cluster] += glyph.advance;
        block.runs.push_back(std::move(shaped));
    }
    return block;
}

void ParagraphBuilder::find_breaks(Block& block, std::string_view text) {
    block.breakable.assign(block.advances.size() + 1, 0);
    const auto& offsets = block.text.offsets;
    const std::size_t first_byte = offsets.front();
    const std::string_view considered = text.substr(0, offsets.back() - first_byte);
    BreakIterator breaks(BreakKind::kLine, considered);
    std::size_t i = 0;
    for (std::size_t at = 0; at < considered.size();) {
        at = breaks.following(at);
        while (i + 1 < offsets.size() && offsets[i] - first_byte < at) ++i;
        block.breakable[i] = 1;
    }
}

std::size_t ParagraphBuilder::line_end(Block& block, std::string_view text, std::size_t begin) {
    const std::size_t count = block.advances.size();
    float width = 0;
    std::size_t last_break = begin;
    for (std::size_t i = begin; i < count; ++i) {
        if (i > begin && !block.breakable.empty() && block.breakable[i] != 0) last_break = i;
        const bool hangs = hangs_at_line_end(block.text.code_points[i]);
        if (!hangs && i > begin && width + block.advances[i] > layout_.max_width && block.advances[i] > 0) {
            if (block.breakable.empty()) {
                find_breaks(block, text);
                return line_end(block, text, begin);
            }
            return last_break > begin ? last_break : i;
        }
        width += block.advances[i];
    }
    return count;
}

void ParagraphBuilder::set_block(Block& block, std::string_view text, bool is_last) {
    const std::size_t count = block.advances.size();
    const std::size_t end_byte = block.text.offsets.front() + text.size();
    std::size_t begin = 0;
    do {
        const std::size_t end = line_end(block, text, begin);
        const bool more = end < count || block.text.offsets.back() < end_byte || !is_last;
        if (on_last_line() && more) {
            const bool cut_here = end < count || block.text.offsets.back() < end_byte;
            const float ellipsis = width_of(ellipsis_glyphs(block));
            const std::size_t stop = ellipsis_end(block, begin, cut_here ? count : end, ellipsis);
            out_->truncated_ = true;
            add_line(block, begin, stop, end_byte, true);
            return;
        }
        const std::size_t next_byte = end < count ? block.text.offsets[end] : end_byte + (is_last ? 0 : 1);
        add_line(block, begin, end, next_byte, false);
        begin = end;
    } while (begin < count);
}

/// The last place from which the text and the ellipsis fit, spaces before the ellipsis removed.
std::size_t ParagraphBuilder::ellipsis_end(const Block& block, std::size_t begin, std::size_t end,
                                           float ellipsis) const {
    float width = ellipsis;
    std::size_t stop = begin;
    for (std::size_t i = begin; i < end; ++i) {
        const bool starts_cluster = block.advances[i] > 0;
        if (starts_cluster && width + block.advances[i] > layout_.max_width) break;
        width += block.advances[i];
        stop = i + 1;
    }
    // Not in the middle of a cluster: its other code points have no width of their own.
    while (stop < end && stop > begin && block.advances[stop] == 0) {
        ++stop;
    }
    while (stop > begin && hangs_at_line_end(block.text.code_points[stop - 1])) --stop;
    return stop;
}

std::vector<ShapedGlyph> ParagraphBuilder::ellipsis_glyphs(const Block& block) {
    Analysis dots;
    dots.code_points = fonts_.has(block.text.base, 0x2026) ? std::vector<std::uint32_t>{0x2026}
                                                           : std::vector<std::uint32_t>{'.', '.', '.'};
    const TextRun run{0, dots.code_points.size(), block.text.base, 0, HB_SCRIPT_COMMON, false};
    return shaper_.shape(dots, run, style_.size_px);
}

}  // namespace dayroom::ui
