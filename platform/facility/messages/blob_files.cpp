#include "platform/facility/messages/blob_files.h"

#include <cerrno>
#include <cstring>
#include <fstream>

#include <fcntl.h>
#include <unistd.h>

#include "platform/crypto/stream.h"

namespace dayroom::facility {
namespace {

Error io_error(const char* what) { return Error(ErrorCode::kIo, std::string(what) + ": " + std::strerror(errno)); }

Status write_synced(const std::filesystem::path& path, ByteView bytes) {
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (file < 0) return io_error("make photo file");
    Status status;
    while (!bytes.empty() && status.ok()) {
        const ssize_t written = ::write(file, bytes.data(), bytes.size());
        if (written <= 0) {
            if (errno == EINTR) continue;
            status = io_error("write photo file");
        } else {
            bytes = bytes.subspan(static_cast<std::size_t>(written));
        }
    }
    if (status.ok() && ::fsync(file) != 0) status = io_error("sync photo file");
    ::close(file);
    return status;
}

}  // namespace

// Two that put the same picture at once write two files: the row that is committed names its own by its key.
std::filesystem::path BlobFiles::path_of(const BlobRef& blob) const {
    const crypto::Digest of_key = crypto::blake2b(blob.key.bytes());
    return folder_ / (to_hex(blob.sha256) + "." + to_hex(ByteView(of_key).first(8)));
}

Result<BlobRef> BlobFiles::put(ByteView bytes) {
    if (bytes.empty()) return Error(ErrorCode::kInvalid, "an empty photo");
    if (bytes.size() > wire::kMaxBlobBytes) return Error(ErrorCode::kTooLarge, "a photo may have 8 MiB");
    BlobRef blob;
    blob.sha256 = crypto::sha256(bytes);
    blob.size = static_cast<std::int64_t>(bytes.size());
    blob.key = Secret::random(kKeyBytes, random_);
    const std::filesystem::path target = path_of(blob);
    std::filesystem::path beside = target;
    beside += ".new";
    Status written = write_synced(beside, crypto::encrypt_stream(blob.key, bytes));
    if (written.ok() && ::rename(beside.c_str(), target.c_str()) != 0) written = io_error("place photo file");
    if (!written.ok()) {
        ::unlink(beside.c_str());
        return written.take_error();
    }
    return blob;
}

void BlobFiles::drop(const BlobRef& blob) const { ::unlink(path_of(blob).c_str()); }

Result<Bytes> BlobFiles::get(const BlobRef& blob) const {
    std::ifstream file(path_of(blob), std::ios::binary);
    if (!file) return Error(ErrorCode::kNotFound, "the photo's file is missing");
    const std::string sealed{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    auto bytes = crypto::decrypt_stream(blob.key, as_bytes(sealed));
    if (!bytes.ok() || crypto::sha256(bytes.value()) != blob.sha256) {
        return Error(ErrorCode::kCorrupt, "a photo's file is not what was written");
    }
    return bytes;
}

}  // namespace dayroom::facility
