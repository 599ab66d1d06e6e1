#include "terminal/ui/catalog/fold.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "platform/base/utf8.h"

namespace dayroom::ui {
namespace {

bool is_of_word(char32_t c) {
    const auto code_point = static_cast<UChar32>(c);
    return u_isalnum(code_point) || (U_GET_GC_MASK(code_point) & U_GC_M_MASK) != 0;
}

}  // namespace

std::string fold(std::string_view text) {
    if (!utf8::is_valid(text)) return {};
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* apart = icu::Normalizer2::getNFKDInstance(status);
    if (U_FAILURE(status)) return {};
    icu::UnicodeString source =
        icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
    source.foldCase();
    const icu::UnicodeString split = apart->normalize(source, status);
    if (U_FAILURE(status)) return {};
    icu::UnicodeString bare;
    for (std::int32_t at = 0; at < split.length(); at = split.moveIndex32(at, 1)) {
        const UChar32 c = split.char32At(at);
        if (u_charType(c) != U_NON_SPACING_MARK) bare.append(c);
    }
    std::string out;
    return bare.toUTF8String(out);
}

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    if (!utf8::is_valid(text)) return words;
    std::string word;
    const auto close = [&] {
        if (!word.empty()) words.push_back(std::move(word));
        word.clear();
    };
    for (std::string_view rest = text; !rest.empty();) {
        const auto next = utf8::decode(rest);
        if (is_of_word(next.code_point))
            word += rest.substr(0, next.bytes);
        else
            close();
        rest.remove_prefix(next.bytes);
    }
    close();
    return words;
}

std::vector<std::string> folded_words(std::string_view text) { return words_of(fold(text)); }

}  // namespace dayroom::ui
