#include "platform/crypto/secretbox.h"

#include <sodium.h>

#include "platform/base/check.h"
#include "platform/crypto/init.h"

namespace dayroom::crypto {
namespace {

constexpr std::size_t kNonce = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTag = crypto_aead_xchacha20poly1305_ietf_ABYTES;
static_assert(kNonce + kTag == kSecretboxOverheadBytes);

Status open_into(std::uint8_t* content, const Secret& key, ByteView sealed, ByteView associated) {
    DAYROOM_ASSERT(key.size() == kKeyBytes);
    ensure_ready();
    const ByteView cipher = sealed.subspan(kNonce);
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(content, nullptr, nullptr, cipher.data(), cipher.size(),
                                                   associated.data(), associated.size(), sealed.data(),
                                                   key.bytes().data()) != 0)
        return Error(ErrorCode::kUnauthenticated, "wrong key, or the encrypted bytes were changed");
    return {};
}

}  // namespace

Bytes encrypt(const Secret& key, ByteView content, ByteView associated) {
    DAYROOM_ASSERT(key.size() == kKeyBytes);
    ensure_ready();
    Bytes sealed(content.size() + kSecretboxOverheadBytes);
    randombytes_buf(sealed.data(), kNonce);
    crypto_aead_xchacha20poly1305_ietf_encrypt(sealed.data() + kNonce, nullptr, content.data(), content.size(),
                                               associated.data(), associated.size(), nullptr, sealed.data(),
                                               key.bytes().data());
    return sealed;
}

Result<Bytes> decrypt(const Secret& key, ByteView sealed, ByteView associated) {
    if (sealed.size() < kSecretboxOverheadBytes) return Error(ErrorCode::kInvalid, "encrypted bytes are cut off");
    Bytes content(sealed.size() - kSecretboxOverheadBytes);
    TRY(open_into(content.data(), key, sealed, associated));
    return content;
}

Result<Secret> decrypt_secret(const Secret& key, ByteView sealed, ByteView associated) {
    if (sealed.size() < kSecretboxOverheadBytes) return Error(ErrorCode::kInvalid, "encrypted bytes are cut off");
    Secret content = Secret::zeroed(sealed.size() - kSecretboxOverheadBytes);
    TRY(open_into(content.writable().data(), key, sealed, associated));
    return content;
}

}  // namespace dayroom::crypto
