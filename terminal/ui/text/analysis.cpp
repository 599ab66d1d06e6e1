#include "terminal/ui/text/analysis.h"

#include <fribidi.h>
#include <unicode/uchar.h>

#include "platform/base/utf8.h"

namespace dayroom::ui {
namespace {

/// Mixed text may not cost a shaping call for every letter: after this many runs the rest keeps the font it has.
constexpr std::size_t kMaxFontRuns = 2'000;

bool is_mark(hb_unicode_funcs_t* unicode, char32_t c) {
    const auto category = hb_unicode_general_category(unicode, c);
    return category == HB_UNICODE_GENERAL_CATEGORY_NON_SPACING_MARK ||
           category == HB_UNICODE_GENERAL_CATEGORY_ENCLOSING_MARK ||
           category == HB_UNICODE_GENERAL_CATEGORY_SPACING_MARK;
}

bool is_joiner(char32_t c) { return c == 0x200C || c == 0x200D || (c >= 0xFE00 && c <= 0xFE0F); }

bool is_emoji(const std::vector<std::uint32_t>& text, std::size_t at) {
    const std::uint32_t c = text[at];
    const bool asked = at + 1 < text.size() && text[at + 1] == 0xFE0F;
    if (c < 0x231A) return asked && c > 0x7F;
    if (asked && u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_EMOJI) != 0) return true;
    return u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_EMOJI_PRESENTATION) != 0;
}

/// Spaces and punctuation, which belong to the word before them.
bool follows_previous(hb_unicode_funcs_t* unicode, char32_t c) {
    const auto category = hb_unicode_general_category(unicode, c);
    return category == HB_UNICODE_GENERAL_CATEGORY_SPACE_SEPARATOR ||
           (category >= HB_UNICODE_GENERAL_CATEGORY_CONNECT_PUNCTUATION &&
            category <= HB_UNICODE_GENERAL_CATEGORY_OPEN_PUNCTUATION) ||
           category == HB_UNICODE_GENERAL_CATEGORY_FORMAT;
}

class Analyzer {
public:
    Analyzer(Fonts& fonts, Analysis& out, FontWeight weight)
        : fonts_(fonts), out_(out), weight_(weight), unicode_(hb_unicode_funcs_get_default()) {}

    void find_levels(const TextLayout& layout);
    void find_scripts();
    void find_base();
    void find_runs();

private:
    FontId font_of(std::size_t at, FontId previous);

    Fonts& fonts_;
    Analysis& out_;
    FontWeight weight_;
    hb_unicode_funcs_t* unicode_;
    std::vector<hb_script_t> scripts_;
    int cjk_index_ = 2;
};

void Analyzer::find_levels(const TextLayout& layout) {
    const auto& text = out_.code_points;
    const bool plain = std::all_of(text.begin(), text.end(), [](std::uint32_t c) { return c < 0x590; });
    const auto length = static_cast<FriBidiStrIndex>(text.size());
    std::vector<FriBidiCharType> types(text.size());
    fribidi_get_bidi_types(text.data(), length, types.data());
    FriBidiParType base = FRIBIDI_PAR_ON;
    if (layout.direction == BaseDirection::kAuto) base = fribidi_get_par_direction(types.data(), length);
    if (layout.direction == BaseDirection::kLeftToRight) base = FRIBIDI_PAR_LTR;
    if (layout.direction == BaseDirection::kRightToLeft) base = FRIBIDI_PAR_RTL;
    if (base == FRIBIDI_PAR_ON) base = layout.fallback == Direction::kRightToLeft ? FRIBIDI_PAR_RTL : FRIBIDI_PAR_LTR;
    out_.direction = FRIBIDI_IS_RTL(base) ? Direction::kRightToLeft : Direction::kLeftToRight;
    out_.levels.assign(text.size(), FRIBIDI_IS_RTL(base) ? 1 : 0);
    if ((plain && !FRIBIDI_IS_RTL(base)) || text.empty()) return;
    std::vector<FriBidiBracketType> brackets(text.size());
    fribidi_get_bracket_types(text.data(), length, types.data(), brackets.data());
    std::vector<FriBidiLevel> levels(text.size());
    const auto highest =
        fribidi_get_par_embedding_levels_ex(types.data(), brackets.data(), length, &base, levels.data());
    if (highest <= 0) return;  // out of memory: one direction
    for (std::size_t i = 0; i < levels.size(); ++i)
        out_.levels[i] = static_cast<std::uint8_t>(std::max<int>(0, levels[i]));
}

void Analyzer::find_scripts() {
    const auto& text = out_.code_points;
    scripts_.resize(text.size());
    bool kana = false;
    bool hangul = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        scripts_[i] = hb_unicode_script(unicode_, text[i]);
        kana = kana || scripts_[i] == HB_SCRIPT_HIRAGANA || scripts_[i] == HB_SCRIPT_KATAKANA;
        hangul = hangul || scripts_[i] == HB_SCRIPT_HANGUL;
    }
    // Chinese characters look different in Japanese and Korean text.
    cjk_index_ = kana ? 0 : hangul ? 1 : 2;
    hb_script_t last = HB_SCRIPT_COMMON;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (scripts_[i] == HB_SCRIPT_COMMON || scripts_[i] == HB_SCRIPT_INHERITED) {
            scripts_[i] = last;
        } else {
            last = scripts_[i];
        }
    }
    hb_script_t next = HB_SCRIPT_COMMON;  // signs before the first letter go with it
    for (std::size_t i = text.size(); i-- > 0;) {
        if (scripts_[i] != HB_SCRIPT_COMMON) next = scripts_[i];
        if (scripts_[i] == HB_SCRIPT_COMMON) scripts_[i] = next;
    }
}

void Analyzer::find_base() {
    const FontId own = fonts_.own(weight_);
    out_.base = own;
    const auto& text = out_.code_points;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool latin = hb_unicode_script(unicode_, text[i]) == HB_SCRIPT_LATIN;
        const bool mark = text[i] >= 0x300 && text[i] <= 0x36F;
        if ((!latin && !mark) || text[i] < 0x80 || fonts_.has(own, text[i])) continue;
        hb_codepoint_t composed = 0;
        if (mark && i > 0 && hb_unicode_compose(unicode_, text[i - 1], text[i], &composed) != 0 &&
            fonts_.has(own, composed)) {
            continue;
        }
        // One letter of another face in the middle of a word is harder to read than another face for all.
        if (fonts_.available(fonts_.latin(weight_))) out_.base = fonts_.latin(weight_);
        return;
    }
}

FontId Analyzer::font_of(std::size_t at, FontId previous) {
    const char32_t c = out_.code_points[at];
    if (c < 0x80 && (c >= 'A' || previous == out_.base)) return out_.base;
    const bool has_previous = at > 0;
    if (has_previous && (is_joiner(c) || is_mark(unicode_, c))) return previous;
    if (c >= 0x1F3FB && c <= 0x1F3FF && has_previous && fonts_.is_colored(previous)) return previous;
    if (is_emoji(out_.code_points, at) && fonts_.has(fonts_.emoji(), c)) return fonts_.emoji();
    const bool continues = has_previous && !fonts_.is_colored(previous) && follows_previous(unicode_, c);
    if (continues && fonts_.has(previous, c)) return previous;
    if (fonts_.has(out_.base, c)) return out_.base;
    return fonts_.fallback(c, scripts_[at], weight_, out_.base, cjk_index_);
}

void Analyzer::find_runs() {
    const auto& text = out_.code_points;
    FontId font = out_.base;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (out_.runs.size() < kMaxFontRuns) font = font_of(i, font);
        const bool joins = !out_.runs.empty() && out_.runs.back().font == font &&
                           out_.runs.back().level == out_.levels[i] &&
                           (out_.runs.back().script == scripts_[i] || out_.runs.size() >= kMaxFontRuns);
        if (joins) {
            out_.runs.back().end = i + 1;
        } else {
            out_.runs.push_back({i, i + 1, font, out_.levels[i], scripts_[i], false});
        }
    }
}

}  // namespace

bool hangs_at_line_end(std::uint32_t c) {
    constexpr std::uint32_t kFigureSpace = 0x2007;
    return c == ' ' || c == '\t' || c == 0x3000 || (c >= 0x2000 && c <= 0x200B && c != kFigureSpace);
}

Analysis analyze(Fonts& fonts, std::string_view text, std::size_t first_byte, FontWeight weight,
                 const TextLayout& layout) {
    Analysis out;
    out.code_points.reserve(text.size());
    out.offsets.reserve(text.size() + 1);
    std::size_t at = 0;
    while (at < text.size()) {
        const utf8::Decoded next = utf8::decode(text.substr(at));
        out.code_points.push_back(next.code_point);
        out.offsets.push_back(static_cast<std::uint32_t>(first_byte + at));
        at += next.bytes;
    }
    out.offsets.push_back(static_cast<std::uint32_t>(first_byte + text.size()));
    Analyzer analyzer(fonts, out, weight);
    analyzer.find_levels(layout);
    analyzer.find_scripts();
    analyzer.find_base();
    analyzer.find_runs();
    return out;
}

}  // namespace dayroom::ui
