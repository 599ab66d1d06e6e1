#include "platform/facility/sample/paint/jpeg.h"

#include <cstdio>
#include <cstdlib>
#include <memory>

#include <jpeglib.h>

namespace dayroom::facility::sample {
namespace {

Bytes encode(const Painter& picture, int quality) {
    jpeg_compress_struct jpeg{};
    jpeg_error_mgr errors{};
    jpeg.err = jpeg_std_error(&errors);
    jpeg_create_compress(&jpeg);
    unsigned char* out = nullptr;
    unsigned long size = 0;
    jpeg_mem_dest(&jpeg, &out, &size);
    jpeg.image_width = static_cast<JDIMENSION>(picture.width());
    jpeg.image_height = static_cast<JDIMENSION>(picture.height());
    jpeg.input_components = 3;
    jpeg.in_color_space = JCS_RGB;
    jpeg_set_defaults(&jpeg);
    jpeg_set_quality(&jpeg, quality, TRUE);
    jpeg_start_compress(&jpeg, TRUE);
    Bytes row(static_cast<std::size_t>(picture.width()) * 3);
    while (jpeg.next_scanline < jpeg.image_height) {
        const auto begin = picture.pixels().begin() + static_cast<std::ptrdiff_t>(jpeg.next_scanline * row.size());
        std::copy(begin, begin + static_cast<std::ptrdiff_t>(row.size()), row.begin());
        JSAMPROW rows[1] = {row.data()};
        jpeg_write_scanlines(&jpeg, rows, 1);
    }
    jpeg_finish_compress(&jpeg);
    Bytes bytes(out, out + size);
    jpeg_destroy_compress(&jpeg);
    std::free(out);  // NOLINT: jpeg_mem_dest allocates with malloc
    return bytes;
}

}  // namespace

Bytes encode_jpeg(const Painter& picture, std::size_t limit) {
    Bytes bytes;
    for (const int quality : {78, 60, 42, 28, 16}) {
        bytes = encode(picture, quality);
        if (bytes.size() <= limit) break;
    }
    return bytes;
}

}  // namespace dayroom::facility::sample
