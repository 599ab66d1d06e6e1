// An enrolled terminal gets a new certificate for a new key before the one that it has is over. The new one is "next"
// until it is used; both are good meanwhile, so that a terminal which never heard the answer goes on with the old one.
// From the commit that saw the next one in use the one before is refused. Decision: docs/decisions/0014. Refusals:
//
//   proof_invalid   the request is not signed by the device's own key    renewal_early     less than half is over
//   renewal_often   the next one was given just now, for another key     revoked           it was revoked meanwhile
#pragma once

#include <mutex>
#include <set>

#include "platform/facility/devices/enrollment.h"

namespace dayroom::facility {

class Renewal {
public:
    /// All of them outlive it; `random`: used on the writer thread.
    Renewal(const EnrollmentKeys& keys, const Clock& clock, Random& random, Writer& writer, DeviceRegistry& registry)
        : keys_(keys), clock_(clock), random_(random), writer_(writer), registry_(registry) {}

    /// Blocks until the next certificate is durable: on a worker thread. The same request gets the same certificate for
    /// as long as it is the next one. The refusals above stand in Error::text_key.
    Result<wire::RenewResponse> renew(const Device& device, const wire::RenewRequest& request);
    /// A call came over the device's next certificate. Never blocks; any thread. Until the commit the one before is
    /// still good; when it fails, the terminal's next call tries again.
    void used(const Device& device);

private:
    struct Given {
        std::string pem;
        DeviceCertificate certificate;
    };
    Result<Given> give(Work& work, const DeviceId& device, const std::string& csr_pem, const crypto::Digest& csr);
    Result<Given> issue(Work& work, const DeviceId& device, const std::string& csr_pem, const crypto::Digest& csr);

    const EnrollmentKeys& keys_;
    const Clock& clock_;
    Random& random_;
    Writer& writer_;
    DeviceRegistry& registry_;
    std::mutex renewing_;  // one at a time, so that the registry learns of them in the order of their commits
    std::mutex mutex_;
    std::set<DeviceId> noting_;  // used() waits for its commit; guarded by mutex_
};

}  // namespace dayroom::facility
