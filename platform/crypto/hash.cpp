#include "platform/crypto/hash.h"

#include <sodium.h>

#include "platform/base/check.h"
#include "platform/crypto/init.h"

namespace dayroom::crypto {
namespace {

static_assert(sizeof(crypto_generichash_state) <= 384 && alignof(crypto_generichash_state) <= 64);
static_assert(sizeof(crypto_hash_sha256_state) <= 128 && alignof(crypto_hash_sha256_state) <= 16);

crypto_generichash_state* blake_state(std::array<std::uint8_t, 384>& state) {
    return reinterpret_cast<crypto_generichash_state*>(state.data());
}
crypto_hash_sha256_state* sha_state(std::array<std::uint8_t, 128>& state) {
    return reinterpret_cast<crypto_hash_sha256_state*>(state.data());
}

}  // namespace

Digest blake2b(ByteView data) {
    ensure_ready();
    Digest digest;
    crypto_generichash(digest.data(), digest.size(), data.data(), data.size(), nullptr, 0);
    return digest;
}

Digest keyed_blake2b(const Secret& key, ByteView data) {
    ensure_ready();
    DAYROOM_ASSERT(key.size() >= crypto_generichash_KEYBYTES_MIN && key.size() <= crypto_generichash_KEYBYTES_MAX);
    Digest digest;
    crypto_generichash(digest.data(), digest.size(), data.data(), data.size(), key.bytes().data(), key.size());
    return digest;
}

Digest sha256(ByteView data) {
    Digest digest;
    crypto_hash_sha256(digest.data(), data.data(), data.size());
    return digest;
}

bool same(ByteView left, ByteView right) {
    return left.size() == right.size() && (left.empty() || sodium_memcmp(left.data(), right.data(), left.size()) == 0);
}

Secret derive_key(const Secret& parent, std::string_view label, ByteView context) {
    ensure_ready();
    DAYROOM_ASSERT(parent.size() == kKeyBytes);
    Secret key = Secret::zeroed(kKeyBytes);
    crypto_generichash_state state;
    const std::uint8_t separator = 0;
    crypto_generichash_init(&state, parent.bytes().data(), parent.size(), kKeyBytes);
    crypto_generichash_update(&state, as_bytes(label).data(), label.size());
    crypto_generichash_update(&state, &separator, 1);
    crypto_generichash_update(&state, context.data(), context.size());
    crypto_generichash_final(&state, key.writable().data(), key.size());
    sodium_memzero(&state, sizeof state);
    return key;
}

Blake2b::Blake2b() {
    ensure_ready();
    crypto_generichash_init(blake_state(state_), nullptr, 0, kDigestBytes);
}

Blake2b& Blake2b::update(ByteView data) {
    crypto_generichash_update(blake_state(state_), data.data(), data.size());
    return *this;
}

Blake2b& Blake2b::update_sized(ByteView data) {
    std::array<std::uint8_t, 8> size;
    for (std::size_t i = 0; i < size.size(); ++i) size[i] = static_cast<std::uint8_t>(data.size() >> (8 * i));
    return update(size).update(data);
}

Digest Blake2b::finish() {
    Digest digest;
    crypto_generichash_final(blake_state(state_), digest.data(), digest.size());
    return digest;
}

Sha256::Sha256() { crypto_hash_sha256_init(sha_state(state_)); }

Sha256& Sha256::update(ByteView data) {
    crypto_hash_sha256_update(sha_state(state_), data.data(), data.size());
    return *this;
}

Digest Sha256::finish() {
    Digest digest;
    crypto_hash_sha256_final(sha_state(state_), digest.data());
    return digest;
}

}  // namespace dayroom::crypto
