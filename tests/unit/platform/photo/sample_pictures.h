// Pictures made by the tests themselves: a red left half, a blue right half, so that orientation and scale show.
#pragma once

#include <cstdint>

#include "platform/base/bytes.h"

namespace dayroom::photo::test {

Bytes make_png(std::uint32_t width, std::uint32_t height, std::uint8_t alpha = 255);
Bytes make_webp(std::uint32_t width, std::uint32_t height);
Bytes make_jpeg(std::uint32_t width, std::uint32_t height, bool progressive = false);
/// The JPEG with an EXIF block in front that says how it was held.
Bytes with_orientation(const Bytes& jpeg, std::uint8_t orientation);
/// A PNG whose header claims this size and whose data is a few bytes.
Bytes png_claiming(std::uint32_t width, std::uint32_t height);

struct Colour {
    int red, green, blue, alpha;
};
Colour pixel_at(const Bytes& rgba, std::uint32_t width, std::uint32_t x, std::uint32_t y);
bool is_red(const Colour& colour);
bool is_blue(const Colour& colour);

}  // namespace dayroom::photo::test
