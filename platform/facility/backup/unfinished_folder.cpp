#include "platform/facility/backup/unfinished_folder.h"

#include <cerrno>
#include <cstring>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace dayroom::facility {
namespace {

Error folder_error(const std::string& what, const std::filesystem::path& folder) {
    return Error(ErrorCode::kIo, what + " " + folder.string() + ": " + std::strerror(errno));
}

Status sync_folder(const std::filesystem::path& folder) {
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) return folder_error("cannot open", folder);
    const bool synced = ::fsync(descriptor) == 0;
    const Error failed = folder_error("cannot sync", folder);
    ::close(descriptor);
    if (!synced) return failed;
    return {};
}

/// "x/" and "x" are the same place.
std::filesystem::path plain(const std::filesystem::path& place) {
    const std::filesystem::path absolute = std::filesystem::absolute(place).lexically_normal();
    return absolute.has_filename() ? absolute : absolute.parent_path();
}

}  // namespace

Result<UnfinishedFolder> UnfinishedFolder::make(const std::filesystem::path& wanted, bool may_be_empty) {
    const std::filesystem::path place = plain(wanted);
    std::error_code error;
    const bool exists = std::filesystem::exists(place, error);
    const bool free = !exists || (may_be_empty && std::filesystem::is_empty(place, error));
    if (!free || error) return Error(ErrorCode::kConflict, place.string() + " exists already: choose another name");
    std::filesystem::create_directories(place.parent_path(), error);
    std::filesystem::path beside = place;
    beside += ".unfinished";
    if (::mkdir(beside.c_str(), 0700) == 0) return UnfinishedFolder(std::move(beside), place);
    if (errno != EEXIST) return folder_error("cannot make", beside);
    return Error(ErrorCode::kConflict,
                 beside.string() + " is left from a run that was cut off, or is being written: remove it if not");
}

UnfinishedFolder::UnfinishedFolder(UnfinishedFolder&& other) noexcept
    : path_(std::move(other.path_)), place_(std::move(other.place_)) {
    other.path_.clear();
}

UnfinishedFolder::~UnfinishedFolder() {
    std::error_code ignored;
    if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
}

Status UnfinishedFolder::finish() {
    std::error_code error;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(path_, error)) {
        if (entry.is_directory()) TRY(sync_folder(entry.path()));
    }
    if (error) return Error(ErrorCode::kIo, "cannot read " + path_.string() + ": " + error.message());
    TRY(sync_folder(path_));
    if (::rename(path_.c_str(), place_.c_str()) != 0) return folder_error("cannot place", place_);
    path_.clear();
    return sync_folder(place_.parent_path());
}

}  // namespace dayroom::facility
