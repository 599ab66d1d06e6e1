// The TLS key and certificate with which all lines to the hub call, and the pair before it. What the device store
// holds, in memory, so that no line waits for the store. Any thread; load() with the store's lock.
#pragma once

#include <cstdint>
#include <mutex>
#include <optional>

#include "platform/crypto/certificate.h"
#include "platform/store/certificate_store.h"

namespace dayroom::agent {

class TlsKeys {
public:
    struct Pair {
        crypto::CertifiedKey key;
        std::uint64_t generation = 0;  // rises with each change: a line that was made of an older one is made anew
    };

    /// Takes over what is in use now, at the start and after each change.
    Status load(store::CertificateStore& kept);
    Pair in_use() const;
    std::uint64_t generation() const;
    std::optional<crypto::CertifiedKey> before() const;

private:
    mutable std::mutex mutex_;
    Pair in_use_;
    std::optional<crypto::CertifiedKey> before_;
};

}  // namespace dayroom::agent
