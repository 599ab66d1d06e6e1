#include "platform/crypto/keys.h"

#include <sodium.h>

#include "platform/base/check.h"
#include "platform/crypto/hash.h"
#include "platform/crypto/init.h"

namespace dayroom::crypto {
namespace {

Bytes joined(std::string_view domain, ByteView message) {
    Bytes all;
    all.reserve(domain.size() + message.size());
    all.insert(all.end(), domain.begin(), domain.end());
    all.insert(all.end(), message.begin(), message.end());
    return all;
}

template <typename Key>
Key public_from(const std::array<std::uint8_t, kPublicKeyBytes>& bytes) {
    auto key = Key::from_bytes(ByteView(bytes));
    DAYROOM_ASSERT(key.ok());
    return key.take();
}

}  // namespace

KeyId key_id(const SigningPublic& key) {
    const Digest digest = blake2b(key.bytes());
    KeyId id;
    std::copy_n(digest.begin(), id.size(), id.begin());
    return id;
}

SigningKey SigningKey::make(Random& random) { return from_seed(Secret::random(kKeyBytes, random)).take(); }

Result<SigningKey> SigningKey::from_seed(const Secret& seed) {
    if (seed.size() != crypto_sign_SEEDBYTES) return Error(ErrorCode::kInvalid, "a signing seed has 32 bytes");
    ensure_ready();
    SigningKey key;
    key.seed_ = seed.duplicate();
    key.expanded_ = Secret::zeroed(crypto_sign_SECRETKEYBYTES);
    std::array<std::uint8_t, kPublicKeyBytes> public_bytes;
    crypto_sign_seed_keypair(public_bytes.data(), key.expanded_.writable().data(), seed.bytes().data());
    key.public_ = public_from<SigningPublic>(public_bytes);
    return key;
}

Signature SigningKey::sign(std::string_view domain, ByteView message) const {
    const Bytes all = joined(domain, message);
    Signature signature;
    crypto_sign_detached(signature.data(), nullptr, all.data(), all.size(), expanded_.bytes().data());
    return signature;
}

Status verify(const SigningPublic& key, std::string_view domain, ByteView message, ByteView signature) {
    if (signature.size() != kSignatureBytes) return Error(ErrorCode::kInvalid, "a signature has 64 bytes");
    ensure_ready();
    const Bytes all = joined(domain, message);
    if (crypto_sign_verify_detached(signature.data(), all.data(), all.size(), key.bytes().data()) != 0)
        return Error(ErrorCode::kUnauthenticated, "the signature is not of this key over these bytes");
    return {};
}

BoxKey BoxKey::make(Random& random) { return from_seed(Secret::random(kKeyBytes, random)).take(); }

Result<BoxKey> BoxKey::from_seed(const Secret& seed) {
    if (seed.size() != crypto_box_SEEDBYTES) return Error(ErrorCode::kInvalid, "a box seed has 32 bytes");
    ensure_ready();
    BoxKey key;
    key.seed_ = seed.duplicate();
    key.private_ = Secret::zeroed(crypto_box_SECRETKEYBYTES);
    std::array<std::uint8_t, kPublicKeyBytes> public_bytes;
    crypto_box_seed_keypair(public_bytes.data(), key.private_.writable().data(), seed.bytes().data());
    key.public_ = public_from<BoxPublic>(public_bytes);
    return key;
}

Result<Bytes> BoxKey::open(ByteView box) const {
    if (box.size() < kBoxOverheadBytes) return Error(ErrorCode::kInvalid, "a sealed box is cut off");
    Bytes content(box.size() - kBoxOverheadBytes);
    if (crypto_box_seal_open(content.data(), box.data(), box.size(), public_.bytes().data(), private_.bytes().data()) !=
        0)
        return Error(ErrorCode::kUnauthenticated, "the box is not sealed to this key");
    return content;
}

Result<Secret> BoxKey::open_secret(ByteView box) const {
    if (box.size() < kBoxOverheadBytes) return Error(ErrorCode::kInvalid, "a sealed box is cut off");
    Secret content = Secret::zeroed(box.size() - kBoxOverheadBytes);
    if (crypto_box_seal_open(content.writable().data(), box.data(), box.size(), public_.bytes().data(),
                             private_.bytes().data()) != 0)
        return Error(ErrorCode::kUnauthenticated, "the box is not sealed to this key");
    return content;
}

Result<Bytes> seal_to(const BoxPublic& key, ByteView content) {
    ensure_ready();
    Bytes box(content.size() + kBoxOverheadBytes);
    if (crypto_box_seal(box.data(), content.data(), content.size(), key.bytes().data()) != 0)
        return Error(ErrorCode::kInvalid, "this public key cannot be sealed to");
    return box;
}

}  // namespace dayroom::crypto
