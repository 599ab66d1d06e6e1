// The bytes of photos at the hub: DIR/blobs/<sha256 in hex>.<8 bytes of the key's hash>, each encrypted under a key of
// its own that stands in hub.db. Destroying the row destroys the photo. Safe from any thread: a file is written whole
// beside its place and moved there.
#pragma once

#include <filesystem>
#include <functional>

#include "platform/facility/messages/messages.h"
#include "platform/wire/limits.h"

namespace dayroom::facility {

class BlobFiles {
public:
    /// `folder` must exist (mode 0700).
    BlobFiles(std::filesystem::path folder, Random& random) : folder_(std::move(folder)), random_(random) {}

    /// Writes the bytes, synced, under a new key. The row (Messages::add_blob) is the caller's next step; without it
    /// the file is dead weight. kTooLarge above wire::kMaxBlobBytes, kInvalid for none, kIo.
    Result<BlobRef> put(ByteView bytes);
    /// What was put and then not needed: somebody else's row was first.
    void drop(const BlobRef& blob) const;
    /// kNotFound when the file is missing, kCorrupt when it is not what was written.
    Result<Bytes> get(const BlobRef& blob) const;
    /// The same photo, checked, into another folder: encrypted under the same key, synced. Errors as of get(), kIo.
    Status copy(const BlobRef& blob, const BlobFiles& to) const;

private:
    std::filesystem::path path_of(const BlobRef& blob) const;
    Result<std::string> read_sealed(const BlobRef& blob) const;
    Status place(const BlobRef& blob, ByteView sealed) const;
    std::filesystem::path folder_;
    Random& random_;
};

/// Every photo that a database names, in the order of their hashes. The first error of `each` ends it.
Status each_blob(database::Connection& connection, const std::function<Status(const BlobRef&)>& each);

}  // namespace dayroom::facility
