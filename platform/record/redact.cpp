#include "platform/record/redact.h"

#include "platform/base/utf8.h"

namespace dayroom::record {
namespace {

constexpr std::size_t kCodeLimit = 64;
constexpr std::size_t kDetailLimit = 200;
constexpr std::size_t kLongestShownNumber = 3;  // digits

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_code_char(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '.' || c == '_' || c == '-';
}

// Up to where the quoted text that begins at `at` reaches; an open quote hides the rest.
std::size_t end_of_quote(std::string_view text, std::size_t at) {
    const std::size_t end = text.find(text[at], at + 1);
    return end == std::string_view::npos ? text.size() : end + 1;
}

}  // namespace

std::string redact_code(std::string_view text) {
    std::string out(text.substr(0, kCodeLimit));
    for (char& c : out)
        if (!is_code_char(c)) c = '?';
    return out;
}

std::string redact_detail(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size() && out.size() < kDetailLimit;) {
        const char c = text[i];
        if (c == '"' || c == '\'') {
            out += "\"...\"";
            i = end_of_quote(text, i);
        } else if (is_digit(c)) {
            std::size_t end = i;
            while (end < text.size() && is_digit(text[end])) ++end;
            if (end - i > kLongestShownNumber)
                out += "####";
            else
                out += text.substr(i, end - i);
            i = end;
        } else {
            out += c >= 0x20 && c < 0x7f ? c : '?';
            ++i;
        }
    }
    return out.substr(0, kDetailLimit);
}

std::string only_length(std::string_view text) { return std::to_string(utf8::length(text)) + " characters"; }

}  // namespace dayroom::record
