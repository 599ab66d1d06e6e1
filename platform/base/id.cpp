#include "platform/base/id.h"

namespace dayroom::detail {

std::array<std::uint8_t, kIdBytes> make_uuid7(Timestamp now, Random& random) {
    std::array<std::uint8_t, kIdBytes> bytes{};
    random.fill(bytes);
    const auto ms = static_cast<std::uint64_t>(now.ms());
    for (std::size_t i = 0; i < 6; ++i) bytes[i] = static_cast<std::uint8_t>(ms >> (40 - 8 * i));
    bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0f) | 0x70);
    bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3f) | 0x80);
    return bytes;
}

std::string uuid_text(const std::array<std::uint8_t, kIdBytes>& bytes) {
    std::string text = to_hex(bytes);
    for (const std::size_t at : {8U, 13U, 18U, 23U}) text.insert(at, "-");
    return text;
}

Result<std::array<std::uint8_t, kIdBytes>> parse_uuid(std::string_view text) {
    if (text.size() != 36) return Error(ErrorCode::kInvalid, "an id is written in 36 characters");
    std::string hex;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool dash_expected = i == 8 || i == 13 || i == 18 || i == 23;
        if (dash_expected != (text[i] == '-'))
            return Error(ErrorCode::kInvalid, "an id has dashes at 8, 13, 18 and 23");
        if (!dash_expected) hex += text[i];
    }
    const Bytes parsed = TRY(from_hex(hex));
    std::array<std::uint8_t, kIdBytes> bytes{};
    std::memcpy(bytes.data(), parsed.data(), kIdBytes);
    return bytes;
}

}  // namespace dayroom::detail
