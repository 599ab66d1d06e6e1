// Where this machine's TPM is, and what its image brings for it.
#pragma once

#include <filesystem>
#include <string>

#include "platform/base/result.h"

namespace dayroom::device::tpm {

struct Place {
    std::string tcti;  // as "device:/dev/tpmrm0"; empty: there is none, or it is not to be used
    std::filesystem::path policy_file = "/run/systemd/tpm2-pcr-signature.json";
    std::filesystem::path image_key_file = "/run/systemd/tpm2-pcr-public-key.pem";

    bool there() const { return !tcti.empty(); }
    /// The device that the sandbox has to leave open; empty for a TPM that is none.
    std::string device() const;
};

/// What --tpm takes: "auto" (/dev/tpmrm0, where there is one that this user may open), "none", or a name of tpm2-tss as
/// "swtpm:path=/run/x". kInvalid for anything else.
Result<Place> parse_place(const std::string& option);

/// The words of --tpm for --help.
inline constexpr const char* kTpmOptionHelp =
    "The TPM: auto (/dev/tpmrm0, where there is one that this user may open), none, or another as tpm2-tss names it";

}  // namespace dayroom::device::tpm
