// Photos at rest on the terminal: one encrypted file each, under a key that only a signed-in resident's vault gives,
// named by a keyed hash, so that neither content nor name says anything while nobody is signed in. A cache: what is
// damaged, or was made under another key, is fetched again. One thread at a time.
#pragma once

#include <filesystem>
#include <optional>

#include "platform/base/bytes.h"
#include "platform/base/result.h"
#include "platform/crypto/secret.h"

namespace dayroom::sync {

/// All photos of all residents on this terminal; the oldest go first.
inline constexpr std::uint64_t kMaxBlobFolderBytes = 1024ULL * 1024 * 1024;

class BlobFiles {
public:
    /// `directory` is made when missing (mode 0700).
    static Result<BlobFiles> open(std::filesystem::path directory);

    /// Nothing when it is not here, or cannot be opened with this key (then it is deleted).
    Result<std::optional<Bytes>> load(const Secret& key, ByteView sha256);
    /// Whether a file of that name is here; whether it can be opened is for load().
    bool has(const Secret& key, ByteView sha256) const;
    /// kCorrupt when the bytes are not what `sha256` says.
    Status save(const Secret& key, ByteView sha256, ByteView content);
    /// Deletes the oldest files until the folder is below `most` bytes.
    Status trim(std::uint64_t most = kMaxBlobFolderBytes);

private:
    explicit BlobFiles(std::filesystem::path directory) : directory_(std::move(directory)) {}
    std::filesystem::path file_of(const Secret& key, ByteView sha256) const;
    std::filesystem::path directory_;
};

}  // namespace dayroom::sync
