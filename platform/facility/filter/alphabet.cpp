#include "platform/facility/filter/alphabet.h"

#include <algorithm>
#include <map>
#include <utility>

namespace dayroom::facility::filter {

Alphabet::Alphabet() : page_of_(0x1100, 0), pages_(1, Page{}) {}

Result<Alphabet> Alphabet::of(std::span<const char32_t> letters) {
    std::map<char32_t, std::size_t> uses;
    for (const char32_t letter : letters) ++uses[letter];
    if (uses.size() > kMaxLetters) return Error(ErrorCode::kTooLarge, "the patterns use too many different letters");
    std::vector<std::pair<char32_t, std::size_t>> order(uses.begin(), uses.end());
    std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    Alphabet alphabet;
    for (const auto& [letter, count] : order) {
        const std::size_t page = letter >> 8;
        if (page >= alphabet.page_of_.size()) continue;
        if (alphabet.page_of_[page] == 0) {
            alphabet.page_of_[page] = static_cast<std::uint16_t>(alphabet.pages_.size());
            alphabet.pages_.emplace_back();
        }
        alphabet.pages_[alphabet.page_of_[page]][letter & 0xFFU] = static_cast<Symbol>(alphabet.size_++);
    }
    return alphabet;
}

std::size_t Alphabet::memory_bytes() const {
    return page_of_.size() * sizeof(page_of_.front()) + pages_.size() * sizeof(Page);
}

}  // namespace dayroom::facility::filter
