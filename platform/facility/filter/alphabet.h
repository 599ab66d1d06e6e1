// The letters that the patterns use, numbered. All other letters share one number: no pattern goes on with them.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "platform/base/result.h"

namespace dayroom::facility::filter {

using Symbol = std::uint16_t;
inline constexpr Symbol kOtherLetter = 0;
inline constexpr Symbol kBoundarySymbol = 1;
inline constexpr Symbol kFirstLetter = 2;
inline constexpr std::size_t kMaxLetters = 60'000;  // so that 0xFFFF is no symbol

class Alphabet {
public:
    Alphabet();
    /// Numbers `letters` (folded code points, repeats allowed), the most frequent first: kTooLarge above kMaxLetters.
    static Result<Alphabet> of(std::span<const char32_t> letters);

    Symbol symbol_of(char32_t letter) const {
        const std::size_t page = letter >> 8;
        return page < page_of_.size() ? pages_[page_of_[page]][letter & 0xFFU] : kOtherLetter;
    }
    std::size_t size() const { return size_; }  // symbols, with the two that are no letters
    std::size_t memory_bytes() const;

private:
    using Page = std::array<Symbol, 256>;
    std::vector<std::uint16_t> page_of_;
    std::vector<Page> pages_;  // the first has no letter
    std::size_t size_ = kFirstLetter;
};

}  // namespace dayroom::facility::filter
