// Where this terminal's TLS keys are made and used: in its TPM, where there is one, else in the device store. A key in
// the TPM signs there and nowhere else; what the device store then keeps of it, in the place of the PEM, opens nothing
// without that TPM.
#pragma once

#include <memory>

#include "platform/crypto/certificate.h"
#include "platform/device/tpm/place.h"

namespace dayroom::device::tpm {

class TlsKeyMaker {
public:
    /// Without a TPM: keys as PEM.
    TlsKeyMaker() = default;
    explicit TlsKeyMaker(Place place) : place_(std::move(place)) {}

    /// A new P-256 key and the request that it has signed. kUnavailable: the TPM is busy; kDenied, kIo: it refuses. A
    /// TPM that is there is used, or nothing is: a key is never quietly made in a file instead.
    Result<crypto::SigningRequest> make_request() const;

    /// Who signs for a key that make_request() made; null for one that is PEM itself. Asks nothing of the TPM yet.
    /// kCorrupt: damaged; kNotFound: in a TPM, and none is here.
    Result<std::shared_ptr<const crypto::HeldKey>> holder_of(const Secret& key) const;

private:
    Place place_;
};

}  // namespace dayroom::device::tpm
