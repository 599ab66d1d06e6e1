// Which images may open what is sealed: each released image brings, signed by the image key, what it measures into PCR
// 11 when it boots. The files are those of systemd: systemd-measure writes them into the image, and its boot stub lays
// them into /run/systemd. Source: systemd-measure(1), TCG PC Client PFP.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "platform/base/bytes.h"
#include "platform/base/result.h"

namespace dayroom::device::tpm {

inline constexpr int kImagePcr = 11;      // what was booted: measured by the image's own boot stub
inline constexpr int kSecureBootPcr = 7;  // whose boot loaders the firmware takes

/// One state of PCR 11 that the image key has signed: one for each phase of the boot.
struct SignedPolicy {
    Bytes policy;  // the policy digest of that state, 32 bytes
    Bytes signature;
};

struct ImagePolicy {
    std::string image_key_pem;  // RSA of 2048 bits or more, or P-256
    std::vector<SignedPolicy> states;
};

/// kNotFound: this image has none; kInvalid: they make no sense.
Result<ImagePolicy> read_image_policy(const std::filesystem::path& signature_file,
                                      const std::filesystem::path& key_file);

}  // namespace dayroom::device::tpm
