// The whole agent as a function, for main and for tests that run it inside their own process.
#pragma once

#include <stop_token>

#include "platform/agent/agent.h"
#include "platform/agent/options.h"
#include "platform/device/tpm/tls_key_maker.h"
#include "platform/device/watchdog.h"

namespace dayroom::agent {

/// Runs until `stop`. Errors: kInvalid options; kDenied the key file; kUnavailable another agent has the store; kIo the
/// disk or the socket; kCorrupt the store broke while running: start again, it will be repaired.
Status run_agent(const AgentOptions& options, std::stop_token stop);

/// With everything handed in.
Status run_agent(const AgentOptions& options, const Clock& clock, Random& random,
                 const device::ServiceNotifier& notifier, MakeTransport make_transport, std::stop_token stop);

/// To the hub of the enrolment, over HTTPS; `keys` sign that are not PEM.
MakeTransport https_transport(device::tpm::TlsKeyMaker keys);

}  // namespace dayroom::agent
