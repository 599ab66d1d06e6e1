// A folder on the disk of the build, not on a tmpfs: empty at first, gone afterwards.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>

namespace dayroom::bench {

class DiskFolder {
public:
    explicit DiskFolder(const std::string& name)
        : path_(std::filesystem::path(std::getenv("DAYROOM_BINARY_DIR")) / name) {
        std::filesystem::remove_all(path_);
        std::filesystem::create_directories(path_);
    }
    ~DiskFolder() { std::filesystem::remove_all(path_); }
    DiskFolder(const DiskFolder&) = delete;
    DiskFolder& operator=(const DiskFolder&) = delete;
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

}  // namespace dayroom::bench
