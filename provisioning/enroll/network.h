// Whom a terminal may reach: the hub of its token and nobody else. What systemd and nftables read at each start, made
// before enrolment, because from then on the terminal's own rules hold.
#pragma once

#include <filesystem>
#include <string>

#include "platform/base/result.h"

namespace dayroom::provisioning {

struct NetworkFiles {
    std::string drop_in;  // of dayroom-agent.service, which by itself may reach nobody
    std::string rules;    // fill the sets of scripts/package.d/nftables/dayroom.nft
};
/// `hub_address`: "10.1.2.3:8443" or "[fd00::1]:8443". kInvalid for a name: a terminal asks no name server.
Result<NetworkFiles> network_files(const std::string& hub_address);

/// Below `etc`, usually /etc: systemd/system/dayroom-agent.service.d/hub.conf and dayroom/hub.nft, in place of what is
/// there. kIo when they cannot be written.
Status write_network_files(const NetworkFiles& files, const std::filesystem::path& etc);

}  // namespace dayroom::provisioning
