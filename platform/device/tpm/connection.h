// One conversation with the TPM: opened for a task, closed after it. Its resource manager (/dev/tpmrm0) then holds
// nothing of ours, and others get their turn. Private to platform/device/tpm.
#pragma once

#include "platform/device/tpm/tss.h"

namespace dayroom::device::tpm {

class Connection {
public:
    /// `tcti`: a name of tpm2-tss, as "device:/dev/tpmrm0". kNotFound: no such device; kDenied: not for this user;
    /// kUnavailable: busy, or nobody answers within half a second.
    static Result<Connection> open(const std::string& tcti);

    ESYS_CONTEXT* esys() const { return parts_->esys; }
    /// The parent of all our keys, made anew from the TPM's own seed each time: the same until the TPM is cleared.
    Result<Handle> storage_root() const;
    Result<Bytes> name_of(ESYS_TR object) const;
    /// A session whose parameters are encrypted under a salt that only `root` can open: who listens on the bus between
    /// processor and TPM learns nothing. `encrypts`: what of the command that it goes with: TPMA_SESSION_DECRYPT its
    /// first parameter, TPMA_SESSION_ENCRYPT its answer's. A command that has no such parameter refuses it.
    Result<Handle> session(const Handle& root, TPM2_SE kind, TPMA_SESSION encrypts) const;

private:
    struct Parts {
        TSS2_TCTI_CONTEXT* tcti = nullptr;
        ESYS_CONTEXT* esys = nullptr;
        Parts() = default;
        Parts(const Parts&) = delete;
        Parts& operator=(const Parts&) = delete;
        ~Parts();
    };
    explicit Connection(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
    std::unique_ptr<Parts> parts_;
};

}  // namespace dayroom::device::tpm
