// What the picture child writes to its standard output: one header of five little-endian 32-bit numbers, then the
// bytes.
//   magic, error (0: good; else 1 + ErrorCode), width, height, count of bytes that follow
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "platform/base/bytes.h"

namespace dayroom::photo {

inline constexpr std::uint32_t kAnswerMagic = 0x31505244;  // "DRP1"
inline constexpr std::size_t kAnswerHeaderBytes = 20;
inline constexpr std::uint32_t kMaxBoxSide = 4096;                // pixels that a caller may ask for
inline constexpr std::size_t kMaxAnswerBytes = 64 * 1024 * 1024;  // kMaxBoxSide² × 4
inline constexpr int kReencodeQuality = 85;

struct AnswerHeader {
    std::uint32_t error = 0;
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    std::uint32_t bytes = 0;
};
std::array<std::uint8_t, kAnswerHeaderBytes> write_header(const AnswerHeader& header);
/// Nothing when it is not a header of ours.
std::optional<AnswerHeader> read_header(ByteView bytes);

}  // namespace dayroom::photo
