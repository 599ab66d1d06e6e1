#include "platform/facility/messages/blob_files.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>

#include <fcntl.h>
#include <unistd.h>

#include "platform/crypto/stream.h"

namespace dayroom::facility {
namespace {

constexpr std::size_t kMaxSealedBytes =
    wire::kMaxBlobBytes + crypto::kStreamHeaderBytes +
    (wire::kMaxBlobBytes / crypto::kStreamPieceBytes + 1) * crypto::kStreamPieceOverheadBytes;

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

Result<Bytes> open_sealed(const BlobRef& blob, ByteView sealed) {
    auto bytes = crypto::decrypt_stream(blob.key, sealed);
    if (!bytes.ok() || crypto::sha256(bytes.value()) != blob.sha256) {
        return Error(ErrorCode::kCorrupt, "a photo's file is not what was written");
    }
    return bytes;
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
    TRY(place(blob, crypto::encrypt_stream(blob.key, bytes)));
    return blob;
}

Status BlobFiles::place(const BlobRef& blob, ByteView sealed) const {
    const std::filesystem::path target = path_of(blob);
    std::filesystem::path beside = target;
    beside += ".new";
    Status written = write_synced(beside, sealed);
    if (written.ok() && ::rename(beside.c_str(), target.c_str()) != 0) written = io_error("place photo file");
    if (!written.ok()) ::unlink(beside.c_str());
    return written;
}

void BlobFiles::drop(const BlobRef& blob) const { ::unlink(path_of(blob).c_str()); }

Result<std::string> BlobFiles::read_sealed(const BlobRef& blob) const {
    std::ifstream file(path_of(blob), std::ios::binary);
    if (!file) return Error(ErrorCode::kNotFound, "the photo's file is missing");
    std::string sealed(kMaxSealedBytes + 1, '\0');
    file.read(sealed.data(), static_cast<std::streamsize>(sealed.size()));
    sealed.resize(static_cast<std::size_t>(file.gcount()));
    if (sealed.size() > kMaxSealedBytes) return Error(ErrorCode::kCorrupt, "a photo's file is too long");
    return sealed;
}

Result<Bytes> BlobFiles::get(const BlobRef& blob) const {
    const std::string sealed = TRY(read_sealed(blob));
    return open_sealed(blob, as_bytes(sealed));
}

Status BlobFiles::copy(const BlobRef& blob, const BlobFiles& to) const {
    const std::string sealed = TRY(read_sealed(blob));
    TRY(open_sealed(blob, as_bytes(sealed)));
    return to.place(blob, as_bytes(sealed));
}

Status each_blob(database::Connection& connection, const std::function<Status(const BlobRef&)>& each) {
    return connection.each("SELECT sha256, size, key FROM blob ORDER BY sha256",
                           [&](const database::Row& row) -> Status {
                               BlobRef blob;
                               const ByteView sha256 = row.bytes(0);
                               if (sha256.size() != blob.sha256.size())
                                   return Error(ErrorCode::kCorrupt, "a photo's hash has a wrong size");
                               std::copy(sha256.begin(), sha256.end(), blob.sha256.begin());
                               blob.size = row.integer(1);
                               blob.key = Secret::copy_of(row.bytes(2));
                               return each(blob);
                           });
}

}  // namespace dayroom::facility
