// One line of text as it is drawn: in every script of our fonts, shaped by HarfBuzz, in the order of the paper by ICU.
// The line as a whole goes from left to right, as the document does. What no font of ours has is written in Latin
// letters, or '?'.
//
// One thread at a time, as the fonts. Source: Unicode (ICU's tables).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "platform/facility/statements/paper_fonts.h"

namespace dayroom::facility {

struct PaperGlyph {
    std::uint32_t glyph = 0;
    double x = 0;  // from the run's beginning, in em
    double y = 0;
    std::size_t at = 0;  // first byte, in the run's text, of the letters that it shows
};
/// Glyphs of one font and direction, from left to right.
struct PaperRun {
    const PaperFonts::Font* font = nullptr;
    std::string text;  // UTF-8, as it is read
    bool right_to_left = false;
    std::vector<PaperGlyph> glyphs;
    double width = 0;  // in em
};
/// From left to right. Nothing hidden in it is drawn: what utf8::sanitize() takes out.
std::vector<PaperRun> shape_line(PaperFonts& fonts, std::string_view text, Weight weight);

}  // namespace dayroom::facility
