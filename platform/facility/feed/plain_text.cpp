#include "platform/facility/feed/plain_text.h"

#include <algorithm>

#include "platform/base/utf8.h"
#include "platform/wire/limits.h"

namespace dayroom::facility {

bool is_plain_code(std::string_view text) {
    return !text.empty() && text.size() <= wire::kMaxCodeCharacters &&
           std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-';
           });
}

bool is_plain_line(std::string_view text, std::size_t most) {
    return !text.empty() && text.find('\n') == std::string_view::npos && text.find('\t') == std::string_view::npos &&
           utf8::is_valid(text) && utf8::sanitize(text, most) == text;
}

}  // namespace dayroom::facility
