// One yes or no that is remembered across restarts, outside of any database: that the hub refuses this terminal, that
// the store was found damaged. A file that is there, or not.
#pragma once

#include <filesystem>

#include "platform/base/result.h"

namespace dayroom::sync {

class FileMark {
public:
    explicit FileMark(std::filesystem::path file) : file_(std::move(file)) {}
    bool is_set() const;
    Status set() const;
    Status clear() const;

private:
    std::filesystem::path file_;
};

}  // namespace dayroom::sync
