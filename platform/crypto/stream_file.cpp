#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <unistd.h>

#include "platform/crypto/stream.h"

namespace dayroom::crypto {
namespace {

Error system_error(const std::string& what) { return Error(ErrorCode::kIo, what + ": " + std::strerror(errno)); }

class File {
public:
    static Result<File> open(const std::filesystem::path& path, int flags) {
        const int fd = ::open(path.c_str(), flags | O_CLOEXEC, 0600);
        if (fd < 0) return system_error("open " + path.string());
        return File(fd);
    }
    File(File&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
    File& operator=(File&&) = delete;
    ~File() {
        if (fd_ >= 0) ::close(fd_);
    }

    /// Fills `out` unless the file ends first; returns how much came.
    Result<std::size_t> read(std::span<std::uint8_t> out) {
        std::size_t done = 0;
        while (done < out.size()) {
            const ssize_t got = ::read(fd_, out.data() + done, out.size() - done);
            if (got < 0 && errno == EINTR) continue;
            if (got < 0) return system_error("read");
            if (got == 0) break;
            done += static_cast<std::size_t>(got);
        }
        return done;
    }
    Status write(ByteView bytes) {
        while (!bytes.empty()) {
            const ssize_t put = ::write(fd_, bytes.data(), bytes.size());
            if (put < 0 && errno == EINTR) continue;
            if (put < 0) return system_error("write");
            bytes = bytes.subspan(static_cast<std::size_t>(put));
        }
        return {};
    }
    Status sync() {
        if (::fsync(fd_) != 0) return system_error("sync");
        return {};
    }

private:
    explicit File(int fd) : fd_(fd) {}
    int fd_;
};

Status encrypt_open_files(const Secret& key, File& in, File& out) {
    StreamEncryptor encryptor(key);
    TRY(out.write(encryptor.header()));
    Bytes piece(kStreamPieceBytes);
    Bytes next(kStreamPieceBytes);
    std::size_t size = TRY(in.read(piece));
    for (;;) {
        const std::size_t following = size == piece.size() ? TRY(in.read(next)) : 0;
        TRY(out.write(encryptor.push(ByteView(piece).first(size), following == 0)));
        if (following == 0) break;
        piece.swap(next);
        size = following;
    }
    wipe(piece);
    wipe(next);
    return out.sync();
}

Status decrypt_open_files(const Secret& key, File& in, File& out) {
    Bytes header(kStreamHeaderBytes);
    if (TRY(in.read(header)) != header.size()) return Error(ErrorCode::kCorrupt, "an encrypted file is cut off");
    auto decryptor = TRY(StreamDecryptor::begin(key, header));
    Bytes piece(kStreamPieceBytes + kStreamPieceOverheadBytes);
    bool last = false;
    for (;;) {
        const std::size_t size = TRY(in.read(piece));
        if (size == 0) break;
        if (last) return Error(ErrorCode::kCorrupt, "bytes follow the end of an encrypted file");
        auto plain = TRY(decryptor.pull(ByteView(piece).first(size)));
        TRY(out.write(plain.content));
        last = plain.last;
    }
    if (!last) return Error(ErrorCode::kCorrupt, "an encrypted file is cut off");
    return out.sync();
}

using Worker = Status (*)(const Secret&, File&, File&);

Status from_file_to_file(Worker work, const Secret& key, const std::filesystem::path& from,
                         const std::filesystem::path& to) {
    File in = TRY(File::open(from, O_RDONLY));
    File out = TRY(File::open(to, O_WRONLY | O_CREAT | O_TRUNC));
    Status status = work(key, in, out);
    if (!status.ok()) ::unlink(to.c_str());
    return status;
}

}  // namespace

Status encrypt_file(const Secret& key, const std::filesystem::path& from, const std::filesystem::path& to) {
    return from_file_to_file(encrypt_open_files, key, from, to);
}

Status decrypt_file(const Secret& key, const std::filesystem::path& from, const std::filesystem::path& to) {
    return from_file_to_file(decrypt_open_files, key, from, to);
}

}  // namespace dayroom::crypto
