// The inner loops of the rasterizer. Destination pixels are opaque 0xFFRRGGBB and stay so. The SSE2 and the plain loops
// give the same bits: results never depend on the machine. Private to gfx.
#pragma once

#include <cstdint>

namespace dayroom::ui::blend {

/// Rounded x / 255 for 0 ≤ x ≤ 65025.
constexpr std::uint32_t div255(std::uint32_t x) { return (x + 128 + ((x + 128) >> 8U)) >> 8U; }

/// `color` is straight 0xAARRGGBB in all of these.
void fill(std::uint32_t* to, int count, std::uint32_t color);
void coverage(std::uint32_t* to, int count, const std::uint8_t* mask, std::uint32_t color);
/// `from` is premultiplied; opacity 0 to 255 applies to all of it.
void premultiplied(std::uint32_t* to, int count, const std::uint32_t* from, std::uint32_t opacity);
void pixel(std::uint32_t& to, std::uint32_t color);

}  // namespace dayroom::ui::blend
