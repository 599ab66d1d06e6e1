#include "terminal/ui/text/compose.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace dayroom::ui {
namespace {

constexpr char32_t kGrave = 0x300, kAcute = 0x301, kTilde = 0x303, kHook = 0x309, kDot = 0x323;

bool is_tone(UChar32 c) {
    const auto mark = static_cast<char32_t>(c);
    return mark == kGrave || mark == kAcute || mark == kTilde || mark == kHook || mark == kDot;
}

icu::UnicodeString from_utf8(std::string_view text) {
    return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
}

}  // namespace

bool is_tone_mark(std::string_view typed) {
    const icu::UnicodeString text = from_utf8(typed);
    return text.countChar32() == 1 && is_tone(text.char32At(0));
}

std::string with_tone(std::string_view letter, std::string_view mark) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* nfd = icu::Normalizer2::getNFDInstance(status);
    const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
    if (U_FAILURE(status)) return {};
    const icu::UnicodeString apart = nfd->normalize(from_utf8(letter), status);
    if (U_FAILURE(status) || apart.isEmpty() || !u_isalpha(apart.char32At(0))) return {};
    const UChar32 tone = from_utf8(mark).char32At(0);
    icu::UnicodeString made;
    bool had = false;
    for (int32_t at = 0; at < apart.length(); at = apart.moveIndex32(at, 1)) {
        const UChar32 c = apart.char32At(at);
        had = had || c == tone;
        if (!is_tone(c)) made.append(c);
    }
    if (!had) made.append(tone);
    std::string out;
    nfc->normalize(made, status).toUTF8String(out);
    return U_FAILURE(status) ? std::string() : out;
}

}  // namespace dayroom::ui
