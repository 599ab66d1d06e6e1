#include "platform/pages/render/strip_encoder.h"

#include <webp/encode.h>

#include "platform/pages/page_answer.h"

namespace dayroom::pages {
namespace {

constexpr std::size_t kMostExactBytes = 320 * 1024;  // a page of small print has about 100 KiB
constexpr int kExactEffort = 1;                      // of 9: sizes hardly differ for text, times do
constexpr float kPhotoQuality = 82;
constexpr int kPhotoEffort = 2;

class Picture {
public:
    Picture(const char* bgra, std::uint32_t width, std::uint32_t height, int stride) {
        usable_ = WebPPictureInit(&picture_) != 0;
        picture_.use_argb = 1;
        picture_.width = static_cast<int>(width);
        picture_.height = static_cast<int>(height);
        usable_ = usable_ && WebPPictureImportBGRX(&picture_, reinterpret_cast<const std::uint8_t*>(bgra), stride) != 0;
    }
    ~Picture() { WebPPictureFree(&picture_); }
    Picture(const Picture&) = delete;
    Picture& operator=(const Picture&) = delete;

    std::optional<Bytes> encode(const WebPConfig& config, std::size_t most) {
        if (!usable_) return std::nullopt;
        WebPMemoryWriter writer;
        WebPMemoryWriterInit(&writer);
        picture_.writer = WebPMemoryWrite;
        picture_.custom_ptr = &writer;
        const bool done = WebPEncode(&config, &picture_) != 0 && writer.size <= most;
        std::optional<Bytes> out;
        if (done) out.emplace(writer.mem, writer.mem + writer.size);
        WebPMemoryWriterClear(&writer);
        return out;
    }

private:
    WebPPicture picture_{};
    bool usable_ = false;
};

}  // namespace

std::optional<Bytes> encode_strip(const char* bgra, std::uint32_t width, std::uint32_t height, int stride) {
    WebPConfig exact;
    WebPConfig like_photo;
    if (WebPConfigInit(&exact) == 0 || WebPConfigLosslessPreset(&exact, kExactEffort) == 0 ||
        WebPConfigInit(&like_photo) == 0) {
        return std::nullopt;
    }
    like_photo.quality = kPhotoQuality;
    like_photo.method = kPhotoEffort;
    if (auto small = Picture(bgra, width, height, stride).encode(exact, kMostExactBytes)) return small;
    return Picture(bgra, width, height, stride).encode(like_photo, kMaxStripBytes);
}

}  // namespace dayroom::pages
