#include "platform/device/key_protection.h"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "platform/device/system_error.h"

namespace dayroom::device {
namespace {

/// A descriptor that closes itself.
class Descriptor {
public:
    explicit Descriptor(int value) : value_(value) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (value_ >= 0) ::close(value_);
    }
    int get() const { return value_; }

private:
    int value_;
};

Status write_whole(int file, ByteView bytes) {
    std::size_t done = 0;
    while (done < bytes.size()) {
        const ssize_t written = ::write(file, bytes.data() + done, bytes.size() - done);
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return system_error("write the store key");
        done += static_cast<std::size_t>(written);
    }
    if (::fsync(file) != 0) return system_error("save the store key");
    return {};
}

Status sync_folder_of(const std::string& path) {
    const auto slash = path.find_last_of('/');
    const std::string folder = slash == std::string::npos ? "." : path.substr(0, slash + 1);
    const Descriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (opened.get() < 0 || ::fsync(opened.get()) != 0) return system_error("save the folder of the store key");
    return {};
}

}  // namespace

const char* to_string(Assurance level) {
    switch (level) {
        case Assurance::kTpm:
            return "tpm";
        case Assurance::kPassphrase:
            return "passphrase";
        case Assurance::kHostKey:
            return "host-key";
    }
    return "host-key";
}

Result<Secret> HostKeyFile::store_key() {
    auto kept = load();
    if (!kept.ok() && kept.error().code == ErrorCode::kNotFound) return make();
    return kept;
}

Result<Secret> HostKeyFile::load() const {
    const Descriptor file(::open(path_.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
    if (file.get() < 0) {
        if (errno == ENOENT) return Error(ErrorCode::kNotFound, path_ + " does not exist");
        if (errno == ELOOP) return Error(ErrorCode::kDenied, path_ + " is a link; it must be a file");
        return system_error("open " + path_);
    }
    struct stat facts {};
    if (::fstat(file.get(), &facts) != 0) return system_error("look at " + path_);
    if (!S_ISREG(facts.st_mode)) return Error(ErrorCode::kDenied, path_ + " is not a file");
    if (facts.st_uid != ::geteuid()) return Error(ErrorCode::kDenied, path_ + " belongs to another user");
    if ((facts.st_mode & 077) != 0)
        return Error(ErrorCode::kDenied, path_ + " is readable by others; run chmod 600 on it");
    if (facts.st_size != static_cast<off_t>(kKeyBytes))
        return Error(ErrorCode::kCorrupt, path_ + " is not a key of 32 bytes");
    Secret key = Secret::zeroed(kKeyBytes);
    std::size_t done = 0;
    while (done < kKeyBytes) {
        const ssize_t got = ::read(file.get(), key.writable().data() + done, kKeyBytes - done);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return system_error("read " + path_);
        done += static_cast<std::size_t>(got);
    }
    return key;
}

Result<Secret> HostKeyFile::make() {
    Secret key = Secret::random(kKeyBytes, random_);
    // Written beside, then linked: link() fails if a key appeared meanwhile, and a power cut leaves a whole key or
    // none.
    const std::string beside = path_ + ".new";
    ::unlink(beside.c_str());
    {
        const Descriptor file(::open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600));
        if (file.get() < 0) return system_error("make " + beside);
        TRY(write_whole(file.get(), key.bytes()));
    }
    const bool linked = ::link(beside.c_str(), path_.c_str()) == 0;
    const int reason = errno;
    ::unlink(beside.c_str());
    if (!linked) {
        if (reason == EEXIST) return load();
        errno = reason;
        return system_error("keep " + path_);
    }
    TRY(sync_folder_of(path_));
    return key;
}

}  // namespace dayroom::device
