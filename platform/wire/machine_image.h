// The image that a policy names for terminals (docs/operations/image.md): what it may say, and which of two is newer.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "platform/base/bytes.h"
#include "platform/base/result.h"
#include "platform/wire/dayroom.pb.h"

namespace dayroom::wire {

/// The largest part that has room in its slot of a terminal's disk: 640 MiB (scripts/package.d/image/build).
inline constexpr std::int64_t kMaxImagePartBytes = 640LL * 1024 * 1024;
inline constexpr std::size_t kMaxImageVersionCharacters = 40;
/// What a terminal asks the hub for at once.
inline constexpr std::size_t kImagePieceBytes = 1024 * 1024;

/// Digits first, then letters, digits, '.' and '~': it stands in file names of the boot partition, where '+' counts
/// starts.
bool is_image_version(std::string_view text);

/// Below 0: `left` is the older one. By the rules of the boot loader, which starts the newest (UAPI.10 as systemd-boot
/// 252 has them): groups of digits are numbers and newer than letters, '~' is older than the end.
int compare_image_versions(std::string_view left, std::string_view right);

struct ImagePartName {
    ImagePart::Kind kind;
    std::string_view name;  // in a policy file
    std::string_view file;  // in the folder of a built image
};
inline constexpr std::array<ImagePartName, 4> kImageParts = {
    ImagePartName{ImagePart::ROOT, "root", "root.erofs"}, ImagePartName{ImagePart::HASHES, "hashes", "root.verity"},
    ImagePartName{ImagePart::KERNEL_A, "kernel_a", "slot-a.efi"},
    ImagePartName{ImagePart::KERNEL_B, "kernel_b", "slot-b.efi"}};

// What agent and installer say to each other in a folder of the agent's data: the parts, each named by the hexadecimal
// digits of its SHA-256, and these files.
inline constexpr const char* kImageFolder = "image";
inline constexpr const char* kInstallImage = "install";  // a MachineImage: all of its parts for this machine are here
inline constexpr const char* kImageInstalled = "installed";  // its version; it runs from the next start on
inline constexpr const char* kImageRefused = "refused";      // its version, a new line, and why
inline constexpr const char* kImageRestart = "restart";      // a version: nobody is at the terminal, start it again
inline constexpr const char* kImageRestarted = "restarted";  // what that was called when the machine went down for it

/// kInvalid, kTooLarge.
Result<MachineImage> parse_machine_image(ByteView bytes);

/// Null when it has none of this kind.
const ImagePart* part_of(const MachineImage& image, ImagePart::Kind kind);

}  // namespace dayroom::wire
