#include "tests/support/qr_reader.h"

#include <memory>

#include <zbar.h>

namespace dayroom::ui {

std::string read_qr(const std::vector<std::uint8_t>& grey, int width, int height) {
    const auto done = [](zbar::zbar_image_scanner_t* scanner) { zbar::zbar_image_scanner_destroy(scanner); };
    const auto gone = [](zbar::zbar_image_t* image) { zbar::zbar_image_destroy(image); };
    const std::unique_ptr<zbar::zbar_image_scanner_t, decltype(done)> scanner(zbar::zbar_image_scanner_create(), done);
    zbar::zbar_image_scanner_set_config(scanner.get(), zbar::ZBAR_NONE, zbar::ZBAR_CFG_ENABLE, 0);
    zbar::zbar_image_scanner_set_config(scanner.get(), zbar::ZBAR_QRCODE, zbar::ZBAR_CFG_ENABLE, 1);
    const std::unique_ptr<zbar::zbar_image_t, decltype(gone)> image(zbar::zbar_image_create(), gone);
    constexpr unsigned long kGrey = 'Y' | '8' << 8 | '0' << 16 | '0' << 24;
    zbar::zbar_image_set_format(image.get(), kGrey);
    zbar::zbar_image_set_size(image.get(), static_cast<unsigned>(width), static_cast<unsigned>(height));
    zbar::zbar_image_set_data(image.get(), grey.data(), grey.size(), nullptr);
    if (zbar::zbar_scan_image(scanner.get(), image.get()) != 1) return {};
    const zbar::zbar_symbol_t* symbol = zbar::zbar_image_first_symbol(image.get());
    return {zbar::zbar_symbol_get_data(symbol), zbar::zbar_symbol_get_data_length(symbol)};
}

std::string read_qr(const Window& window) {
    const int width = static_cast<int>(window.size().w);
    const int height = static_cast<int>(window.size().h);
    std::vector<std::uint8_t> grey;
    grey.reserve(static_cast<std::size_t>(width * height));
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            const Color pixel = window.pixel(x, y);
            grey.push_back(static_cast<std::uint8_t>((pixel.r * 299 + pixel.g * 587 + pixel.b * 114) / 1000));
        }
    return read_qr(grey, width, height);
}

}  // namespace dayroom::ui
