#include "platform/facility/statements/paper_text.h"

#include <array>
#include <memory>
#include <mutex>

#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/ubidi.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/ushape.h>

namespace dayroom::facility {
namespace {

using icu::UnicodeString;

struct ScriptFont {
    char32_t from;
    char32_t to;
    const char* stem;
};
constexpr std::array kScripts{
    ScriptFont{0x0531, 0x058F, "NotoSansArmenian"}, ScriptFont{0x05D0, 0x05EA, "NotoSansHebrew"},
    ScriptFont{0x060C, 0x06FF, "NotoSansArabic"},   ScriptFont{0x0E01, 0x0E5B, "NotoSansThai"},
    ScriptFont{0x10A0, 0x10FF, "NotoSansGeorgian"}, ScriptFont{0x1200, 0x139F, "NotoSansEthiopic"},
    ScriptFont{0x13A0, 0x13FF, "NotoSansCherokee"}, ScriptFont{0xFB50, 0xFBC1, "NotoSansArabic"},
    ScriptFont{0xFBD3, 0xFD3F, "NotoSansArabic"},   ScriptFont{0xFE70, 0xFEFC, "NotoSansArabic"}};
constexpr const char* kPlainFont = "NotoSans";

bool is_point(UChar32 letter) {
    const auto block = ublock_getCode(letter);
    return u_charType(letter) == U_NON_SPACING_MARK && (block == UBLOCK_HEBREW || block == UBLOCK_ARABIC);
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

void append_question_for_each_run(UnicodeString& out) {
    if (out.isEmpty() || out.char32At(out.length() - 1) != u'?') out.append(u'?');
}

/// Letters that have no font, one after another: a word, or a part of one.
void append_foreign(UnicodeString& out, UnicodeString word) {
    write_in_latin(word);
    for (std::int32_t at = 0; at < word.length(); at = word.moveIndex32(at, 1)) {
        const UChar32 letter = word.char32At(at);
        if (paper_font(static_cast<char32_t>(letter)) != nullptr)
            out.append(letter);
        else
            append_question_for_each_run(out);
    }
}

UnicodeString with_fonts(const UnicodeString& text) {
    UnicodeString out;
    UnicodeString foreign;
    const auto end_foreign = [&] {
        if (!foreign.isEmpty()) append_foreign(out, foreign);
        foreign.remove();
    };
    for (std::int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
        const UChar32 letter = text.char32At(at);
        if (is_point(letter)) continue;
        if (paper_font(static_cast<char32_t>(letter)) == nullptr) {
            foreign.append(letter);
            continue;
        }
        end_foreign();
        out.append(letter);
    }
    end_foreign();
    return out;
}

/// Joined forms, and the order of the paper. The line as a whole goes from left to right, as the document does.
UnicodeString in_order(const UnicodeString& text) {
    UErrorCode failed = U_ZERO_ERROR;
    UnicodeString shaped;
    const std::int32_t room = 2 * text.length() + 8;
    const std::int32_t length =
        u_shapeArabic(text.getBuffer(), text.length(), shaped.getBuffer(room), room,
                      U_SHAPE_LETTERS_SHAPE | U_SHAPE_TEXT_DIRECTION_LOGICAL | U_SHAPE_LENGTH_GROW_SHRINK, &failed);
    shaped.releaseBuffer(U_SUCCESS(failed) ? length : 0);
    const std::unique_ptr<UBiDi, decltype(&ubidi_close)> bidi(ubidi_open(), &ubidi_close);
    ubidi_setPara(bidi.get(), shaped.getBuffer(), shaped.length(), 0, nullptr, &failed);
    UnicodeString out;
    const std::int32_t written =
        ubidi_writeReordered(bidi.get(), out.getBuffer(room), room,
                             UBIDI_DO_MIRRORING | UBIDI_REMOVE_BIDI_CONTROLS | UBIDI_KEEP_BASE_COMBINING, &failed);
    out.releaseBuffer(U_SUCCESS(failed) ? written : 0);
    return U_SUCCESS(failed) ? out : text;
}

bool is_right_to_left(const UnicodeString& text) {
    for (std::int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
        const UCharDirection direction = u_charDirection(text.char32At(at));
        if (direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC) return true;
    }
    return false;
}

}  // namespace

const char* paper_font(char32_t letter) {
    const bool plain = (letter >= 0x20 && letter < 0x530) || (letter >= 0x1E00 && letter <= 0x1FFF) ||
                       (letter >= 0x2010 && letter <= 0x203A) || letter == 0x20AC || letter == 0x2212;
    if (plain) return kPlainFont;
    for (const ScriptFont& script : kScripts)
        if (letter >= script.from && letter <= script.to) return script.stem;
    return nullptr;
}

std::string on_paper(std::string_view text) {
    UErrorCode failed = U_ZERO_ERROR;
    const icu::Normalizer2* composed = icu::Normalizer2::getNFCInstance(failed);
    UnicodeString letters = UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
    if (U_SUCCESS(failed)) letters = composed->normalize(letters, failed);
    letters = with_fonts(letters);
    if (is_right_to_left(letters)) letters = in_order(letters);
    std::string out;
    return letters.toUTF8String(out);
}

}  // namespace dayroom::facility
