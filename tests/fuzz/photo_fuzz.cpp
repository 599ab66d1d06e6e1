// Any bytes as a picture: whatever comes out fits the box that was asked for.
#include "platform/base/check.h"
#include "platform/photo/codec/picture.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace dayroom::photo;
    constexpr Size kBox{64, 48};
    const auto picture = decode_picture({data, size}, kBox);
    if (!picture.ok()) return 0;
    DAYROOM_ASSERT(picture->size.width >= 1 && picture->size.width <= kBox.width);
    DAYROOM_ASSERT(picture->size.height >= 1 && picture->size.height <= kBox.height);
    DAYROOM_ASSERT(picture->rgba.size() == std::size_t{picture->size.width} * picture->size.height * 4);
    DAYROOM_ASSERT(encode_jpeg(*picture, 85).ok());
    return 0;
}
