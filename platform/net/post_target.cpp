#include "platform/net/post_target.h"

#include <algorithm>
#include <array>
#include <cstring>

#include <netinet/in.h>

#include "platform/net/https_client.h"

namespace dayroom::net {
namespace {

constexpr std::uint16_t kHttpPort = 80;
constexpr std::uint16_t kHttpsPort = 443;

bool is_path(std::string_view path) {
    // RFC 3986: unreserved, sub-delims, ':', '@', '/', '?', and '%' of an escape.
    return std::all_of(path.begin(), path.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               std::string_view("-._~!$&'()*+,;=:@/?%").find(c) != std::string_view::npos;
    });
}

bool is_own_address(std::string_view host) {
    const bool digits = host.find_first_not_of("0123456789.") == std::string_view::npos;
    return host == "localhost" || host == "::1" || (digits && host.starts_with("127."));
}

AddressKind kind_of_four(std::uint32_t address) {
    struct Range {
        std::uint32_t network;
        int bits;
        AddressKind kind;
    };
    constexpr std::array kRanges = {
        Range{0x00000000, 8, AddressKind::kNever},     // "this" network
        Range{0x7F000000, 8, AddressKind::kLoopback},  // 127/8
        Range{0xA9FE0000, 16, AddressKind::kNever},    // 169.254/16, link-local
        Range{0x0A000000, 8, AddressKind::kPrivate},   // 10/8
        Range{0xAC100000, 12, AddressKind::kPrivate},  // 172.16/12
        Range{0xC0A80000, 16, AddressKind::kPrivate},  // 192.168/16
        Range{0x64400000, 10, AddressKind::kPrivate},  // 100.64/10
        Range{0xE0000000, 3, AddressKind::kNever},     // multicast, reserved, broadcast
    };
    for (const Range& range : kRanges) {
        const int rest = 32 - range.bits;
        if (address >> rest == range.network >> rest) return range.kind;
    }
    return AddressKind::kPublic;
}

AddressKind kind_of_six(const std::array<std::uint8_t, 16>& address) {
    const auto zeros = [&](std::size_t count) {
        return std::all_of(address.begin(), address.begin() + static_cast<std::ptrdiff_t>(count),
                           [](std::uint8_t byte) { return byte == 0; });
    };
    const auto four_inside = [&] {
        return static_cast<std::uint32_t>(address[12]) << 24 | static_cast<std::uint32_t>(address[13]) << 16 |
               static_cast<std::uint32_t>(address[14]) << 8 | static_cast<std::uint32_t>(address[15]);
    };
    if (zeros(15)) return address[15] == 1 ? AddressKind::kLoopback : AddressKind::kNever;
    if (zeros(10) && address[10] == 0xFF && address[11] == 0xFF) return kind_of_four(four_inside());
    if (zeros(12)) return AddressKind::kNever;                                          // IPv4-compatible, long gone
    if (address[0] == 0xFE && (address[1] & 0xC0) == 0x80) return AddressKind::kNever;  // fe80::/10
    if (address[0] == 0xFF) return AddressKind::kNever;                                 // multicast
    if ((address[0] & 0xFE) == 0xFC) return AddressKind::kPrivate;                      // fc00::/7
    return AddressKind::kPublic;
}

}  // namespace

std::string PostTarget::url() const {
    const std::string name = host.find(':') == std::string::npos ? host : "[" + host + "]";
    return (tls ? "https://" : "http://") + name + ":" + std::to_string(port) + path;
}

Result<PostTarget> parse_post_target(std::string_view url) {
    const Error wrong(ErrorCode::kInvalid, "an address is https://HOST[:PORT]/PATH, at most 500 characters");
    if (url.size() > kMaxPostUrl) return wrong;
    PostTarget target;
    target.tls = url.starts_with("https://");
    if (!target.tls && !url.starts_with("http://")) return wrong;
    url.remove_prefix(target.tls ? 8 : 7);
    const std::size_t end = std::min(url.find_first_of("/?#"), url.size());
    std::string authority(url.substr(0, end));
    const std::string_view path = url.substr(end);
    if (!is_path(path)) return wrong;
    const std::size_t colon = authority.rfind(':');
    if (colon == std::string::npos || authority.ends_with(']'))
        authority += ":" + std::to_string(target.tls ? kHttpsPort : kHttpPort);
    auto address = parse_address(authority);
    if (!address.ok()) return wrong;
    target.host = address->host;
    target.port = address->port;
    target.path = path.starts_with('/') ? std::string(path) : "/" + std::string(path);
    std::transform(target.host.begin(), target.host.end(), target.host.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    if (target.tls || is_own_address(target.host)) return target;
    return Error(ErrorCode::kInvalid, "http is for receivers on the hub's own machine; all others are https");
}

AddressKind kind_of(const sockaddr& address) {
    if (address.sa_family == AF_INET) {
        sockaddr_in four{};
        std::memcpy(&four, &address, sizeof four);
        return kind_of_four(ntohl(four.sin_addr.s_addr));
    }
    if (address.sa_family != AF_INET6) return AddressKind::kNever;
    sockaddr_in6 six{};
    std::memcpy(&six, &address, sizeof six);
    std::array<std::uint8_t, 16> bytes{};
    std::memcpy(bytes.data(), &six.sin6_addr, bytes.size());
    return kind_of_six(bytes);
}

}  // namespace dayroom::net
