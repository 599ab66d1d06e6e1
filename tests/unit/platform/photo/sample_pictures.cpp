#include "tests/unit/platform/photo/sample_pictures.h"

#include <array>
#include <cstddef>
#include <cstdio>
#include <cstdlib>

#include <jpeglib.h>
#include <png.h>
#include <webp/encode.h>

namespace dayroom::photo::test {
namespace {

Bytes halves(std::uint32_t width, std::uint32_t height, std::size_t channels, std::uint8_t alpha) {
    Bytes pixels;
    pixels.reserve(std::size_t{width} * height * channels);
    for (std::uint32_t y = 0; y < height; ++y) {
        for (std::uint32_t x = 0; x < width; ++x) {
            const bool left = x < width / 2;
            pixels.push_back(left ? 255 : 0);
            pixels.push_back(0);
            pixels.push_back(left ? 0 : 255);
            if (channels == 4) pixels.push_back(alpha);
        }
    }
    return pixels;
}

void put_be32(Bytes& out, std::uint32_t value) {
    for (int shift = 24; shift >= 0; shift -= 8) out.push_back(static_cast<std::uint8_t>(value >> shift));
}

std::uint32_t crc32(ByteView bytes) {
    std::uint32_t crc = 0xFFFFFFFF;
    for (const std::uint8_t byte : bytes) {
        crc ^= byte;
        for (int bit = 0; bit < 8; ++bit) crc = crc >> 1 ^ (0xEDB88320 & (0U - (crc & 1)));
    }
    return ~crc;
}

void put_chunk(Bytes& out, std::string_view kind, ByteView content) {
    put_be32(out, static_cast<std::uint32_t>(content.size()));
    Bytes checked = to_bytes(kind);
    checked.insert(checked.end(), content.begin(), content.end());
    out.insert(out.end(), checked.begin(), checked.end());
    put_be32(out, crc32(checked));
}

}  // namespace

Bytes make_png(std::uint32_t width, std::uint32_t height, std::uint8_t alpha) {
    const Bytes pixels = halves(width, height, 4, alpha);
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = width;
    image.height = height;
    image.format = PNG_FORMAT_RGBA;
    png_alloc_size_t size = 0;
    png_image_write_to_memory(&image, nullptr, &size, 0, pixels.data(), 0, nullptr);
    Bytes out(size);
    png_image_write_to_memory(&image, out.data(), &size, 0, pixels.data(), 0, nullptr);
    out.resize(size);
    return out;
}

Bytes make_webp(std::uint32_t width, std::uint32_t height) {
    const Bytes pixels = halves(width, height, 4, 255);
    std::uint8_t* encoded = nullptr;
    const std::size_t size = WebPEncodeRGBA(pixels.data(), static_cast<int>(width), static_cast<int>(height),
                                            static_cast<int>(width * 4), 90, &encoded);
    Bytes out(encoded, encoded + size);
    WebPFree(encoded);
    return out;
}

Bytes make_jpeg(std::uint32_t width, std::uint32_t height, bool progressive) {
    Bytes pixels = halves(width, height, 3, 255);
    jpeg_compress_struct info{};
    jpeg_error_mgr errors{};
    info.err = jpeg_std_error(&errors);
    jpeg_create_compress(&info);
    unsigned char* encoded = nullptr;
    unsigned long size = 0;
    jpeg_mem_dest(&info, &encoded, &size);
    info.image_width = width;
    info.image_height = height;
    info.input_components = 3;
    info.in_color_space = JCS_RGB;
    jpeg_set_defaults(&info);
    if (progressive) jpeg_simple_progression(&info);
    jpeg_start_compress(&info, TRUE);
    while (info.next_scanline < height) {
        JSAMPROW row = pixels.data() + std::size_t{info.next_scanline} * width * 3;
        jpeg_write_scanlines(&info, &row, 1);
    }
    jpeg_finish_compress(&info);
    Bytes out(encoded, encoded + size);
    jpeg_destroy_compress(&info);
    std::free(encoded);
    return out;
}

Bytes with_orientation(const Bytes& jpeg, std::uint8_t orientation) {
    const std::array<std::uint8_t, 36> segment = {0xFF, 0xE1, 0, 34, 'E', 'x',         'i', 'f', 0,    0,    'M', 'M',
                                                  0,    42,   0, 0,  0,   8,           0,   1,   0x01, 0x12, 0,   3,
                                                  0,    0,    0, 1,  0,   orientation, 0,   0,   0,    0,    0,   0};
    Bytes out(jpeg.begin(), jpeg.begin() + 2);
    out.insert(out.end(), segment.begin(), segment.end());
    out.insert(out.end(), jpeg.begin() + 2, jpeg.end());
    return out;
}

Bytes png_claiming(std::uint32_t width, std::uint32_t height) {
    using namespace std::string_view_literals;
    Bytes out = to_bytes("\x89PNG\r\n\x1A\n"sv);
    Bytes header;
    put_be32(header, width);
    put_be32(header, height);
    for (const int byte : {8, 6, 0, 0, 0}) header.push_back(static_cast<std::uint8_t>(byte));
    put_chunk(out, "IHDR", header);
    put_chunk(out, "IDAT", to_bytes("\x78\x9C\x03\x00\x00\x00\x00\x01"sv));
    put_chunk(out, "IEND", {});
    return out;
}

Colour pixel_at(const Bytes& rgba, std::uint32_t width, std::uint32_t x, std::uint32_t y) {
    const std::uint8_t* pixel = rgba.data() + (std::size_t{y} * width + x) * 4;
    return {pixel[0], pixel[1], pixel[2], pixel[3]};
}
bool is_red(const Colour& colour) { return colour.red > 200 && colour.blue < 60 && colour.green < 60; }
bool is_blue(const Colour& colour) { return colour.blue > 200 && colour.red < 60 && colour.green < 60; }

}  // namespace dayroom::photo::test
