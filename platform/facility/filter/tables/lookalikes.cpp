#include "platform/facility/filter/tables/lookalikes.h"

#include <algorithm>
#include <stdexcept>
#include <string_view>

#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

namespace dayroom::facility::filter {
namespace {

struct Pair {
    char32_t from;
    char32_t to;
};
// Spelling variants that Arabic keyboards and writers mix, and Latin letters that neither name nor confusables give.
constexpr Pair kOwn[] = {
    {0x0649, 0x064A},  // alef maksura → yeh
    {0x06CC, 0x064A},  // Farsi yeh → yeh
    {0x06A9, 0x0643},  // keheh → kaf
    {0x0629, 0x0647},  // teh marbuta → heh
    {0x0671, 0x0627},  // alef wasla → alef
    {0x0131, 'i'},     // dotless i
    {0x0138, 'k'},     // kra
    {0x014B, 'n'},     // eng
    {0x00F0, 'd'},     // eth
    {0x03B7, 'n'},     // eta
};

std::u32string by_name(char32_t letter) {
    char text[128] = {};
    UErrorCode status = U_ZERO_ERROR;
    u_charName(static_cast<UChar32>(letter), U_UNICODE_CHAR_NAME, text, sizeof text, &status);
    std::string_view name = U_SUCCESS(status) ? std::string_view(text) : std::string_view();
    const auto lower = [](char c) { return std::u32string(1, static_cast<char32_t>(c - 'A' + 'a')); };
    for (const std::string_view front : {"LATIN SMALL LETTER ", "LATIN CAPITAL LETTER "}) {
        if (!name.starts_with(front)) continue;
        name.remove_prefix(front.size());
        if (name.size() > 2 && name.substr(1).starts_with(" WITH ")) return lower(name.front());
        return {};
    }
    constexpr std::string_view kSmallCapital = "LATIN LETTER SMALL CAPITAL ";
    if (name.starts_with(kSmallCapital) && name.size() == kSmallCapital.size() + 1) return lower(name.back());
    return {};
}

bool may_stand_for_latin(char32_t letter) {
    UErrorCode status = U_ZERO_ERROR;
    switch (uscript_getScript(static_cast<UChar32>(letter), &status)) {
        case USCRIPT_LATIN:
        case USCRIPT_GREEK:
        case USCRIPT_CYRILLIC:
        case USCRIPT_ARMENIAN:
        case USCRIPT_CHEROKEE:
        case USCRIPT_COPTIC:
        case USCRIPT_LISU:
        case USCRIPT_COMMON:
            return true;
        default:
            return false;
    }
}

}  // namespace

std::u32string to_utf32(const icu::UnicodeString& text) {
    std::u32string out;
    for (int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
        out += static_cast<char32_t>(text.char32At(at));
    }
    return out;
}

Lookalikes::Lookalikes() {
    UErrorCode status = U_ZERO_ERROR;
    checker_.reset(uspoof_open(&status));
    if (U_FAILURE(status)) throw std::runtime_error("ICU has no confusables");
}

std::u32string Lookalikes::by_confusables(char32_t letter) const {
    UErrorCode status = U_ZERO_ERROR;
    icu::UnicodeString skeleton;
    uspoof_getSkeletonUnicodeString(checker_.get(), 0, icu::UnicodeString(static_cast<UChar32>(letter)), skeleton,
                                    &status);
    if (U_FAILURE(status)) return {};
    std::u32string out;
    for (const char32_t c : to_utf32(skeleton.foldCase())) {
        if (u_charType(static_cast<UChar32>(c)) == U_NON_SPACING_MARK) continue;
        if (c < 'a' || c > 'z') return {};
        out += c;
    }
    // UTS 39 writes "m" and "w" as what they look like.
    if (out == U"rn") return U"m";
    if (out == U"vv") return U"w";
    return out.size() <= 2 ? out : std::u32string();
}

std::u32string Lookalikes::of(char32_t letter) const {
    if (letter < 0x80) return {};
    for (const Pair& own : kOwn) {
        if (own.from == letter) return std::u32string(1, own.to);
    }
    if (letter >= 0x1F150 && letter <= 0x1F169) return std::u32string(1, letter - 0x1F150 + 'a');
    if (letter >= 0x1F170 && letter <= 0x1F189) return std::u32string(1, letter - 0x1F170 + 'a');
    if (letter >= 0x1F1E6 && letter <= 0x1F1FF) return std::u32string(1, letter - 0x1F1E6 + 'a');
    if (!may_stand_for_latin(letter)) return {};
    if (std::u32string named = by_name(letter); !named.empty()) return named;
    if (std::u32string small = by_confusables(letter); !small.empty()) return small;
    const auto capital = static_cast<char32_t>(u_toupper(static_cast<UChar32>(letter)));
    return capital == letter ? std::u32string() : by_confusables(capital);
}

}  // namespace dayroom::facility::filter
