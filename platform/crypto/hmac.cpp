#include "platform/crypto/hmac.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "platform/base/check.h"

namespace dayroom::crypto {

Digest hmac_sha256(const Secret& key, ByteView data) {
    DAYROOM_ASSERT(!key.empty());
    Digest out{};
    unsigned length = 0;
    const auto* made = HMAC(EVP_sha256(), key.bytes().data(), static_cast<int>(key.size()), data.data(), data.size(),
                            out.data(), &length);
    DAYROOM_ASSERT(made != nullptr && length == out.size());
    return out;
}

}  // namespace dayroom::crypto
