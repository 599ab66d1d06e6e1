// libjpeg leaves a failing call by longjmp: between setjmp and the end of each function here nothing has a destructor.
#include <csetjmp>
#include <cstddef>
#include <cstdio>
#include <cstdlib>

#include <jerror.h>
#include <jpeglib.h>

#include "platform/photo/codec/decoders.h"

namespace dayroom::photo {
namespace {

constexpr long kJpegMemoryBytes = 400L * 1024 * 1024;  // coefficients of a progressive picture of 40 megapixels
constexpr std::uint8_t kWhite = 255;

struct JpegErrors {
    jpeg_error_mgr manager;
    std::jmp_buf back;
};
[[noreturn]] void leave(j_common_ptr info) { std::longjmp(reinterpret_cast<JpegErrors*>(info->err)->back, 1); }
void stay_silent(j_common_ptr /*info*/) {}
/// libjpeg fills what is missing with grey and only warns; the warnings that mean "cut off" are kept.
void note_warning(j_common_ptr info, int level) {
    const int code = info->err->msg_code;
    if (level < 0 && (code == JWRN_JPEG_EOF || code == JWRN_HIT_MARKER)) ++info->err->num_warnings;
}

void use(JpegErrors& errors) {
    jpeg_std_error(&errors.manager);
    errors.manager.error_exit = leave;
    errors.manager.output_message = stay_silent;
    errors.manager.emit_message = note_warning;
}

void stop_after_many_scans(j_common_ptr info) {
    if (info->is_decompressor && reinterpret_cast<j_decompress_ptr>(info)->input_scan_number > kMaxJpegScans)
        leave(info);
}

/// The smallest eighth that still covers the box.
unsigned choose_eighths(Size picture, Size box) {
    const Size fitted = fit_into(picture, box);
    for (unsigned eighths = 1; eighths < 8; ++eighths) {
        if (std::uint64_t{picture.width} * eighths / 8 >= fitted.width &&
            std::uint64_t{picture.height} * eighths / 8 >= fitted.height)
            return eighths;
    }
    return 8;
}

enum class Step { kGood, kDamaged, kUnsupported };

class JpegReader {
public:
    explicit JpegReader(ByteView bytes) : bytes_(bytes) {
        use(errors_);
        info_.err = &errors_.manager;
    }
    JpegReader(const JpegReader&) = delete;
    JpegReader& operator=(const JpegReader&) = delete;
    ~JpegReader() { jpeg_destroy_decompress(&info_); }

    Step read_header() {
        if (setjmp(errors_.back) != 0) return Step::kDamaged;
        jpeg_create_decompress(&info_);
        info_.mem->max_memory_to_use = kJpegMemoryBytes;
        progress_.progress_monitor = stop_after_many_scans;
        info_.progress = &progress_;
        jpeg_mem_src(&info_, bytes_.data(), static_cast<unsigned long>(bytes_.size()));
        jpeg_read_header(&info_, TRUE);
        const bool known = info_.jpeg_color_space == JCS_YCbCr || info_.jpeg_color_space == JCS_RGB ||
                           info_.jpeg_color_space == JCS_GRAYSCALE;
        return known ? Step::kGood : Step::kUnsupported;
    }
    Size header_size() const { return {info_.image_width, info_.image_height}; }

    Step start(unsigned eighths) {
        if (setjmp(errors_.back) != 0) return Step::kDamaged;
        info_.out_color_space = JCS_EXT_RGBA;
        info_.scale_num = eighths;
        info_.scale_denom = 8;
        jpeg_start_decompress(&info_);
        return Step::kGood;
    }
    Size output_size() const { return {info_.output_width, info_.output_height}; }

    Step read_rows(std::uint8_t* rgba) {
        if (setjmp(errors_.back) != 0) return Step::kDamaged;
        while (info_.output_scanline < info_.output_height) {
            JSAMPROW row = rgba + std::size_t{info_.output_scanline} * info_.output_width * 4;
            jpeg_read_scanlines(&info_, &row, 1);
        }
        return errors_.manager.num_warnings == 0 ? Step::kGood : Step::kDamaged;
    }

private:
    ByteView bytes_;
    JpegErrors errors_{};
    jpeg_decompress_struct info_{};
    jpeg_progress_mgr progress_{};
};

Status as_status(Step step) {
    if (step == Step::kDamaged) return Error(ErrorCode::kInvalid, "the JPEG is damaged or cut off");
    if (step == Step::kUnsupported) return Error(ErrorCode::kUnsupported, "a JPEG of this colour kind cannot be shown");
    return {};
}

/// Opaque RGB of one row, transparency laid on white.
void lay_on_white(const std::uint8_t* rgba, std::uint32_t width, std::uint8_t* rgb) {
    for (std::uint32_t x = 0; x < width; ++x, rgba += 4) {
        for (int channel = 0; channel < 3; ++channel)
            *rgb++ = static_cast<std::uint8_t>(rgba[channel] + (kWhite - rgba[3]));
    }
}

/// `*out` is malloc'd by libjpeg and the caller's to free, on failure too.
bool write_jpeg(const Picture& picture, int quality, std::uint8_t* row, unsigned char** out, unsigned long* size) {
    JpegErrors errors{};
    jpeg_compress_struct info{};
    use(errors);
    info.err = &errors.manager;
    if (setjmp(errors.back) != 0) {
        jpeg_destroy_compress(&info);
        return false;
    }
    jpeg_create_compress(&info);
    jpeg_mem_dest(&info, out, size);
    info.image_width = picture.size.width;
    info.image_height = picture.size.height;
    info.input_components = 3;
    info.in_color_space = JCS_RGB;
    jpeg_set_defaults(&info);
    jpeg_set_quality(&info, quality, TRUE);
    info.optimize_coding = TRUE;
    jpeg_start_compress(&info, TRUE);
    while (info.next_scanline < info.image_height) {
        lay_on_white(picture.rgba.data() + std::size_t{info.next_scanline} * picture.size.width * 4, picture.size.width,
                     row);
        jpeg_write_scanlines(&info, &row, 1);
    }
    jpeg_finish_compress(&info);
    jpeg_destroy_compress(&info);
    return true;
}

}  // namespace

Result<Picture> decode_jpeg(ByteView bytes, Size box) {
    JpegReader reader(bytes);
    TRY(as_status(reader.read_header()));
    TRY(check_size(reader.header_size().width, reader.header_size().height));
    TRY(as_status(reader.start(choose_eighths(reader.header_size(), box))));
    Picture picture{reader.output_size(), {}};
    TRY(check_size(picture.size.width, picture.size.height));
    picture.rgba.resize(std::size_t{picture.size.width} * picture.size.height * 4);
    TRY(as_status(reader.read_rows(picture.rgba.data())));
    return picture;
}

Result<Bytes> encode_jpeg(const Picture& picture, int quality) {
    TRY(check_size(picture.size.width, picture.size.height));
    if (picture.rgba.size() != std::size_t{picture.size.width} * picture.size.height * 4)
        return Error(ErrorCode::kInvalid, "pixels do not match the size");
    Bytes row(std::size_t{picture.size.width} * 3);
    unsigned char* encoded = nullptr;
    unsigned long size = 0;
    const bool good = write_jpeg(picture, quality, row.data(), &encoded, &size);
    Bytes result = good ? Bytes(encoded, encoded + size) : Bytes{};
    std::free(encoded);
    if (!good) return Error(ErrorCode::kInvalid, "the picture cannot be encoded");
    return result;
}

}  // namespace dayroom::photo
