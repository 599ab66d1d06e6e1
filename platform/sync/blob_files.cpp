#include "platform/sync/blob_files.h"

#include <algorithm>
#include <fstream>
#include <vector>

#include "platform/crypto/hash.h"
#include "platform/crypto/secretbox.h"
#include "platform/wire/limits.h"

namespace dayroom::sync {
namespace fs = std::filesystem;

Result<BlobFiles> BlobFiles::open(fs::path directory) {
    std::error_code failed;
    fs::create_directories(directory, failed);
    if (failed) return Error(ErrorCode::kIo, "make the folder of photos: " + failed.message());
    fs::permissions(directory, fs::perms::owner_all, failed);
    if (failed) return Error(ErrorCode::kIo, "protect the folder of photos: " + failed.message());
    return BlobFiles(std::move(directory));
}

fs::path BlobFiles::file_of(const Secret& key, ByteView sha256) const {
    return directory_ / to_hex(crypto::keyed_blake2b(key, sha256));
}

Result<std::optional<Bytes>> BlobFiles::load(const Secret& key, ByteView sha256) {
    const fs::path path = file_of(key, sha256);
    std::ifstream file(path, std::ios::binary);
    if (!file) return std::optional<Bytes>();
    Bytes sealed(wire::kMaxBlobBytes + crypto::kSecretboxOverheadBytes + 1);
    file.read(reinterpret_cast<char*>(sealed.data()), static_cast<std::streamsize>(sealed.size()));
    sealed.resize(static_cast<std::size_t>(file.gcount()));
    auto content = crypto::decrypt(key, sealed, sha256);
    if (content.ok()) return std::optional(content.take());
    std::error_code ignored;
    fs::remove(path, ignored);
    return std::optional<Bytes>();
}

bool BlobFiles::has(const Secret& key, ByteView sha256) const {
    std::error_code failed;
    return fs::exists(file_of(key, sha256), failed);
}

Status BlobFiles::save(const Secret& key, ByteView sha256, ByteView content) {
    if (content.size() > wire::kMaxBlobBytes) return Error(ErrorCode::kTooLarge, "a photo is too large");
    if (!crypto::same(crypto::sha256(content), sha256))
        return Error(ErrorCode::kCorrupt, "a photo is not what was promised");
    const fs::path path = file_of(key, sha256);
    const fs::path beside = path.string() + ".new";
    const Bytes sealed = crypto::encrypt(key, content, sha256);
    std::ofstream file(beside, std::ios::binary | std::ios::trunc);
    file.write(reinterpret_cast<const char*>(sealed.data()), static_cast<std::streamsize>(sealed.size()));
    file.close();
    std::error_code failed;
    if (file.good()) fs::rename(beside, path, failed);
    if (!file.good() || failed) {
        fs::remove(beside, failed);
        return Error(ErrorCode::kIo, "keep a photo");
    }
    return {};
}

Status BlobFiles::trim(std::uint64_t most) {
    struct Kept {
        fs::file_time_type time;
        std::uint64_t size;
        fs::path path;
    };
    std::vector<Kept> files;
    std::uint64_t total = 0;
    std::error_code failed;
    for (const auto& entry : fs::directory_iterator(directory_, failed)) {
        std::error_code gone;
        const std::uint64_t size = entry.file_size(gone);
        if (gone) continue;
        files.push_back({entry.last_write_time(gone), size, entry.path()});
        total += size;
    }
    if (failed) return Error(ErrorCode::kIo, "look through the photos: " + failed.message());
    std::sort(files.begin(), files.end(), [](const Kept& left, const Kept& right) { return left.time < right.time; });
    for (const Kept& file : files) {
        if (total <= most) break;
        if (fs::remove(file.path, failed)) total -= std::min(total, file.size);
    }
    return {};
}

}  // namespace dayroom::sync
