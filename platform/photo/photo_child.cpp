#include "platform/photo/photo_child.h"

#include <algorithm>

#include "platform/device/one_child.h"
#include "platform/photo/child_protocol.h"

namespace dayroom::photo {
namespace {

constexpr std::size_t kMaxPictureBytes = 8 * 1024 * 1024;  // codec/picture.h says the same to the child
constexpr std::uint32_t kLastErrorCode = static_cast<std::uint32_t>(ErrorCode::kRevoked);

}  // namespace

Result<PhotoChild::Answer> PhotoChild::run(const char* mode, ByteView picture, std::uint32_t max_width,
                                           std::uint32_t max_height) const {
    if (picture.empty()) return Error(ErrorCode::kInvalid, "a picture without bytes");
    if (picture.size() > kMaxPictureBytes) return Error(ErrorCode::kTooLarge, "the picture's file is too large");
    if (max_width < 1 || max_width > kMaxBoxSide || max_height < 1 || max_height > kMaxBoxSide) {
        return Error(ErrorCode::kInvalid, "the size asked for is out of range");
    }
    const std::size_t limit =
        std::min(kMaxAnswerBytes, std::size_t{max_width} * max_height * 4 + kMaxPictureBytes) + kAnswerHeaderBytes;
    Bytes answer = TRY(device::run_child(
        {program_, {mode, std::to_string(max_width), std::to_string(max_height)}, picture, limit, time_limit_},
        clock_));
    const auto header = read_header(answer);
    if (!header) return Error(ErrorCode::kIo, "the picture child ended without an answer");
    if (header->error > kLastErrorCode + 1) return Error(ErrorCode::kIo, "the picture child answered nonsense");
    if (header->error != 0) return Error(static_cast<ErrorCode>(header->error - 1), "the picture cannot be shown");
    if (header->bytes != answer.size() - kAnswerHeaderBytes || header->width < 1 || header->width > max_width ||
        header->height < 1 || header->height > max_height) {
        return Error(ErrorCode::kIo, "the picture child answered nonsense");
    }
    answer.erase(answer.begin(), answer.begin() + kAnswerHeaderBytes);
    return Answer{header->width, header->height, std::move(answer)};
}

Result<Pixels> PhotoChild::decode(ByteView picture, std::uint32_t max_width, std::uint32_t max_height) const {
    Answer answer = TRY(run("decode", picture, max_width, max_height));
    if (answer.bytes.size() != std::size_t{answer.width} * answer.height * 4)
        return Error(ErrorCode::kIo, "the picture child answered nonsense");
    return Pixels{answer.width, answer.height, std::move(answer.bytes)};
}

Result<EncodedPhoto> PhotoChild::reencode(ByteView picture, std::uint32_t max_width, std::uint32_t max_height) const {
    Answer answer = TRY(run("reencode", picture, max_width, max_height));
    return EncodedPhoto{answer.width, answer.height, std::move(answer.bytes)};
}

}  // namespace dayroom::photo
