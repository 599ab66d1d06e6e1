#include "platform/sync/blob_fetch.h"

#include "platform/crypto/hash.h"
#include "platform/wire/limits.h"

namespace dayroom::sync {
namespace {

constexpr int kMostParts = 16;

}  // namespace

Result<Bytes> BlobFetch::fetch(const std::string& sha256, std::size_t size) {
    if (size == 0 || size > wire::kMaxBlobBytes)
        return Error(ErrorCode::kTooLarge, "a photo of this size is not fetched");
    if (sha256 != name_) forget();
    name_ = sha256;
    for (int part = 0; part < kMostParts && have_.size() < size; ++part) {
        auto answer = TRY(hub_.blob(sha256, have_.size(), size));
        if (answer.from_start) have_.clear();
        if (answer.bytes.empty()) break;
        have_ += answer.bytes;
    }
    Bytes whole = to_bytes(have_);
    forget();
    if (whole.size() != size || !crypto::same(crypto::sha256(whole), as_bytes(sha256))) {
        return Error(ErrorCode::kCorrupt, "a photo is not what was promised");
    }
    return whole;
}

void BlobFetch::forget() {
    name_.clear();
    have_.clear();
}

}  // namespace dayroom::sync
