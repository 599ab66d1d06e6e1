#include "platform/base/bytes.h"

#include <array>

namespace dayroom {
namespace {

constexpr std::string_view kHexDigits = "0123456789abcdef";
constexpr std::string_view kBase64Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

int digit_value(std::string_view digits, char c) {
    const auto at = digits.find(c);
    return at == std::string_view::npos ? -1 : static_cast<int>(at);
}

}  // namespace

std::string to_hex(ByteView bytes) {
    std::string out;
    out.reserve(bytes.size() * 2);
    for (const std::uint8_t byte : bytes) {
        out += kHexDigits[byte >> 4];
        out += kHexDigits[byte & 15];
    }
    return out;
}

Result<Bytes> from_hex(std::string_view hex) {
    if (hex.size() % 2 != 0) return Error(ErrorCode::kInvalid, "hex text has an odd length");
    Bytes out;
    out.reserve(hex.size() / 2);
    for (std::size_t i = 0; i < hex.size(); i += 2) {
        const int high = digit_value(kHexDigits, hex[i]);
        const int low = digit_value(kHexDigits, hex[i + 1]);
        if (high < 0 || low < 0) return Error(ErrorCode::kInvalid, "not a hex digit");
        out.push_back(static_cast<std::uint8_t>(high * 16 + low));
    }
    return out;
}

std::string to_base64url(ByteView bytes) {
    std::string out;
    std::uint32_t bits = 0;
    int held = 0;
    for (const std::uint8_t byte : bytes) {
        bits = (bits << 8) | byte;
        for (held += 8; held >= 6; held -= 6) out += kBase64Digits[(bits >> (held - 6)) & 63];
    }
    if (held > 0) out += kBase64Digits[(bits << (6 - held)) & 63];
    return out;
}

Result<Bytes> from_base64url(std::string_view text) {
    if (text.size() % 4 == 1) return Error(ErrorCode::kInvalid, "base64url text has an impossible length");
    Bytes out;
    std::uint32_t bits = 0;
    int held = 0;
    for (const char c : text) {
        const int value = digit_value(kBase64Digits, c);
        if (value < 0) return Error(ErrorCode::kInvalid, "not a base64url digit");
        bits = (bits << 6) | static_cast<std::uint32_t>(value);
        held += 6;
        if (held >= 8) {
            held -= 8;
            out.push_back(static_cast<std::uint8_t>(bits >> held));
        }
    }
    if ((bits & ((1U << held) - 1)) != 0) return Error(ErrorCode::kInvalid, "base64url text has stray bits");
    return out;
}

}  // namespace dayroom
