// The way to the agent, as the UI thread sees it: queries go out, events come in, nothing ever waits. AgentClient
// speaks over the socket; tests put a scripted fake here; development may put an agent of the same process here.
#pragma once

#include <cstdint>
#include <optional>

#include "platform/agent/local.pb.h"

namespace dayroom::shell {

struct AgentEvent {
    enum class Kind { kConnected, kLost, kMessage };
    Kind kind = Kind::kMessage;
    local::ToTerminal message;  // kMessage only
};

class AgentPort {
public:
    virtual ~AgentPort() = default;

    /// Sends a query and returns its number, from 1 on; its reply carries the same number. 0: not connected, or too
    /// much is under way: nothing was sent. PIN bytes inside are wiped before this returns. A kLost event ends every
    /// query that has no reply yet.
    virtual std::uint32_t ask(local::ToAgent query) = 0;

    /// The oldest event that has not been taken yet.
    virtual std::optional<AgentEvent> next() = 0;
};

}  // namespace dayroom::shell
