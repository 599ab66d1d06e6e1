// How far searches of a person go.
#pragma once

#include <cstddef>

namespace dayroom::rules {

/// Messages that a search counts and shows, the newest first. Where there are more, it says "more than" this many:
/// counting them all would cost more than finding them.
inline constexpr int kMostFound = 1'000;

/// A search among transactions: so many words, each with so many codes that mean it. What is beyond is left out.
inline constexpr std::size_t kMaxSearchWords = 8;
inline constexpr std::size_t kMaxWordCodes = 64;

}  // namespace dayroom::rules
