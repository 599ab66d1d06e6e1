// Renews this terminal's TLS certificate in time (platform/rules/certificate_life.h says when), each time with a new
// key. What is in use stays so until the hub's answer is on the disk; whatever the moment at which the program ends,
// one pair works, and the next step goes on from there:
//
//   a new key and its request are saved → the hub answers → key and certificate come into use, in one commit
//
// A hub that had answered unheard gives the same certificate to the same request. On the thread "sync-outbox".
#pragma once

#include <optional>

#include "platform/agent/agent_log.h"
#include "platform/agent/identity.h"
#include "platform/agent/tls_keys.h"
#include "platform/device/tpm/tls_key_maker.h"
#include "platform/rules/certificate_life.h"
#include "platform/sync/hub_api.h"

namespace dayroom::agent {

/// Waits between tries that failed: half to the whole of it, doubling from the first to the longest.
inline constexpr Milliseconds kFirstRenewalRetry{60'000};
inline constexpr Milliseconds kLongestRenewalRetry{3'600'000};
/// However far the day is: the hub's clock may be set meanwhile.
inline constexpr Milliseconds kLongestRenewalRest{24LL * 3'600'000};

struct RenewalParts {
    sync::HubApi hub;
    sync::SharedStore& store;
    const Identity& identity;
    TlsKeys& keys;
    const sync::HubClock& clock;
    Random& random;
    const AgentLog& log;
    device::tpm::TlsKeyMaker key_maker = {};
};

class Renewal {
public:
    explicit Renewal(RenewalParts parts) : parts_(std::move(parts)) {}

    /// When the hub can be reached: renews if it is time. Returns how long until it is to be called again.
    Milliseconds step();

private:
    Result<Milliseconds> renew_when_due();
    Result<crypto::SigningRequest> request();
    Status renew(const crypto::CertificateFacts& in_use);
    Result<std::string> ask(const crypto::SigningRequest& waiting, const crypto::CertificateFacts& in_use);
    Status check_answer(const std::string& certificate_pem, const crypto::SigningRequest& waiting,
                        const crypto::CertificateFacts& in_use) const;
    Status take_into_use(const std::string& certificate_pem);
    Milliseconds failed(const Error& error);
    void drop_if_bad(const Error& error);

    RenewalParts parts_;
    int failures_ = 0;
    MonotonicTime next_look_;
    std::uint64_t looked_at_ = 0;  // generation of the keys
};

}  // namespace dayroom::agent
