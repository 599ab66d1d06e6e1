#include "platform/agent/photos.h"

#include <algorithm>

#include "platform/base/utf8.h"
#include "platform/photo/child_protocol.h"
#include "platform/wire/limits.h"

namespace dayroom::agent {

void fit_box(std::uint32_t& width, std::uint32_t& height) {
    width = std::clamp(width, 1U, photo::kMaxBoxSide);
    height = std::clamp(height, 1U, photo::kMaxBoxSide);
    while (std::uint64_t{width} * height > kMaxPhotoPixels) {
        width = std::max(1U, width * 9 / 10);
        height = std::max(1U, height * 9 / 10);
    }
}

Result<std::optional<local::Pixels>> Photos::from_files(const PhotoJob& job) {
    const auto file = TRY(files_.load(job.blob_key, as_bytes(job.sha256)));
    if (!file) return std::optional<local::Pixels>();
    local::Pixels pixels;
    auto decoded = child_.decode(*file, job.max_width, job.max_height);
    if (!decoded.ok()) {
        pixels.set_state(local::Pixels::CANNOT_SHOW);
        return std::optional(std::move(pixels));
    }
    pixels.set_state(local::Pixels::READY);
    pixels.set_width(static_cast<int>(decoded->width));
    pixels.set_height(static_cast<int>(decoded->height));
    pixels.set_rgba(decoded->rgba.data(), decoded->rgba.size());
    return std::optional(std::move(pixels));
}

Result<std::optional<std::string>> Photos::text_from_files(const PhotoJob& job) {
    const auto file = TRY(files_.load(job.blob_key, as_bytes(job.sha256)));
    if (!file) return std::optional<std::string>();
    return std::optional(utf8::sanitize(as_text(*file), wire::kMaxPageTextBytes / 4));
}

Status Photos::fetch(const PhotoJob& job) {
    auto bytes = fetch_.fetch(job.sha256, job.bytes);
    if (!bytes.ok() && bytes.error().detail == "interrupted") bytes = fetch_.fetch(job.sha256, job.bytes);
    if (!bytes.ok()) return bytes.take_error();
    TRY(files_.save(job.blob_key, as_bytes(job.sha256), *bytes));
    return files_.trim();
}

}  // namespace dayroom::agent
