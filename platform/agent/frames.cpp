#include "platform/agent/frames.h"

#include "platform/crypto/secret.h"

namespace dayroom::agent {
namespace {

constexpr std::size_t kLengthBytes = 4;

}  // namespace

FrameReader::~FrameReader() { wipe(buffer_); }

void FrameReader::add(ByteView bytes) { buffer_.append(as_text(bytes)); }

Result<std::optional<std::string>> FrameReader::next() {
    if (buffer_.size() < kLengthBytes) return std::optional<std::string>();
    std::size_t length = 0;
    for (std::size_t at = 0; at < kLengthBytes; ++at)
        length |= static_cast<std::size_t>(static_cast<std::uint8_t>(buffer_[at])) << (8 * at);
    if (length == 0) return Error(ErrorCode::kInvalid, "an empty frame");
    if (length > most_) return Error(ErrorCode::kTooLarge, "a frame beyond the limit");
    if (buffer_.size() < kLengthBytes + length) return std::optional<std::string>();
    std::string content = buffer_.substr(kLengthBytes, length);
    std::string rest = buffer_.substr(kLengthBytes + length);
    wipe(buffer_);
    buffer_ = std::move(rest);
    return std::optional(std::move(content));
}

Result<std::string> make_frame(const google::protobuf::MessageLite& message, std::size_t most) {
    const std::size_t length = message.ByteSizeLong();
    if (length > most) return Error(ErrorCode::kTooLarge, "an answer beyond the limit of a frame");
    std::string frame;
    frame.reserve(kLengthBytes + length);
    for (std::size_t at = 0; at < kLengthBytes; ++at) frame.push_back(static_cast<char>(length >> (8 * at) & 0xFF));
    message.AppendToString(&frame);
    return frame;
}

}  // namespace dayroom::agent
