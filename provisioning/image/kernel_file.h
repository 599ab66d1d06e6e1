// The kernel of a terminal's image: one EFI program of kernel, initial ramdisk and command line (a unified kernel
// image), signed for Secure Boot. What it says of itself, without believing it more than that: the signature is the
// firmware's to check. Everything is bounded: the file comes from a folder that another user writes to.
#pragma once

#include <string>

#include "platform/base/bytes.h"
#include "platform/base/result.h"

namespace dayroom::provisioning {

/// So much of the file is enough: headers, os-release and command line stand in front of what they describe.
inline constexpr std::size_t kKernelHeadBytes = 256 * 1024;

struct KernelFacts {
    std::string version;  // IMAGE_VERSION of its os-release, by which the boot loader orders it
    std::string slot;     // "a" or "b": whose partitions its command line opens
};

/// `head`: the first bytes of the file. kInvalid: no such program, or it does not say both.
Result<KernelFacts> read_kernel_facts(ByteView head);

}  // namespace dayroom::provisioning
