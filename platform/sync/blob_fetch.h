// Getting one photo from the hub: in pieces if the line breaks, checked against its SHA-256 at the end. What is half
// here stays in memory for the next try; it never stands on the disk unencrypted.
#pragma once

#include "platform/base/bytes.h"
#include "platform/sync/hub_api.h"

namespace dayroom::sync {

class BlobFetch {
public:
    explicit BlobFetch(HubApi hub) : hub_(hub) {}

    /// `size` as the message says it (bytes). kCorrupt: what came is something else (begun again next time); kNotFound;
    /// the transport's errors: what came so far is kept for the next call with the same name.
    Result<Bytes> fetch(const std::string& sha256, std::size_t size);
    void forget();

private:
    HubApi hub_;
    std::string name_;
    std::string have_;
};

}  // namespace dayroom::sync
