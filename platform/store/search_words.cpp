#include "platform/store/search_words.h"

#include "platform/base/utf8.h"

namespace dayroom::store {
namespace {

constexpr std::size_t kMaxSearchWords = 8;
constexpr std::size_t kMaxSearchBytes = 400;

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

}  // namespace dayroom::store
