#include "terminal/ui/text/safe_text.h"

#include <hb.h>

#include "platform/base/utf8.h"
#include "terminal/ui/text/text_engine.h"

namespace dayroom::ui {
namespace {

constexpr char32_t kJoiner = 0x200D;

bool joins_previous(hb_unicode_funcs_t* unicode, char32_t c) {
    if (c < 0x300) return false;
    if (c == kJoiner || (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0x1F3FB && c <= 0x1F3FF)) return true;
    const hb_unicode_general_category_t category = hb_unicode_general_category(unicode, c);
    return category == HB_UNICODE_GENERAL_CATEGORY_NON_SPACING_MARK ||
           category == HB_UNICODE_GENERAL_CATEGORY_SPACING_MARK ||
           category == HB_UNICODE_GENERAL_CATEGORY_ENCLOSING_MARK;
}

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0x80U) == 0; });
}

}  // namespace

std::string safe_text(std::string_view text) {
    std::string clean = utf8::sanitize(text, TextEngine::kMaxCodePoints);
    if (is_ascii(clean)) return clean;
    hb_unicode_funcs_t* unicode = hb_unicode_funcs_get_default();
    std::string out;
    out.reserve(clean.size());
    int joined = 0;
    int links = 0;  // joiners in one chain, as in a family of emoji
    bool linked = false;
    for (std::string_view rest = clean; !rest.empty();) {
        const utf8::Decoded next = utf8::decode(rest);
        const bool joins = joins_previous(unicode, next.code_point);
        const bool is_link = next.code_point == kJoiner;
        joined = joins ? joined + 1 : 0;
        if (is_link) ++links;
        if (!joins && !linked) links = 0;
        const bool keeps = joined <= kMaxJoined && !(is_link && links > kMaxJoined);
        if (keeps) out.append(rest.substr(0, next.bytes));
        linked = is_link;
        rest.remove_prefix(next.bytes);
    }
    return out;
}

}  // namespace dayroom::ui
