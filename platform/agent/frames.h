// Frames of the local socket: a 4-byte little-endian length, then that many bytes.
#pragma once

#include <optional>
#include <string>

#include "platform/agent/local.pb.h"
#include "platform/base/bytes.h"
#include "platform/base/result.h"

namespace dayroom::agent {

/// Puts frames together from what arrives in pieces. Holds at most one frame and what came behind it.
class FrameReader {
public:
    explicit FrameReader(std::size_t most) : most_(most) {}
    ~FrameReader();  // wipes: a PIN may have passed through
    FrameReader(const FrameReader&) = delete;
    FrameReader& operator=(const FrameReader&) = delete;

    void add(ByteView bytes);
    /// The next whole frame's content. kTooLarge, kInvalid (empty): the connection is to be cut.
    Result<std::optional<std::string>> next();
    std::size_t waiting() const { return buffer_.size(); }

private:
    std::size_t most_;
    std::string buffer_;
};

/// kTooLarge when the message does not fit a frame.
Result<std::string> make_frame(const google::protobuf::MessageLite& message, std::size_t most);

}  // namespace dayroom::agent
