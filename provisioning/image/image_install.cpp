#include "provisioning/image/image_install.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <vector>

#include <fcntl.h>
#include <sys/stat.h>

#include "platform/crypto/hash.h"
#include "platform/device/descriptor.h"
#include "platform/device/measure.h"
#include "platform/wire/machine_image.h"
#include "provisioning/image/kernel_file.h"

namespace dayroom::provisioning {
namespace {

namespace fs = std::filesystem;
using device::Descriptor;

constexpr std::size_t kPiece = 1024 * 1024;
constexpr std::size_t kMostRequestBytes = 4096;
constexpr const char* kTries = "+3";  // starts that the boot loader gives it

Error failed(const std::string& what) { return {ErrorCode::kIo, what + ": " + std::strerror(errno)}; }

Status write_all(int file, ByteView bytes) {
    while (!bytes.empty()) {
        const ssize_t wrote = ::write(file, bytes.data(), bytes.size());
        if (wrote < 0 && errno == EINTR) continue;
        if (wrote <= 0) return failed("write");
        bytes = bytes.subspan(static_cast<std::size_t>(wrote));
    }
    return {};
}

/// Up to a whole piece; empty at the end.
Result<ByteView> read_piece(int file, Bytes& piece) {
    std::size_t have = 0;
    while (have < piece.size()) {
        const ssize_t got = ::read(file, piece.data() + have, piece.size() - have);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return failed("read");
        if (got == 0) break;
        have += static_cast<std::size_t>(got);
    }
    return ByteView(piece).first(have);
}

/// A folder that stays the same one while we work, whatever its owner does to its name.
Result<Descriptor> open_folder(const fs::path& path) {
    Descriptor folder(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    if (!folder.is_open()) return failed("open " + path.string());
    return folder;
}

/// A plain file of it.
Result<Descriptor> open_in(const Descriptor& folder, const std::string& name) {
    Descriptor file(::openat(folder.get(), name.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    if (!file.is_open() && errno == ENOENT) return Error(ErrorCode::kNotFound, name + " is not there");
    if (!file.is_open()) return failed("open " + name);
    struct stat facts;
    if (::fstat(file.get(), &facts) != 0) return failed("look at " + name);
    if (!S_ISREG(facts.st_mode)) return Error(ErrorCode::kInvalid, name + " is no plain file");
    return file;
}

Status replace_in(const Descriptor& folder, const std::string& name, std::string_view content) {
    const std::string beside = name + ".new";
    ::unlinkat(folder.get(), beside.c_str(), 0);
    const Descriptor file(
        ::openat(folder.get(), beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644));
    if (!file.is_open()) return failed("write " + name);
    if (::fchmod(file.get(), 0644) != 0) return failed("write " + name);  // the agent reads it, whatever our umask
    TRY(write_all(file.get(), as_bytes(content)));
    if (::fsync(file.get()) != 0) return failed("write " + name);
    if (::renameat(folder.get(), beside.c_str(), folder.get(), name.c_str()) != 0) return failed("write " + name);
    if (::fsync(folder.get()) != 0) return failed("write " + name);
    return {};
}

class Installer {
public:
    Installer(const ImagePlaces& places, const BeforeWrite& before_write)
        : places_(places), before_write_(before_write), piece_(kPiece) {}

    Result<std::string> run() {
        folder_ = TRY(open_folder(places_.folder));
        const Descriptor request = TRY(open_in(folder_, wire::kInstallImage));
        Bytes bytes(kMostRequestBytes);
        image_ = TRY(wire::parse_machine_image(TRY(read_piece(request.get(), bytes))));
        TRY(look_at_machine());
        const auto& kernel =
            *wire::part_of(image_, other_ == "a" ? wire::ImagePart::KERNEL_A : wire::ImagePart::KERNEL_B);
        TRY(look_at_kernel(kernel));
        TRY(forget_kernels());
        TRY(write_partition(*wire::part_of(image_, wire::ImagePart::ROOT), "root-" + other_));
        TRY(write_partition(*wire::part_of(image_, wire::ImagePart::HASHES), "verity-" + other_));
        TRY(write_kernel(kernel));
        return image_.version();
    }

private:
    Status may_write() const { return before_write_ ? before_write_() : Status(); }

    Status look_at_machine() {
        const auto slot = device::boot_slot(places_.machine);
        const auto version = device::image_version(places_.machine);
        if (!slot || !version)
            return Error(ErrorCode::kUnsupported, "this machine was not made from an image: update its packages");
        if (wire::compare_image_versions(image_.version(), *version) <= 0)
            return Error(ErrorCode::kConflict, image_.version() + " is not newer than " + *version + ", which runs");
        other_ = *slot == "a" ? "b" : "a";
        return {};
    }

    Status look_at_kernel(const wire::ImagePart& part) {
        const Descriptor file = TRY(open_in(folder_, to_hex(as_bytes(part.sha256()))));
        Bytes head(kKernelHeadBytes);
        const KernelFacts facts = TRY(read_kernel_facts(TRY(read_piece(file.get(), head))));
        if (facts.version != image_.version() || facts.slot != other_)
            return Error(ErrorCode::kInvalid, "the kernel is of image " + facts.version + ", system " + facts.slot +
                                                  ": it cannot be " + image_.version() + " in system " + other_);
        return {};
    }

    std::string kernel_name() const { return "dayroom-" + other_ + "_" + image_.version() + kTries + ".efi"; }

    /// A system that is being written must not be started.
    Status forget_kernels() {
        std::error_code wrong;
        std::vector<fs::path> gone;
        for (const auto& each : fs::directory_iterator(places_.kernels, wrong))
            if (each.path().filename().string().starts_with("dayroom-" + other_ + "_")) gone.push_back(each.path());
        if (wrong) return Error(ErrorCode::kIo, places_.kernels.string() + ": " + wrong.message());
        for (const fs::path& each : gone) {
            TRY(may_write());
            if (!fs::remove(each, wrong)) return Error(ErrorCode::kIo, each.string() + ": " + wrong.message());
        }
        return keep_names();
    }

    /// Names of the boot partition are on the disk from here on.
    Status keep_names() {
        const Descriptor folder = TRY(open_folder(places_.kernels));
        if (::fsync(folder.get()) != 0) return failed("write " + places_.kernels.string());
        return {};
    }

private:
    /// From the agent's folder to `to`, which is at its beginning; what was read must be the part.
    Status copy(const wire::ImagePart& part, const Descriptor& to) {
        const Descriptor from = TRY(open_in(folder_, to_hex(as_bytes(part.sha256()))));
        crypto::Sha256 hash;
        std::int64_t copied = 0;
        for (;;) {
            const ByteView piece = TRY(read_piece(from.get(), piece_));
            if (piece.empty()) break;
            copied += static_cast<std::int64_t>(piece.size());
            if (copied > part.size()) break;
            hash.update(piece);
            TRY(may_write());
            TRY(write_all(to.get(), piece));
        }
        if (copied != part.size() || !crypto::same(hash.finish(), as_bytes(part.sha256())))
            return Error(ErrorCode::kCorrupt, "a part of the image is not what the policy promised");
        if (::fsync(to.get()) != 0) return failed("write");
        return {};
    }

    Status write_partition(const wire::ImagePart& part, const std::string& name) {
        const fs::path path = places_.partitions / name;
        const Descriptor to(::open(path.c_str(), O_RDWR | O_CLOEXEC));
        if (!to.is_open()) return failed("open " + path.string());
        if (const off_t room = ::lseek(to.get(), 0, SEEK_END); room >= 0 && room < part.size())
            return Error(ErrorCode::kTooLarge, "the image has no room in " + name);
        if (::lseek(to.get(), 0, SEEK_SET) != 0) return failed("write " + name);
        TRY(copy(part, to));
        return read_back(part, to, name);
    }

    /// From the disk, not from memory, where that can be asked for.
    Status read_back(const wire::ImagePart& part, const Descriptor& file, const std::string& name) {
        ::posix_fadvise(file.get(), 0, 0, POSIX_FADV_DONTNEED);
        if (::lseek(file.get(), 0, SEEK_SET) != 0) return failed("read " + name);
        crypto::Sha256 hash;
        std::int64_t left = part.size();
        while (left > 0) {
            const ByteView piece = TRY(read_piece(file.get(), piece_));
            if (piece.empty()) break;
            const auto used =
                static_cast<std::size_t>(std::min<std::int64_t>(left, static_cast<std::int64_t>(piece.size())));
            hash.update(piece.first(used));
            left -= static_cast<std::int64_t>(used);
        }
        if (left > 0 || !crypto::same(hash.finish(), as_bytes(part.sha256())))
            return Error(ErrorCode::kCorrupt, name + " does not hold what was written: the disk is worn out");
        return {};
    }

private:
    Status write_kernel(const wire::ImagePart& part) {
        const fs::path beside = places_.kernels / "dayroom.new";
        {
            TRY(may_write());
            const Descriptor file(::open(beside.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600));
            if (!file.is_open()) return failed("write " + beside.string());
            TRY(copy(part, file));
            TRY(read_back(part, file, "the kernel"));
        }
        TRY(may_write());
        std::error_code wrong;
        fs::rename(beside, places_.kernels / kernel_name(), wrong);
        if (wrong) return Error(ErrorCode::kIo, "name the kernel: " + wrong.message());
        return keep_names();
    }

    const ImagePlaces& places_;
    const BeforeWrite& before_write_;
    Bytes piece_;
    Descriptor folder_{-1};
    wire::MachineImage image_;
    std::string other_;  // the system that does not run
};

}  // namespace

Result<std::string> install_image(const ImagePlaces& places, const BeforeWrite& before_write) {
    return Installer(places, before_write).run();
}

Result<std::string> answer_install_request(const ImagePlaces& places, const BeforeWrite& before_write) {
    const Descriptor folder = TRY(open_folder(places.folder));
    const Descriptor request = TRY(open_in(folder, wire::kInstallImage));
    Bytes bytes(kMostRequestBytes);
    const auto wish = wire::parse_machine_image(TRY(read_piece(request.get(), bytes)));
    auto installed = install_image(places, before_write);
    if (installed.ok()) {
        TRY(replace_in(folder, wire::kImageInstalled, *installed));
    } else if (installed.error().code == ErrorCode::kIo) {
        return installed;  // the disk, or the plug: the request stays
    } else {
        TRY(replace_in(folder, wire::kImageRefused,
                       (wish.ok() ? wish->version() : std::string()) + "\n" + installed.error().detail));
    }
    if (::unlinkat(folder.get(), wire::kInstallImage, 0) != 0) return failed("end the request");
    return installed;
}

}  // namespace dayroom::provisioning
