// Turns a bare machine into a terminal of the facility: makes its keys here, shows the token to the hub, keeps what
// comes back.
#pragma once

#include <filesystem>
#include <string>

#include "platform/base/id.h"
#include "platform/base/random.h"
#include "platform/base/time.h"
#include "platform/device/tpm/store_key.h"

namespace dayroom::provisioning {

struct EnrolmentWish {
    std::filesystem::path data;  // the agent's data folder; made if it is not there
    std::string token_text;
    std::string serial;  // of the hardware, for the inventory; may be empty
    bool again =
        false;  // it is enrolled: it stays the same terminal, with all that it keeps, and gets a new certificate
    device::tpm::Place tpm = {};  // where its keys are made; none: in files
};

struct Enrolled {
    DeviceId device;
    std::string device_name;
    std::string hub_address;
    device::Assurance store_key = device::Assurance::kHostKey;  // where the key of its store is
    std::string remark;           // why it is not in the TPM that is there; empty when it is, or there is none
    std::string attested;         // what the TPM has proved to the hub: "tpm", "maker", "image"; empty: nothing
    std::string attested_why;     // why no more, a code of the hub's
    std::string attested_remark;  // why a TPM that is there has not given its word
};

/// All or nothing: the device store is written only when the hub has said yes. Errors: kConflict the folder is enrolled
/// already, or, again, elsewhere; kNotFound again, and it is not enrolled; kUnavailable its agent runs, or the TPM is
/// busy; kExpired,
/// kUnauthenticated, kInvalid the token; kUnavailable the hub cannot be reached; kDenied the hub refused, in its own
/// words.
Result<Enrolled> enroll(const EnrolmentWish& wish, const Clock& clock, Random& random);

}  // namespace dayroom::provisioning
