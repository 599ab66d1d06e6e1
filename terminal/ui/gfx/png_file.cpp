#include "terminal/ui/gfx/png_file.h"

#include <png.h>

namespace dayroom::ui {

Status write_png(const FrameBuffer& frame, const std::filesystem::path& file) {
    std::vector<std::uint8_t> rgb;
    rgb.reserve(frame.pixels.size() * 3);
    for (const std::uint32_t pixel : frame.pixels) {
        rgb.push_back(static_cast<std::uint8_t>(pixel >> 16U));
        rgb.push_back(static_cast<std::uint8_t>(pixel >> 8U));
        rgb.push_back(static_cast<std::uint8_t>(pixel));
    }
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = static_cast<png_uint_32>(frame.width);
    image.height = static_cast<png_uint_32>(frame.height);
    image.format = PNG_FORMAT_RGB;
    if (png_image_write_to_file(&image, file.c_str(), 0, rgb.data(), 0, nullptr) == 0) {
        return Error(ErrorCode::kIo, "cannot write " + file.string() + ": " + image.message);
    }
    return {};
}

}  // namespace dayroom::ui
