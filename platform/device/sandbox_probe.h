// The self-test of the sandbox: tries what an intruder would try, and says which attempts failed as they must. For
// tests and diagnostics, in a process that may be lost: an attempt that succeeds has really happened.
#pragma once

#include <string>
#include <vector>

namespace dayroom::device {

enum class SandboxProfile { kTerminal, kAgent, kHub, kPhoto };

struct SandboxAttempt {
    std::string what;  // "open an IPv4 socket"
    bool blocked = false;
    int error = 0;  // errno of the refusal; 0: it succeeded
};

struct ProbeTargets {
    std::string key_file;   // exists, readable by this user id, outside of what the profile allows
    std::string elsewhere;  // a writable folder outside of what the profile allows
};

/// Attempts that the profile must block, in a fixed order. What this build relaxes for a sanitizer is left out.
std::vector<SandboxAttempt> attempt_to_escape(SandboxProfile profile, const ProbeTargets& targets);
/// Makes these attempts; one line for each that was not blocked, nothing when all were.
std::string successful_escapes(SandboxProfile profile, const ProbeTargets& targets);

}  // namespace dayroom::device
