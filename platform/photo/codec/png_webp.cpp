#include <algorithm>

#include <png.h>
#include <webp/decode.h>

#include "platform/photo/codec/decoders.h"

namespace dayroom::photo {
namespace {

void premultiply(Bytes& rgba) {
    for (std::size_t at = 0; at + 3 < rgba.size(); at += 4) {
        const unsigned alpha = rgba[at + 3];
        if (alpha == 255) continue;
        for (std::size_t channel = 0; channel < 3; ++channel) {
            rgba[at + channel] = static_cast<std::uint8_t>((rgba[at + channel] * alpha + 127) / 255);
        }
    }
}

/// libpng's simplified reader, released whatever happens.
class PngImage {
public:
    PngImage() { image_.version = PNG_IMAGE_VERSION; }
    PngImage(const PngImage&) = delete;
    PngImage& operator=(const PngImage&) = delete;
    ~PngImage() { png_image_free(&image_); }
    png_image* get() { return &image_; }

private:
    png_image image_{};
};

class WebpConfig {
public:
    WebpConfig() { usable_ = WebPInitDecoderConfig(&config_) != 0; }
    WebpConfig(const WebpConfig&) = delete;
    WebpConfig& operator=(const WebpConfig&) = delete;
    ~WebpConfig() {
        if (usable_) WebPFreeDecBuffer(&config_.output);
    }
    bool usable() const { return usable_; }
    WebPDecoderConfig* get() { return &config_; }

private:
    WebPDecoderConfig config_{};
    bool usable_ = false;
};

}  // namespace

Result<Picture> decode_png(ByteView bytes) {
    PngImage image;
    if (png_image_begin_read_from_memory(image.get(), bytes.data(), bytes.size()) == 0) {
        return Error(ErrorCode::kInvalid, "the PNG is damaged or cut off");
    }
    TRY(check_size(image.get()->width, image.get()->height));
    image.get()->format = PNG_FORMAT_RGBA;
    Picture picture{{image.get()->width, image.get()->height}, Bytes(PNG_IMAGE_SIZE(*image.get()))};
    if (png_image_finish_read(image.get(), nullptr, picture.rgba.data(), 0, nullptr) == 0) {
        return Error(ErrorCode::kInvalid, "the PNG is damaged or cut off");
    }
    premultiply(picture.rgba);
    return picture;
}

Result<Picture> decode_webp(ByteView bytes, Size box) {
    WebpConfig config;
    if (!config.usable()) return Error(ErrorCode::kUnsupported, "libwebp is another version");
    if (WebPGetFeatures(bytes.data(), bytes.size(), &config.get()->input) != VP8_STATUS_OK) {
        return Error(ErrorCode::kInvalid, "the WebP is damaged or cut off");
    }
    const auto& features = config.get()->input;
    if (features.has_animation != 0) return Error(ErrorCode::kUnsupported, "a moving WebP cannot be shown");
    if (features.width <= 0 || features.height <= 0) return Error(ErrorCode::kInvalid, "a picture without pixels");
    const Size full{static_cast<std::uint32_t>(features.width), static_cast<std::uint32_t>(features.height)};
    TRY(check_size(full.width, full.height));
    Picture picture{fit_into(full, box), {}};
    picture.rgba.resize(std::size_t{picture.size.width} * picture.size.height * 4);
    config.get()->options.use_scaling = picture.size != full ? 1 : 0;
    config.get()->options.scaled_width = static_cast<int>(picture.size.width);
    config.get()->options.scaled_height = static_cast<int>(picture.size.height);
    auto& output = config.get()->output;
    output.colorspace = MODE_rgbA;
    output.is_external_memory = 1;
    output.u.RGBA.rgba = picture.rgba.data();
    output.u.RGBA.stride = static_cast<int>(picture.size.width * 4);
    output.u.RGBA.size = picture.rgba.size();
    if (WebPDecode(bytes.data(), bytes.size(), config.get()) != VP8_STATUS_OK) {
        return Error(ErrorCode::kInvalid, "the WebP is damaged or cut off");
    }
    return picture;
}

}  // namespace dayroom::photo
