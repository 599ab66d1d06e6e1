// That the hub refuses this terminal, remembered across restarts as a file: the screen says so even when the network is
// down.
#pragma once

#include <filesystem>

#include "platform/base/result.h"

namespace dayroom::sync {

class RevocationMark {
public:
    explicit RevocationMark(std::filesystem::path directory) : file_(directory / "revoked") {}
    bool is_set() const;
    Status set() const;
    Status clear() const;

private:
    std::filesystem::path file_;
};

}  // namespace dayroom::sync
