// A built image (scripts/package.d/image/build) as a policy names it: version, and size and SHA-256 of each part.
#pragma once

#include <filesystem>
#include <string>

#include "platform/base/result.h"
#include "platform/wire/dayroom.pb.h"

namespace dayroom::provisioning {

/// Reads all of it. kNotFound: a file is missing; kInvalid: no version that a policy can name, or the kernels are of
/// another one; kTooLarge.
Result<wire::MachineImage> describe_image(const std::filesystem::path& folder);

/// What goes into a policy file as its "image" (docs/formats/dayroom-policy-1.md).
std::string image_policy_text(const wire::MachineImage& image);

}  // namespace dayroom::provisioning
