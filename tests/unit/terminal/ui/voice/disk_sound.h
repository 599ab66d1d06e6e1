// SDL's own driver that writes sound into a file in place of a device, many times faster than it would be heard: what
// would be heard is there to be looked at.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "tests/support/temp_dir.h"

namespace dayroom::test {

class DiskSound {
public:
    DiskSound();
    ~DiskSound();
    DiskSound(const DiskSound&) = delete;
    DiskSound& operator=(const DiskSound&) = delete;

    std::string folder() const { return folder_.path().string(); }
    /// Everything that was played, once the device was closed.
    std::vector<std::int16_t> samples() const;

private:
    TempDir folder_;
    std::filesystem::path file_;
};

/// How loud the loudest sample is.
int loudest(const std::vector<std::int16_t>& samples);
/// The share of samples that are not nearly silent.
double heard_share(const std::vector<std::int16_t>& samples);

}  // namespace dayroom::test
