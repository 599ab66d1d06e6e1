// Pictures that the screen shows (photos, documents), kept as pixels within a limit. UI thread only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <unordered_map>
#include <vector>

#include "platform/base/result.h"
#include "terminal/ui/gfx/geometry.h"

namespace dayroom::ui {

/// Names one uploaded picture; never used again after free(). Value 0 is no picture: drawing it draws nothing.
struct ImageId {
    std::uint32_t value = 0;
    constexpr bool operator==(const ImageId&) const = default;
    constexpr explicit operator bool() const { return value != 0; }
};

class ImageStore {
public:
    static constexpr std::size_t kMaxBytes = 48U << 20U;  // of all pictures together, smaller copies included
    static constexpr int kMaxSide = 4096;                 // pixels

    /// One size of a picture. Pixels are premultiplied, 0xAARRGGBB. Level 0 is the picture, each next one half of it:
    /// a photo drawn small is read from a smaller copy, so it neither flickers nor costs memory traffic.
    struct Level {
        int width = 0;
        int height = 0;
        std::vector<std::uint32_t> pixels;
    };
    struct Image {
        std::uint32_t revision = 0;
        bool opaque = false;
        std::vector<Level> levels;
    };

    /// `rgba`: straight alpha, 4 bytes a pixel, rows without padding, width × height × 4 bytes.
    /// kInvalid: size and bytes disagree. kTooLarge: a side over kMaxSide, or the store would exceed kMaxBytes; free
    /// pictures that are out of sight and try again.
    Result<ImageId> upload(int width, int height, std::span<const std::uint8_t> rgba);
    Status replace(ImageId id, int width, int height, std::span<const std::uint8_t> rgba);
    /// Overwrites the pixels before it gives the memory back. An unknown id is no error.
    void free(ImageId id);
    /// End of session: nothing personal stays in memory.
    void clear();

    Size size(ImageId id) const;  // 0 × 0 for an unknown id
    std::size_t bytes_used() const { return bytes_used_; }
    const Image* find(ImageId id) const;

private:
    Result<Image> build(int width, int height, std::span<const std::uint8_t> rgba, std::size_t budget);
    void wipe(Image& image);

    std::unordered_map<std::uint32_t, Image> images_;
    std::size_t bytes_used_ = 0;
    std::uint32_t next_id_ = 1;
    std::uint32_t next_revision_ = 1;
};

}  // namespace dayroom::ui
