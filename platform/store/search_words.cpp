#include "platform/store/search_words.h"

#include <algorithm>

#include "platform/base/utf8.h"
#include "platform/rules/search.h"

namespace dayroom::store {
namespace {

using rules::kMaxSearchWords;
using rules::kMaxWordCodes;
constexpr std::size_t kMaxSearchBytes = 400;

bool is_of_code(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; }

bool separates(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x80 &&
           !((byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z'));
}

}  // namespace

std::string match_expression(std::string_view typed) {
    const std::string text = utf8::sanitize(typed.substr(0, kMaxSearchBytes), kMaxSearchBytes);
    std::string out;
    std::string word;
    std::size_t words = 0;
    auto close = [&] {
        if (word.empty() || words == kMaxSearchWords) return word.clear();
        if (!out.empty()) out += ' ';
        out += '"' + word + "\"*";
        word.clear();
        ++words;
    };
    for (const char c : text) {
        if (separates(c))
            close();
        else
            word += c;
    }
    close();
    return out;
}

std::string match_expression(std::span<const LineWord> words) {
    std::string out;
    for (const LineWord& word : words.first(std::min(words.size(), kMaxSearchWords))) {
        std::string ways = match_expression(word.text);
        if (!ways.empty()) ways = '(' + ways + ')';
        for (std::size_t at = 0; at < std::min(word.codes.size(), kMaxWordCodes); ++at) {
            const std::string& code = word.codes[at];
            const bool plain = !code.empty() && std::all_of(code.begin(), code.end(), is_of_code);
            if (plain) ways += (ways.empty() ? "\"" : " OR \"") + code + '"';
        }
        if (ways.empty()) continue;
        out += (out.empty() ? "(" : " AND (") + ways + ')';
    }
    return out;
}

}  // namespace dayroom::store
