#include "platform/photo/child_protocol.h"

#include <cstring>

namespace dayroom::photo {
namespace {

void put(std::uint8_t* out, std::uint32_t value) {
    for (int i = 0; i < 4; ++i) out[i] = static_cast<std::uint8_t>(value >> (8 * i));
}
std::uint32_t get(const std::uint8_t* in) {
    return static_cast<std::uint32_t>(in[0]) | static_cast<std::uint32_t>(in[1]) << 8 |
           static_cast<std::uint32_t>(in[2]) << 16 | static_cast<std::uint32_t>(in[3]) << 24;
}

}  // namespace

std::array<std::uint8_t, kAnswerHeaderBytes> write_header(const AnswerHeader& header) {
    std::array<std::uint8_t, kAnswerHeaderBytes> out{};
    const std::uint32_t fields[] = {kAnswerMagic, header.error, header.width, header.height, header.bytes};
    for (std::size_t i = 0; i < 5; ++i) put(out.data() + 4 * i, fields[i]);
    return out;
}

std::optional<AnswerHeader> read_header(ByteView bytes) {
    if (bytes.size() < kAnswerHeaderBytes || get(bytes.data()) != kAnswerMagic) return std::nullopt;
    return AnswerHeader{get(bytes.data() + 4), get(bytes.data() + 8), get(bytes.data() + 12), get(bytes.data() + 16)};
}

}  // namespace dayroom::photo
