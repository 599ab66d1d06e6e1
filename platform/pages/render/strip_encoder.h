// A part of a drawn page as a WebP that the terminal's own decoder reads.
#pragma once

#include <cstdint>
#include <optional>

#include "platform/base/bytes.h"

namespace dayroom::pages {

/// `bgra`: rows of `stride` bytes. Exact where that is small, which it is for text and lines; else like a photo.
/// Nothing: it is larger than kMaxStripBytes all the same.
std::optional<Bytes> encode_strip(const char* bgra, std::uint32_t width, std::uint32_t height, int stride);

}  // namespace dayroom::pages
