// Where a POST may go whose address somebody typed in: what is accepted of the address, and to which machines a
// connection may really be made, whatever a name resolves to.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "platform/base/result.h"

struct sockaddr;

namespace dayroom::net {

inline constexpr std::size_t kMaxPostUrl = 500;  // bytes

struct PostTarget {
    bool tls = true;
    std::string host;  // name, IPv4, or IPv6 without brackets
    std::uint16_t port = 443;
    std::string path = "/";  // with the query

    std::string url() const;
};

/// "https://HOST[:PORT][/PATH]", or "http://" to this machine by its own address (127.x.x.x, [::1], localhost): for
/// receivers beside the hub and for tests. kInvalid for anything else: another scheme, user names, fragments, spaces.
Result<PostTarget> parse_post_target(std::string_view url);

enum class AddressKind : std::uint8_t {
    kPublic,
    kPrivate,   // RFC 1918, RFC 6598, RFC 4193: the facility's own networks
    kLoopback,  // this machine
    kNever,     // link-local (cloud metadata among them), multicast, broadcast, unspecified, no IP at all
};
AddressKind kind_of(const sockaddr& address);

}  // namespace dayroom::net
