#include <charconv>

#include "platform/net/https_client.h"

namespace dayroom::net {
namespace {

constexpr std::size_t kMaxHostCharacters = 253;

bool is_host(std::string_view host, bool bracketed) {
    if (host.empty() || host.size() > kMaxHostCharacters) return false;
    for (const char c : host) {
        const bool letter =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
        if (!letter && !(bracketed && (c == ':' || c == '%'))) return false;
    }
    return true;
}

}  // namespace

Result<Address> parse_address(std::string_view text) {
    const auto colon = text.rfind(':');
    if (colon == std::string_view::npos) return Error(ErrorCode::kInvalid, "an address is HOST:PORT");
    std::string_view host = text.substr(0, colon);
    const std::string_view port_text = text.substr(colon + 1);
    const bool bracketed = host.size() >= 2 && host.front() == '[' && host.back() == ']';
    if (bracketed) host = host.substr(1, host.size() - 2);
    unsigned port = 0;
    const auto [end, error] = std::from_chars(port_text.data(), port_text.data() + port_text.size(), port);
    const bool good_port =
        error == std::errc{} && end == port_text.data() + port_text.size() && port >= 1 && port <= 65'535;
    if (!good_port || !is_host(host, bracketed)) return Error(ErrorCode::kInvalid, "an address is HOST:PORT");
    return Address{std::string(host), static_cast<std::uint16_t>(port)};
}

}  // namespace dayroom::net
