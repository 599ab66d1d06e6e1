#include "provisioning/enroll/network.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include "platform/net/https_client.h"
#include "provisioning/keys/files.h"

namespace dayroom::provisioning {
namespace {

constexpr const char* kAuthor = "# Made by dayroom-provision network, from the token.\n";

bool is_address(int family, const std::string& text) {
    in6_addr room{};
    return ::inet_pton(family, text.c_str(), &room) == 1;
}

Status write_below(const std::filesystem::path& etc, const char* name, const std::string& content) {
    const auto path = etc / name;
    std::error_code failed;
    std::filesystem::create_directories(path.parent_path(), failed);
    if (failed) return Error(ErrorCode::kIo, "make " + path.parent_path().string() + ": " + failed.message());
    return write_whole_file(path, content, FileAudience::kEverybody, true);
}

}  // namespace

Result<NetworkFiles> network_files(const std::string& hub_address) {
    const net::Address hub = TRY(net::parse_address(hub_address));
    const bool four = is_address(AF_INET, hub.host);
    if (!four && !is_address(AF_INET6, hub.host)) {
        return Error(ErrorCode::kInvalid, "the token names the hub as " + hub.host +
                                              ", but a terminal asks no name server: make one with the hub's address, "
                                              "as --hub 10.1.2.3:8443");
    }
    return NetworkFiles{
        kAuthor + ("[Service]\nIPAddressAllow=" + hub.host + "\n"),
        kAuthor + ("add element inet dayroom " + std::string(four ? "hub4" : "hub6") + " { " + hub.host +
                   " }\nadd element inet dayroom hub_port { " + std::to_string(hub.port) + " }\n")};
}

Status write_network_files(const NetworkFiles& files, const std::filesystem::path& etc) {
    TRY(write_below(etc, "systemd/system/dayroom-agent.service.d/hub.conf", files.drop_in));
    return write_below(etc, "dayroom/hub.nft", files.rules);
}

}  // namespace dayroom::provisioning
