// A real dayroom-agent process on a folder of stores.
#pragma once

#include <filesystem>

#include "tests/bench/local_client.h"
#include "tests/support/process.h"

namespace dayroom::bench {

class OwnAgent {
public:
    /// Returns once its socket is there. Its log goes beside the socket.
    OwnAgent(const std::filesystem::path& data, const std::filesystem::path& socket);
    ~OwnAgent() { (void)process_.stop(); }

    const std::filesystem::path& socket() const { return socket_; }
    pid_t pid() const { return process_.pid(); }

private:
    std::filesystem::path socket_;
    test::Process process_;
};

/// As the screen asks it. Throws when it is refused.
local::SignedIn sign_in(LocalClient& screen, const std::string& number, const std::string& pin);

}  // namespace dayroom::bench
