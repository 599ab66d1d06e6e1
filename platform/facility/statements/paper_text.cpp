#include "platform/facility/statements/paper_text.h"

#include <algorithm>
#include <memory>
#include <mutex>

#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/ubidi.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include "platform/base/utf8.h"
#include "platform/facility/statements/paper_font.h"

namespace dayroom::facility {
namespace {

using icu::UnicodeString;
using Bidi = std::unique_ptr<UBiDi, decltype(&ubidi_close)>;

constexpr std::size_t kMaxLine = 4'000;  // letters of one line; the page cuts it long before

UScriptCode script_of(UChar32 letter) {
    UErrorCode failed = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(letter, &failed);
    return U_SUCCESS(failed) ? script : USCRIPT_COMMON;
}

/// Joiners and marks of direction: they shape their neighbours, and are never drawn.
bool is_ignorable(UChar32 letter) { return u_hasBinaryProperty(letter, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0; }

Han han_of(const UnicodeString& text) {
    for (std::int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
        const UScriptCode script = script_of(text.char32At(at));
        if (script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA) return Han::kJapanese;
        if (script == USCRIPT_HANGUL) return Han::kKorean;
    }
    return Han::kChinese;
}

/// ICU's own rules for every script; made once, since that takes long.
void write_in_latin(UnicodeString& text) {
    static std::mutex mutex;
    const std::lock_guard lock(mutex);
    UErrorCode failed = U_ZERO_ERROR;
    static const std::unique_ptr<icu::Transliterator> latin(
        icu::Transliterator::createInstance("Any-Latin; NFC", UTRANS_FORWARD, failed));
    if (latin) latin->transliterate(text);
}

PaperRun shape_piece(const PaperFonts::Font& font, const UnicodeString& letters, UScriptCode script,
                     bool right_to_left) {
    PaperRun run;
    run.font = &font;
    run.right_to_left = right_to_left;
    letters.toUTF8String(run.text);
    const std::unique_ptr<hb_buffer_t, decltype(&hb_buffer_destroy)> buffer(hb_buffer_create(), &hb_buffer_destroy);
    hb_buffer_add_utf8(buffer.get(), run.text.data(), static_cast<int>(run.text.size()), 0, -1);
    hb_buffer_set_direction(buffer.get(), right_to_left ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer.get(), hb_script_from_string(uscript_getShortName(script), -1));
    hb_shape(font.shaping.get(), buffer.get(), nullptr, 0);
    unsigned count = 0;
    const hb_glyph_info_t* infos = hb_buffer_get_glyph_infos(buffer.get(), &count);
    const hb_glyph_position_t* places = hb_buffer_get_glyph_positions(buffer.get(), &count);
    for (unsigned each = 0; each < count; ++each) {
        run.glyphs.push_back({infos[each].codepoint, run.width + places[each].x_offset / font.units,
                              places[each].y_offset / font.units, infos[each].cluster});
        run.width += places[each].x_advance / font.units;
    }
    return run;
}

class Line {
public:
    Line(PaperFonts& fonts, std::string_view text, Weight weight) : fonts_(fonts), weight_(weight) {
        UErrorCode failed = U_ZERO_ERROR;
        const icu::Normalizer2* composed = icu::Normalizer2::getNFCInstance(failed);
        text_ = UnicodeString::fromUTF8(utf8::sanitize(text, kMaxLine));
        if (U_SUCCESS(failed)) text_ = composed->normalize(text_, failed);
        text_.findAndReplace(u"\n", u" ");
        text_.findAndReplace(u"\t", u" ");
        han_ = han_of(text_);
        replace_unknown();
    }

    std::vector<PaperRun> shape() {
        UErrorCode failed = U_ZERO_ERROR;
        const Bidi bidi(ubidi_open(), &ubidi_close);
        ubidi_setPara(bidi.get(), text_.getBuffer(), text_.length(), UBIDI_LTR, nullptr, &failed);
        const std::int32_t count = ubidi_countRuns(bidi.get(), &failed);
        for (std::int32_t run = 0; U_SUCCESS(failed) && run < count; ++run) {
            std::int32_t start = 0;
            std::int32_t length = 0;
            const bool right_to_left = ubidi_getVisualRun(bidi.get(), run, &start, &length) == UBIDI_RTL;
            add_pieces(start, start + length, right_to_left);
        }
        return std::move(runs_);
    }

private:
    const PaperFonts::Font* font_of(UChar32 letter, UScriptCode script) {
        return fonts_.of(static_cast<char32_t>(letter), uscript_getShortName(script), weight_, han_);
    }

    void replace_unknown() {
        UnicodeString out;
        UnicodeString unknown;
        const auto end_unknown = [&] {
            if (unknown.isEmpty()) return;
            write_in_latin(unknown);
            for (std::int32_t at = 0; at < unknown.length(); at = unknown.moveIndex32(at, 1)) {
                const UChar32 letter = unknown.char32At(at);
                const bool known = font_of(letter, script_of(letter)) != nullptr;
                if (known || out.isEmpty() || out.char32At(out.length() - 1) != u'?')
                    out.append(known ? letter : UChar32{u'?'});
            }
            unknown.remove();
        };
        for (std::int32_t at = 0; at < text_.length(); at = text_.moveIndex32(at, 1)) {
            const UChar32 letter = text_.char32At(at);
            if (!is_ignorable(letter) && font_of(letter, script_of(letter)) == nullptr) {
                unknown.append(letter);
                continue;
            }
            end_unknown();
            out.append(letter);
        }
        end_unknown();
        text_ = out;
    }

    /// Letters of one direction, in the order in which they are read, as pieces of one font.
    void add_pieces(std::int32_t from, std::int32_t to, bool right_to_left) {
        std::vector<PaperRun> pieces;
        const PaperFonts::Font* last = nullptr;
        UScriptCode script = USCRIPT_LATIN;
        std::int32_t begin = from;
        for (std::int32_t at = from; at < to;) {
            const std::int32_t next = text_.moveIndex32(at, 1);
            const UChar32 letter = text_.char32At(at);
            const UScriptCode own = script_of(letter);
            const bool goes_along =
                last != nullptr && (is_ignorable(letter) ||
                                    (own == USCRIPT_INHERITED && PaperFonts::has(last, static_cast<char32_t>(letter))));
            const PaperFonts::Font* font = goes_along ? last : font_of(letter, own);
            const bool other_script = own != USCRIPT_COMMON && own != USCRIPT_INHERITED && own != script;
            if (last != nullptr && (font != last || other_script)) {
                pieces.push_back(shape_piece(*last, text_.tempSubStringBetween(begin, at), script, right_to_left));
                begin = at;
            }
            if (own != USCRIPT_COMMON && own != USCRIPT_INHERITED) script = own;
            if (font != nullptr) last = font;
            at = next;
        }
        if (last != nullptr)
            pieces.push_back(shape_piece(*last, text_.tempSubStringBetween(begin, to), script, right_to_left));
        if (right_to_left) std::reverse(pieces.begin(), pieces.end());
        std::move(pieces.begin(), pieces.end(), std::back_inserter(runs_));
    }

    PaperFonts& fonts_;
    Weight weight_;
    UnicodeString text_;
    Han han_ = Han::kChinese;
    std::vector<PaperRun> runs_;
};

}  // namespace

std::vector<PaperRun> shape_line(PaperFonts& fonts, std::string_view text, Weight weight) {
    return Line(fonts, text, weight).shape();
}

}  // namespace dayroom::facility
