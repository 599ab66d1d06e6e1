#include "platform/device/key_file.h"

#include <cerrno>
#include <cstdio>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "platform/device/descriptor.h"
#include "platform/device/system_error.h"

namespace dayroom::device {
namespace {

Status write_whole(int file, ByteView bytes) {
    std::size_t done = 0;
    while (done < bytes.size()) {
        const ssize_t written = ::write(file, bytes.data() + done, bytes.size() - done);
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return system_error("write a key");
        done += static_cast<std::size_t>(written);
    }
    if (::fsync(file) != 0) return system_error("save a key");
    return {};
}

Status look_at_key_file(int file, const std::string& path, std::size_t most, std::size_t& size) {
    struct stat facts {};
    if (::fstat(file, &facts) != 0) return system_error("look at " + path);
    if (!S_ISREG(facts.st_mode)) return Error(ErrorCode::kDenied, path + " is not a file");
    if (facts.st_uid != ::geteuid()) return Error(ErrorCode::kDenied, path + " belongs to another user");
    if ((facts.st_mode & 077) != 0)
        return Error(ErrorCode::kDenied, path + " is readable by others; run chmod 600 on it");
    if (facts.st_size > static_cast<off_t>(most)) return Error(ErrorCode::kTooLarge, path + " is too large");
    size = static_cast<std::size_t>(facts.st_size);
    return {};
}

}  // namespace

Status sync_folder_of(const std::string& path) {
    const auto slash = path.find_last_of('/');
    const std::string folder = slash == std::string::npos ? "." : path.substr(0, slash + 1);
    const Descriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (opened.get() < 0 || ::fsync(opened.get()) != 0) return system_error("save the folder of a key");
    return {};
}

Status write_key_file(const std::string& path, ByteView bytes, IfThere if_there) {
    const std::string beside = path + ".new";
    ::unlink(beside.c_str());
    {
        const Descriptor file(::open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600));
        if (file.get() < 0) return system_error("make " + beside);
        TRY(write_whole(file.get(), bytes));
    }
    // link() fails if one appeared meanwhile; rename() takes its place.
    const bool replaces = if_there == IfThere::kReplace;
    const bool placed =
        replaces ? ::rename(beside.c_str(), path.c_str()) == 0 : ::link(beside.c_str(), path.c_str()) == 0;
    const int reason = errno;
    ::unlink(beside.c_str());
    if (!placed) {
        if (reason == EEXIST) return Error(ErrorCode::kConflict, path + " is there already");
        errno = reason;
        return system_error("keep " + path);
    }
    return sync_folder_of(path);
}

Result<Secret> read_key_file(const std::string& path, std::size_t most) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
    if (file.get() < 0) {
        if (errno == ENOENT) return Error(ErrorCode::kNotFound, path + " does not exist");
        if (errno == ELOOP) return Error(ErrorCode::kDenied, path + " is a link; it must be a file");
        return system_error("open " + path);
    }
    std::size_t size = 0;
    TRY(look_at_key_file(file.get(), path, most, size));
    Secret key = Secret::zeroed(size);
    std::size_t done = 0;
    while (done < size) {
        const ssize_t got = ::read(file.get(), key.writable().data() + done, size - done);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return system_error("read " + path);
        done += static_cast<std::size_t>(got);
    }
    return key;
}

Status destroy_key_file(const std::string& path, ByteView noise) {
    {
        const Descriptor file(::open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOFOLLOW));
        if (file.get() < 0) return errno == ENOENT ? Status() : Status(system_error("overwrite " + path));
        TRY(write_whole(file.get(), noise));
    }
    if (::unlink(path.c_str()) != 0) return system_error("remove " + path);
    return sync_folder_of(path);
}

}  // namespace dayroom::device
