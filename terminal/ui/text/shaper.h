// HarfBuzz: runs of text to glyphs. Private to text.
#pragma once

#include <memory>
#include <vector>

#include "terminal/ui/text/analysis.h"

namespace dayroom::ui {

struct ShapedGlyph {
    std::uint32_t glyph;
    std::uint32_t cluster;  // index of the first code point it stands for
    float advance;
    float shift_x;
    float shift_y;
    bool unsafe_to_break;  // text cut before it must be shaped again
};

struct BufferCloser {
    void operator()(hb_buffer_t* buffer) const { hb_buffer_destroy(buffer); }
};

class Shaper {
public:
    explicit Shaper(Fonts& fonts);
    /// Glyphs in visual order, left to right.
    std::vector<ShapedGlyph> shape(const Analysis& analysis, const TextRun& run, float size_px);

private:
    Fonts& fonts_;
    std::unique_ptr<hb_buffer_t, BufferCloser> buffer_;
};

}  // namespace dayroom::ui
