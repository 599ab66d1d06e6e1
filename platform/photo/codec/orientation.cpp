#include <algorithm>
#include <optional>

#include "platform/photo/codec/decoders.h"

namespace dayroom::photo {
namespace {

constexpr std::size_t kMaxSegments = 64;  // before the picture itself
constexpr std::uint32_t kMaxEntries = 128;
constexpr std::uint32_t kOrientationTag = 0x0112;

/// The TIFF block inside an EXIF segment, read with its own byte order.
class Tiff {
public:
    explicit Tiff(ByteView bytes) : bytes_(bytes), little_(bytes.size() >= 2 && bytes[0] == 'I') {}
    std::optional<std::uint32_t> number(std::size_t at, std::size_t size) const {
        if (at > bytes_.size() || bytes_.size() - at < size) return std::nullopt;
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < size; ++i) value = value << 8 | bytes_[at + (little_ ? size - 1 - i : i)];
        return value;
    }

private:
    ByteView bytes_;
    bool little_;
};

int orientation_in(const Tiff& tiff) {
    const auto directory = tiff.number(4, 4);
    if (!directory) return 1;
    const auto count = tiff.number(*directory, 2);
    if (!count || *count > kMaxEntries) return 1;
    for (std::uint32_t entry = 0; entry < *count; ++entry) {
        const std::size_t at = std::size_t{*directory} + 2 + std::size_t{entry} * 12;
        const auto tag = tiff.number(at, 2);
        if (!tag) return 1;
        if (*tag != kOrientationTag) continue;
        const auto value = tiff.number(at + 8, 2);
        return value && *value >= 1 && *value <= 8 ? static_cast<int>(*value) : 1;
    }
    return 1;
}

}  // namespace

int jpeg_orientation(ByteView bytes) {
    using namespace std::string_view_literals;
    constexpr auto kExif = "Exif\0\0"sv;
    std::size_t at = 2;
    for (std::size_t segment = 0; segment < kMaxSegments && at + 4 <= bytes.size() && bytes[at] == 0xFF; ++segment) {
        const std::uint8_t marker = bytes[at + 1];
        if (marker == 0xDA || marker == 0xD9) return 1;
        const std::size_t length = static_cast<std::size_t>(bytes[at + 2]) << 8 | bytes[at + 3];
        if (length < 2 || at + 2 + length > bytes.size()) return 1;
        const ByteView body = bytes.subspan(at + 4, length - 2);
        if (marker == 0xE1 && as_text(body).substr(0, kExif.size()) == kExif)
            return orientation_in(Tiff(body.subspan(kExif.size())));
        at += 2 + length;
    }
    return 1;
}

Picture turn_upright(Picture picture, int orientation) {
    if (orientation <= 1 || orientation > 8) return picture;
    const std::uint32_t w = picture.size.width, h = picture.size.height;
    const bool swapped = orientation >= 5;
    Picture turned{swapped ? Size{h, w} : Size{w, h}, Bytes(picture.rgba.size())};
    std::uint8_t* out = turned.rgba.data();
    for (std::uint32_t y = 0; y < turned.size.height; ++y) {
        for (std::uint32_t x = 0; x < turned.size.width; ++x, out += 4) {
            std::uint32_t from_x = swapped ? y : x, from_y = swapped ? x : y;
            if (orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8) from_x = w - 1 - from_x;
            if (orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7) from_y = h - 1 - from_y;
            std::copy_n(picture.rgba.data() + (std::size_t{from_y} * w + from_x) * 4, 4, out);
        }
    }
    return turned;
}

}  // namespace dayroom::photo
