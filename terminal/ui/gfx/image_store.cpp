#include "terminal/ui/gfx/image_store.h"

#include "terminal/ui/gfx/blend.h"

namespace dayroom::ui {
namespace {

std::size_t bytes_of(const ImageStore::Image& image) {
    std::size_t bytes = 0;
    for (const auto& level : image.levels) bytes += level.pixels.size() * 4;
    return bytes;
}

std::uint32_t premultiply(const std::uint8_t* p) {
    const std::uint32_t a = p[3];
    return (a << 24U) | (blend::div255(p[0] * a) << 16U) | (blend::div255(p[1] * a) << 8U) | blend::div255(p[2] * a);
}

std::uint32_t average(std::uint32_t a, std::uint32_t b, std::uint32_t c, std::uint32_t d) {
    std::uint32_t out = 0;
    for (std::uint32_t shift = 0; shift < 32; shift += 8) {
        const std::uint32_t sum =
            ((a >> shift) & 255U) + ((b >> shift) & 255U) + ((c >> shift) & 255U) + ((d >> shift) & 255U);
        out |= ((sum + 2) / 4) << shift;
    }
    return out;
}

ImageStore::Level halved(const ImageStore::Level& from) {
    ImageStore::Level to{std::max(1, from.width / 2), std::max(1, from.height / 2), {}};
    to.pixels.reserve(static_cast<std::size_t>(to.width) * static_cast<std::size_t>(to.height));
    for (int y = 0; y < to.height; ++y) {
        const std::uint32_t* upper = from.pixels.data() + static_cast<std::ptrdiff_t>(y * 2) * from.width;
        const std::uint32_t* lower = y * 2 + 1 < from.height ? upper + from.width : upper;
        for (int x = 0; x < to.width; ++x) {
            const int right = std::min(x * 2 + 1, from.width - 1);
            to.pixels.push_back(average(upper[x * 2], upper[right], lower[x * 2], lower[right]));
        }
    }
    return to;
}

}  // namespace

Result<ImageStore::Image> ImageStore::build(int width, int height, std::span<const std::uint8_t> rgba,
                                            std::size_t budget) {
    if (width <= 0 || height <= 0) return Error(ErrorCode::kInvalid, "picture without size");
    if (width > kMaxSide || height > kMaxSide) return Error(ErrorCode::kTooLarge, "picture side over 4096 px");
    const std::size_t count = static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
    if (rgba.size() != count * 4) return Error(ErrorCode::kInvalid, "picture bytes do not match its size");
    if (count * 4 + count * 4 / 3 > budget)
        return Error(ErrorCode::kTooLarge, "pictures on screen need too much memory");

    Image image;
    image.revision = next_revision_++;
    image.opaque = true;
    Level first{width, height, std::vector<std::uint32_t>(count)};
    for (std::size_t i = 0; i < count; ++i) {
        first.pixels[i] = premultiply(rgba.data() + i * 4);
        image.opaque = image.opaque && rgba[i * 4 + 3] == 255;
    }
    image.levels.push_back(std::move(first));
    while (image.levels.back().width > 16 && image.levels.back().height > 16) {
        image.levels.push_back(halved(image.levels.back()));
    }
    return image;
}

Result<ImageId> ImageStore::upload(int width, int height, std::span<const std::uint8_t> rgba) {
    Image image = TRY(build(width, height, rgba, kMaxBytes - std::min(kMaxBytes, bytes_used_)));
    const ImageId id{next_id_++};
    bytes_used_ += bytes_of(image);
    images_.emplace(id.value, std::move(image));
    return id;
}

Status ImageStore::replace(ImageId id, int width, int height, std::span<const std::uint8_t> rgba) {
    const auto found = images_.find(id.value);
    if (found == images_.end()) return Error(ErrorCode::kNotFound, "no such picture");
    const std::size_t others = bytes_used_ - bytes_of(found->second);
    Image image = TRY(build(width, height, rgba, kMaxBytes - std::min(kMaxBytes, others)));
    wipe(found->second);
    bytes_used_ = others + bytes_of(image);
    found->second = std::move(image);
    return {};
}

void ImageStore::wipe(Image& image) {
    for (Level& level : image.levels) {
        // A plain fill before a free may be optimised away.
        volatile std::uint32_t* p = level.pixels.data();
        for (std::size_t i = 0; i < level.pixels.size(); ++i) p[i] = 0;
    }
}

void ImageStore::free(ImageId id) {
    const auto found = images_.find(id.value);
    if (found == images_.end()) return;
    bytes_used_ -= bytes_of(found->second);
    wipe(found->second);
    images_.erase(found);
}

void ImageStore::clear() {
    for (auto& [id, image] : images_) wipe(image);
    images_.clear();
    bytes_used_ = 0;
}

const ImageStore::Image* ImageStore::find(ImageId id) const {
    const auto found = images_.find(id.value);
    return found == images_.end() ? nullptr : &found->second;
}

Size ImageStore::size(ImageId id) const {
    const Image* image = find(id);
    if (image == nullptr) return {};
    return {static_cast<float>(image->levels[0].width), static_cast<float>(image->levels[0].height)};
}

}  // namespace dayroom::ui
