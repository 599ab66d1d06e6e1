// The parent's side of the picture decoder: starts one sandboxed child for one picture, feeds it, reads a bounded
// answer, and kills it when its time is up. Blocking: call it on a worker thread, never where a person waits. Safe from
// several threads at once.
#pragma once

#include <string>

#include "platform/base/bytes.h"
#include "platform/base/result.h"
#include "platform/base/time.h"

namespace dayroom::photo {

/// By the wall clock, from start to last byte: a picture that takes longer is not shown.
inline constexpr Milliseconds kPhotoTimeLimit{3000};

struct Pixels {
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    Bytes rgba;  // width × height × 4, premultiplied
};
struct EncodedPhoto {
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    Bytes jpeg;  // baseline, no metadata
};

class PhotoChild {
public:
    /// `program`: path of dayroom-photo, beside the caller's own program.
    PhotoChild(std::string program, const Clock& clock, Milliseconds time_limit = kPhotoTimeLimit)
        : program_(std::move(program)), clock_(clock), time_limit_(time_limit) {}

    /// Shrunk to fit max_width × max_height (each 1–4096). kTooLarge, kInvalid, kUnsupported: as the decoder says;
    /// kTimeout; kIo when the child cannot be started, crashed, or answered nonsense.
    Result<Pixels> decode(ByteView picture, std::uint32_t max_width, std::uint32_t max_height) const;

    /// The same picture as a bounded JPEG for the hub: upright, metadata gone.
    Result<EncodedPhoto> reencode(ByteView picture, std::uint32_t max_width, std::uint32_t max_height) const;

private:
    struct Answer {
        std::uint32_t width, height;
        Bytes bytes;
    };
    Result<Answer> run(const char* mode, ByteView picture, std::uint32_t max_width, std::uint32_t max_height) const;

    std::string program_;
    const Clock& clock_;
    Milliseconds time_limit_;
};

}  // namespace dayroom::photo
