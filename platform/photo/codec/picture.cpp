#include "platform/photo/codec/picture.h"

#include <algorithm>

#include "platform/photo/codec/decoders.h"

namespace dayroom::photo {
namespace {

bool starts_with(ByteView bytes, std::string_view magic, std::size_t at = 0) {
    return bytes.size() >= at + magic.size() && as_text(bytes.subspan(at, magic.size())) == magic;
}

Result<Picture> decode_kind(PictureKind kind, ByteView bytes, Size box) {
    switch (kind) {
        case PictureKind::kJpeg:
            return decode_jpeg(bytes, box);
        case PictureKind::kPng:
            return decode_png(bytes);
        case PictureKind::kWebp:
            return decode_webp(bytes, box);
    }
    return Error(ErrorCode::kUnsupported, "unknown kind of picture");
}

}  // namespace

Result<PictureKind> sniff(ByteView bytes) {
    using namespace std::string_view_literals;
    if (starts_with(bytes, "\xFF\xD8\xFF"sv)) return PictureKind::kJpeg;
    if (starts_with(bytes, "\x89PNG\r\n\x1A\n"sv)) return PictureKind::kPng;
    if (starts_with(bytes, "RIFF"sv) && starts_with(bytes, "WEBP"sv, 8)) return PictureKind::kWebp;
    return Error(ErrorCode::kUnsupported, "not a JPEG, PNG or WebP picture");
}

Size fit_into(Size picture, Size box) {
    if (picture.width <= box.width && picture.height <= box.height) return picture;
    const std::uint64_t w = picture.width, h = picture.height;
    Size fitted{box.width, static_cast<std::uint32_t>(h * box.width / w)};
    if (fitted.height > box.height) fitted = {static_cast<std::uint32_t>(w * box.height / h), box.height};
    return {std::max(fitted.width, 1U), std::max(fitted.height, 1U)};
}

Status check_size(std::uint64_t width, std::uint64_t height) {
    if (width == 0 || height == 0) return Error(ErrorCode::kInvalid, "a picture without pixels");
    if (width > kMaxPictureSide || height > kMaxPictureSide)
        return Error(ErrorCode::kTooLarge, "a side of the picture is too long");
    if (width * height > kMaxPicturePixels) return Error(ErrorCode::kTooLarge, "the picture has too many pixels");
    return {};
}

Result<Picture> decode_picture(ByteView bytes, Size box) {
    if (bytes.size() > kMaxPictureBytes) return Error(ErrorCode::kTooLarge, "the picture's file is too large");
    TRY(check_size(box.width, box.height));
    const PictureKind kind = TRY(sniff(bytes));
    const int orientation = kind == PictureKind::kJpeg ? jpeg_orientation(bytes) : 1;
    // Orientations 5 to 8 swap the sides: the box is asked for the upright picture.
    const Size decode_box = orientation >= 5 ? Size{box.height, box.width} : box;
    Picture picture = TRY(decode_kind(kind, bytes, decode_box));
    const Size wanted = fit_into(picture.size, decode_box);
    if (wanted != picture.size) picture = shrink(picture, wanted);
    return turn_upright(std::move(picture), orientation);
}

}  // namespace dayroom::photo
