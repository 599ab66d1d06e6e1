// Key pairs: Ed25519 for signatures, X25519 for sealed boxes. Public halves are distinct types: a signature is never
// checked against a box key.
#pragma once

#include <algorithm>
#include <array>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "platform/base/bytes.h"
#include "platform/base/random.h"
#include "platform/base/result.h"
#include "platform/crypto/secret.h"

namespace dayroom::crypto {

inline constexpr std::size_t kPublicKeyBytes = 32;
inline constexpr std::size_t kSignatureBytes = 64;
inline constexpr std::size_t kKeyIdBytes = 8;
/// What a sealed box adds to its content.
inline constexpr std::size_t kBoxOverheadBytes = 48;

template <typename Tag>
class PublicKey {
public:
    PublicKey() = default;  // all zero: "none"
    /// Exactly 32 bytes that are not all zero, or kInvalid.
    static Result<PublicKey> from_bytes(ByteView bytes) {
        if (bytes.size() != kPublicKeyBytes) return Error(ErrorCode::kInvalid, "a public key has 32 bytes");
        PublicKey key;
        std::copy(bytes.begin(), bytes.end(), key.bytes_.begin());
        if (key.is_none()) return Error(ErrorCode::kInvalid, "a public key is not all zero");
        return key;
    }
    static Result<PublicKey> from_bytes(std::string_view bytes) { return from_bytes(as_bytes(bytes)); }
    ByteView bytes() const { return bytes_; }
    /// As protobuf wants it.
    std::string raw() const { return std::string(as_text(bytes_)); }
    bool is_none() const { return bytes_ == std::array<std::uint8_t, kPublicKeyBytes>{}; }
    auto operator<=>(const PublicKey&) const = default;

private:
    std::array<std::uint8_t, kPublicKeyBytes> bytes_{};
};
using SigningPublic = PublicKey<struct SigningTag>;
using BoxPublic = PublicKey<struct BoxTag>;

using Signature = std::array<std::uint8_t, kSignatureBytes>;
using KeyId = std::array<std::uint8_t, kKeyIdBytes>;

/// First 8 bytes of BLAKE2b(public key): a name, not a proof.
KeyId key_id(const SigningPublic& key);

class SigningKey {
public:
    static SigningKey make(Random& random);
    /// `seed`: 32 bytes, or kInvalid.
    static Result<SigningKey> from_seed(const Secret& seed);

    const SigningPublic& public_key() const { return public_; }
    /// What to keep: from_seed() makes the same pair again.
    Secret seed() const { return seed_.duplicate(); }
    /// Ed25519 over `domain` ‖ `message`. Domains stand in labels.h.
    Signature sign(std::string_view domain, ByteView message) const;

private:
    SigningKey() = default;
    Secret seed_;
    Secret expanded_;
    SigningPublic public_;
};

/// kUnauthenticated when `signature` was not made by `key` over `domain` ‖ `message`; kInvalid for a wrong size.
Status verify(const SigningPublic& key, std::string_view domain, ByteView message, ByteView signature);

class BoxKey {
public:
    static BoxKey make(Random& random);
    /// `seed`: 32 bytes, or kInvalid. The pair is crypto_box_seed_keypair's.
    static Result<BoxKey> from_seed(const Secret& seed);

    const BoxPublic& public_key() const { return public_; }
    Secret seed() const { return seed_.duplicate(); }
    /// What was sealed to this key; kUnauthenticated when it was not, or was changed.
    Result<Bytes> open(ByteView box) const;
    Result<Secret> open_secret(ByteView box) const;

private:
    BoxKey() = default;
    Secret seed_;
    Secret private_;
    BoxPublic public_;
};

/// crypto_box_seal: anybody can close it, only the holder of the key's private half can open it. kInvalid for a key
/// that is no point of the curve.
Result<Bytes> seal_to(const BoxPublic& key, ByteView content);

}  // namespace dayroom::crypto
