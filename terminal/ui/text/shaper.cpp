#include "terminal/ui/text/shaper.h"

namespace dayroom::ui {
namespace {
constexpr float kUnit = 1.0F / 64;
constexpr float kTabSpaces = 4;
}  // namespace

Shaper::Shaper(Fonts& fonts) : fonts_(fonts), buffer_(hb_buffer_create()) {}

std::vector<ShapedGlyph> Shaper::shape(const Analysis& analysis, const TextRun& run, float size_px) {
    hb_buffer_t* buffer = buffer_.get();
    hb_buffer_clear_contents(buffer);
    const auto& text = analysis.code_points;
    hb_buffer_add_utf32(buffer, text.data(), static_cast<int>(text.size()), static_cast<unsigned>(run.begin),
                        static_cast<int>(run.end - run.begin));
    hb_buffer_set_direction(buffer, (run.level & 1U) != 0 ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer, run.script);
    hb_buffer_set_language(buffer, hb_language_from_string("en", 2));  // the machine's locale must not decide
    hb_font_t* font = fonts_.scaled(run.font, size_px);
    const hb_feature_t no_ligatures{HB_TAG('c', 'c', 'm', 'p'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END};
    hb_shape(font, buffer, &no_ligatures, run.plain ? 1 : 0);

    unsigned count = 0;
    const hb_glyph_info_t* info = hb_buffer_get_glyph_infos(buffer, &count);
    const hb_glyph_position_t* position = hb_buffer_get_glyph_positions(buffer, &count);
    hb_codepoint_t space = 0;
    hb_font_get_nominal_glyph(font, ' ', &space);
    std::vector<ShapedGlyph> glyphs;
    glyphs.reserve(count);
    for (unsigned i = 0; i < count; ++i) {
        ShapedGlyph glyph{info[i].codepoint,
                          info[i].cluster,
                          static_cast<float>(position[i].x_advance) * kUnit,
                          static_cast<float>(position[i].x_offset) * kUnit,
                          static_cast<float>(position[i].y_offset) * kUnit,
                          (hb_glyph_info_get_glyph_flags(&info[i]) & HB_GLYPH_FLAG_UNSAFE_TO_BREAK) != 0};
        if (text[glyph.cluster] == '\t') {
            glyph.glyph = space;
            glyph.advance = static_cast<float>(hb_font_get_glyph_h_advance(font, space)) * kUnit * kTabSpaces;
        }
        glyphs.push_back(glyph);
    }
    return glyphs;
}

}  // namespace dayroom::ui
