// Puts an image into the system of a terminal's disk that does not run, from parts that the agent fetched. Runs as root
// on the terminal, once for each request, and touches nothing that the running system was started from. Whatever the
// moment at which the plug is pulled, the terminal starts what it ran before, or the whole new system; asked again, it
// begins again.
//
//   no kernel names the other system → its root and hashes are written and read back → its kernel gets its name
//
// The folder belongs to the agent's user: nothing in it is followed, and what is written is hashed as it is read. That
// the image is one that the facility wants was the agent's to check (the signed policy); that it may start is the
// firmware's (Secure Boot). docs/operations/image.md.
#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "platform/base/result.h"

namespace dayroom::provisioning {

struct ImagePlaces {
    std::filesystem::path folder;      // wire::kImageFolder in the agent's data
    std::filesystem::path partitions;  // "root-a", "verity-a", …: /dev/disk/by-partlabel
    std::filesystem::path kernels;     // EFI/Linux of the boot partition
    std::filesystem::path machine = "/";
};

/// Before anything is changed; an error ends the work there. Tests pull the plug with it.
using BeforeWrite = std::function<Status()>;

/// Returns the version that the next start tries. kNotFound: nothing is asked for; kUnsupported: this machine was not
/// made from an image; kConflict: it is not newer than what runs; kCorrupt: a part is not what was promised, or was not
/// written as it is; kInvalid: a kernel of another version or system; kTooLarge; kIo.
Result<std::string> install_image(const ImagePlaces& places, const BeforeWrite& before_write = {});

/// install_image(), and what came of it into the folder, for the agent; the request is gone then. A disk that failed is
/// told, and asked again.
Result<std::string> answer_install_request(const ImagePlaces& places, const BeforeWrite& before_write = {});

}  // namespace dayroom::provisioning
