// Pictures from outside, decoded with every limit checked before memory is taken. Pure functions: bytes in, pixels out.
// Only the sandboxed child calls them (and tests, and the fuzzer): the libraries behind them have a history.
#pragma once

#include <cstdint>

#include "platform/base/bytes.h"
#include "platform/base/result.h"

namespace dayroom::photo {

inline constexpr std::size_t kMaxPictureBytes = 8 * 1024 * 1024;
inline constexpr std::uint64_t kMaxPicturePixels = 40'000'000;  // width × height in the header
inline constexpr std::uint32_t kMaxPictureSide = 20'000;        // pixels
inline constexpr int kMaxJpegScans = 64;  // a progressive picture needs about 10; a bomb has thousands

enum class PictureKind { kJpeg, kPng, kWebp };

/// By the first bytes, never by a name. kUnsupported for anything else.
Result<PictureKind> sniff(ByteView bytes);

struct Size {
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    auto operator<=>(const Size&) const = default;
};

struct Picture {
    Size size;
    Bytes rgba;  // width × height × 4, premultiplied, rows from the top
};

/// The largest size with the shape of `picture` that fits into `box`; never larger than the picture, at least 1 × 1.
Size fit_into(Size picture, Size box);

/// kTooLarge when the sides or the area are beyond the limits, kInvalid when one is 0.
Status check_size(std::uint64_t width, std::uint64_t height);

/// Decodes and shrinks to fit `box`; turned upright as its EXIF says. kTooLarge, kUnsupported (kind, CMYK, animation),
/// kInvalid (truncated or damaged).
Result<Picture> decode_picture(ByteView bytes, Size box);

/// A baseline JPEG without any metadata; transparency is laid on white. `quality` 1–100.
Result<Bytes> encode_jpeg(const Picture& picture, int quality);

}  // namespace dayroom::photo
