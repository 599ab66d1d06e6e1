#include "platform/device/media.h"

#include <algorithm>
#include <cerrno>
#include <memory>
#include <vector>

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "platform/device/descriptor.h"
#include "platform/device/system_error.h"

namespace dayroom::device {
namespace {

constexpr int kFolder = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;

/// The folder itself, then what stands below it, by name.
std::vector<std::filesystem::path> sticks_below(const std::filesystem::path& root) {
    std::vector<std::filesystem::path> sticks{root};
    const std::unique_ptr<DIR, int (*)(DIR*)> folder(::opendir(root.c_str()), ::closedir);
    if (!folder) return sticks;
    std::vector<std::string> names;
    for (int looked = 0; looked < kMaxEntriesLooked; ++looked) {
        const dirent* entry = ::readdir(folder.get());
        if (entry == nullptr) break;
        const std::string name = entry->d_name;
        if (name != "." && name != ".." && (entry->d_type == DT_DIR || entry->d_type == DT_UNKNOWN))
            names.push_back(name);
    }
    std::sort(names.begin(), names.end());
    for (const std::string& name : names) {
        if (sticks.size() > static_cast<std::size_t>(kMaxSticks)) break;
        sticks.push_back(root / name);
    }
    return sticks;
}

Result<Bytes> read_all(int file, std::size_t size) {
    Bytes content(size);
    std::size_t done = 0;
    while (done < size) {
        const ssize_t got = ::read(file, content.data() + done, size - done);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return system_error("read from the stick");
        if (got == 0) return Error(ErrorCode::kIo, "the file on the stick ends too soon");
        done += static_cast<std::size_t>(got);
    }
    return content;
}

Result<std::optional<Bytes>> read_from(const std::filesystem::path& stick, const std::string& name, std::size_t most) {
    const Descriptor folder(::open(stick.c_str(), kFolder));
    if (!folder.is_open()) return std::optional<Bytes>();
    const Descriptor file(::openat(folder.get(), name.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    if (!file.is_open()) {
        if (errno == ENOENT) return std::optional<Bytes>();
        if (errno == ELOOP) return Error(ErrorCode::kInvalid, "a link on the stick is not followed");
        return system_error("open the file on the stick");
    }
    struct stat facts {};
    if (::fstat(file.get(), &facts) != 0) return system_error("look at the file on the stick");
    if (!S_ISREG(facts.st_mode)) return Error(ErrorCode::kInvalid, "what lies on the stick is no file");
    if (facts.st_size < 0 || static_cast<std::size_t>(facts.st_size) > most)
        return Error(ErrorCode::kTooLarge, "the file on the stick is too large");
    return std::optional<Bytes>(TRY(read_all(file.get(), static_cast<std::size_t>(facts.st_size))));
}

Status write_all(int file, ByteView content) {
    std::size_t done = 0;
    while (done < content.size()) {
        const ssize_t put = ::write(file, content.data() + done, content.size() - done);
        if (put < 0 && errno == EINTR) continue;
        if (put < 0 && errno == ENOSPC) return Error(ErrorCode::kTooLarge, "the stick is full");
        if (put < 0) return system_error("write to the stick");
        done += static_cast<std::size_t>(put);
    }
    if (::fsync(file) != 0) return system_error("write to the stick");
    return {};
}

}  // namespace

Result<std::optional<StickFile>> find_on_stick(const std::filesystem::path& root, const std::string& name,
                                               std::size_t most) {
    if (root.empty()) return std::optional<StickFile>();
    for (const auto& stick : sticks_below(root)) {
        auto content = TRY(read_from(stick, name, most));
        if (content) return std::optional<StickFile>(StickFile{stick, std::move(*content)});
    }
    return std::optional<StickFile>();
}

Status write_to_stick(const std::filesystem::path& stick, const std::string& name, ByteView content) {
    const Descriptor folder(::open(stick.c_str(), kFolder));
    if (!folder.is_open()) return system_error("open the stick");
    const std::string fresh = name + ".part";
    ::unlinkat(folder.get(), fresh.c_str(), 0);
    const Descriptor file(
        ::openat(folder.get(), fresh.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644));
    if (!file.is_open() && errno == ENOSPC) return Error(ErrorCode::kTooLarge, "the stick is full");
    if (!file.is_open()) return system_error("make a file on the stick");
    auto done = write_all(file.get(), content);
    if (done.ok() && ::renameat(folder.get(), fresh.c_str(), folder.get(), name.c_str()) != 0)
        done = system_error("name the file on the stick");
    if (!done.ok()) ::unlinkat(folder.get(), fresh.c_str(), 0);
    ::fsync(folder.get());
    return done;
}

}  // namespace dayroom::device
