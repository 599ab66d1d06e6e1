// The screen's end of the agent's socket: asks, and sees what is pushed.
#pragma once

#include <optional>
#include <string>

#include "platform/agent/frames.h"
#include "platform/agent/local.pb.h"
#include "platform/base/time.h"

namespace dayroom::bench {

class LocalClient {
public:
    explicit LocalClient(const std::string& socket_path);
    ~LocalClient();
    LocalClient(const LocalClient&) = delete;
    LocalClient& operator=(const LocalClient&) = delete;

    /// Throws for a Problem. Pushes that come meanwhile are dropped.
    local::ToTerminal ask(local::ToAgent query);
    /// The next message, pushes too; nothing when the time is over.
    std::optional<local::ToTerminal> next(Milliseconds patience);

private:
    int socket_ = -1;
    std::uint32_t number_ = 0;
    agent::FrameReader reader_;
};

}  // namespace dayroom::bench
