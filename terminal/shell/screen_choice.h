// Which screen stands on the terminal: one ordered list of conditions, highest first. Pure.
#pragma once

#include <string>

#include "platform/agent/local.pb.h"

namespace dayroom::shell {

enum class Face {
    kFault,  // what happened, what to do, whom to call
    kNotEnrolled,
    kRevoked,
    kUpdating,
    kDiagnostics,  // a technician is here
    kSignedOut,
    kSignedIn,
};

/// What the choice depends on.
struct Situation {
    bool agent_here = false;    // the agent answers
    bool status_known = false;  // it has sent its first Status
    local::Status::Device device = local::Status::STARTING;
    std::string fault;  // with FAULT: its code
    bool diagnostics = false;
    bool signed_in = false;
};

struct Choice {
    Face face = Face::kFault;
    std::string code;  // names the sentences and the fault page: "agent_lost", "revoked"; empty when signed in or out

    bool operator==(const Choice&) const = default;
};

Choice choose_screen(const Situation& situation);

}  // namespace dayroom::shell
