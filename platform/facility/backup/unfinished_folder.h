// A directory that gets its name when it is whole: made beside its place, moved there at the end, and removed when that
// did not come about.
#pragma once

#include <filesystem>

#include "platform/base/result.h"

namespace dayroom::facility {

class UnfinishedFolder {
public:
    /// `place` must be missing, or empty where `may_be_empty`: else kConflict. So is what an earlier run that was
    /// killed left beside it: it may hold secrets, and somebody must look.
    static Result<UnfinishedFolder> make(const std::filesystem::path& place, bool may_be_empty);
    UnfinishedFolder(UnfinishedFolder&& other) noexcept;
    UnfinishedFolder& operator=(UnfinishedFolder&&) = delete;
    ~UnfinishedFolder();

    /// Where it is until finish().
    const std::filesystem::path& path() const { return path_; }
    /// Its name and everything in it are durable when it returns; files were synced by whoever wrote them.
    Status finish();

private:
    UnfinishedFolder(std::filesystem::path path, std::filesystem::path place)
        : path_(std::move(path)), place_(std::move(place)) {}
    std::filesystem::path path_;  // empty: finished or moved from
    std::filesystem::path place_;
};

}  // namespace dayroom::facility
