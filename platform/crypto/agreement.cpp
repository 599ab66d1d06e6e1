#include "platform/crypto/agreement.h"

#include <sodium.h>

#include "platform/crypto/init.h"

namespace dayroom::crypto {
namespace {

Result<Secret> multiply(const Secret& mine, ByteView theirs) {
    Secret shared = Secret::zeroed(crypto_scalarmult_BYTES);
    if (crypto_scalarmult(shared.writable().data(), mine.bytes().data(), theirs.data()) != 0)
        return Error(ErrorCode::kInvalid, "no secret can be shared with this public key");
    return shared;
}

}  // namespace

Result<Secret> agree(const SigningKey& mine, const BoxPublic& theirs) {
    ensure_ready();
    const Secret seed = mine.seed();
    std::array<std::uint8_t, kPublicKeyBytes> unused{};
    Secret expanded = Secret::zeroed(crypto_sign_SECRETKEYBYTES);
    crypto_sign_seed_keypair(unused.data(), expanded.writable().data(), seed.bytes().data());
    Secret scalar = Secret::zeroed(crypto_scalarmult_SCALARBYTES);
    if (crypto_sign_ed25519_sk_to_curve25519(scalar.writable().data(), expanded.bytes().data()) != 0)
        return Error(ErrorCode::kInvalid, "this signing key has no other form");
    return multiply(scalar, theirs.bytes());
}

Result<Secret> agree(const BoxKey& mine, const SigningPublic& theirs) {
    ensure_ready();
    std::array<std::uint8_t, kPublicKeyBytes> point{};
    if (crypto_sign_ed25519_pk_to_curve25519(point.data(), theirs.bytes().data()) != 0)
        return Error(ErrorCode::kInvalid, "this signing key is no point of the curve");
    const Secret seed = mine.seed();
    std::array<std::uint8_t, kPublicKeyBytes> unused{};
    Secret scalar = Secret::zeroed(crypto_box_SECRETKEYBYTES);
    crypto_box_seed_keypair(unused.data(), scalar.writable().data(), seed.bytes().data());
    return multiply(scalar, point);
}

}  // namespace dayroom::crypto
