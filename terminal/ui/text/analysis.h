// One hard paragraph (no line break inside) prepared for shaping: code points, direction levels, fonts. Private to
// text.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include <hb.h>

#include "terminal/ui/text/fonts.h"

namespace dayroom::ui {

/// Code points in logical order that are shaped together.
struct TextRun {
    std::size_t begin = 0;
    std::size_t end = 0;
    FontId font = 0;
    std::uint8_t level = 0;  // odd: right to left
    hb_script_t script = HB_SCRIPT_COMMON;
    bool plain = false;  // without ligatures
};

struct Analysis {
    std::vector<std::uint32_t> code_points;
    std::vector<std::uint32_t> offsets;  // byte of the whole text where each begins; one more for the end
    std::vector<std::uint8_t> levels;
    std::vector<TextRun> runs;
    Direction direction = Direction::kLeftToRight;
    FontId base = 0;  // what Latin letters and the ellipsis are drawn in
};

/// Spaces that take no room at the end of a line.
bool hangs_at_line_end(std::uint32_t code_point);

/// `text` is safe_text; `first_byte` is where it lies in the whole text.
Analysis analyze(Fonts& fonts, std::string_view text, std::size_t first_byte, FontWeight weight,
                 const TextLayout& layout);

}  // namespace dayroom::ui
