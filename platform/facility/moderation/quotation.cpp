#include "platform/facility/moderation/quotation.h"

#include <algorithm>
#include <string>
#include <vector>

namespace dayroom::facility {
namespace {

// Bytes above ASCII belong to words; ASCII letters are lowered, everything else parts words.
std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    std::string word;
    const auto close = [&] {
        if (!word.empty()) words.push_back(std::move(word));
        word.clear();
    };
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            word += c;
        } else if (c >= 'A' && c <= 'Z') {
            word += static_cast<char>(c - 'A' + 'a');
        } else if (c != '\'') {
            close();
        }
    }
    close();
    return words;
}

}  // namespace

bool quotes(std::string_view reason, std::string_view text) {
    const std::vector<std::string> said = words_of(reason);
    const std::vector<std::string> written = words_of(text);
    const std::size_t run = std::min(kQuotedWords, written.size());
    if (run < 2 || said.size() < run) return false;
    for (std::size_t at = 0; at + run <= written.size(); ++at) {
        const auto begin = written.begin() + static_cast<std::ptrdiff_t>(at);
        if (std::search(said.begin(), said.end(), begin, begin + static_cast<std::ptrdiff_t>(run)) != said.end())
            return true;
    }
    return false;
}

}  // namespace dayroom::facility
