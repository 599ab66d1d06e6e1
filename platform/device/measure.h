// What the machine says of itself under /proc and /sys, for diagnostics. Each reads small files below `root` ("/" but
// in tests), bounded, and answers nothing when the machine has no such part: nothing is guessed.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace dayroom::device {

using MachineRoot = std::filesystem::path;

struct NetworkLink {
    std::string name;
    bool up = false;
    std::optional<std::int64_t> megabits;  // a second, where the driver says it
};
/// The first interface that is up, else the first there is; the loop-back does not count.
std::optional<NetworkLink> network_link(const MachineRoot& root);

std::optional<std::int64_t> hottest_celsius(const MachineRoot& root);

struct Battery {
    std::int64_t percent = 0;
    bool charging = false;  // or full
};
std::optional<Battery> battery(const MachineRoot& root);

std::optional<std::int64_t> backlight_percent(const MachineRoot& root);
std::optional<std::int64_t> free_memory_mib(const MachineRoot& root);
/// Of soldered storage (eMMC): tenths of its life that are used, as percent. Disks do not say it here.
std::optional<std::int64_t> storage_wear_percent(const MachineRoot& root);
/// Of an image with two systems (docs/operations/image.md), the one that was started: "a" or "b", by the command line
/// of its kernel.
std::optional<std::string> boot_slot(const MachineRoot& root);
/// Of the image that was started, as its os-release says it.
std::optional<std::string> image_version(const MachineRoot& root);

// How many there are.
std::int64_t cameras(const MachineRoot& root);
std::int64_t printers(const MachineRoot& root);
std::int64_t sound_outputs(const MachineRoot& root);
std::int64_t sound_inputs(const MachineRoot& root);
bool has_tpm(const MachineRoot& root);

}  // namespace dayroom::device
