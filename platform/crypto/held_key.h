// A P-256 private key that is held elsewhere, in a TPM: it signs, and never leaves. For TLS and certificate requests,
// which otherwise have their key as PEM (certificate.h).
#pragma once

#include <array>
#include <memory>
#include <string>

#include "platform/base/result.h"
#include "platform/crypto/hash.h"

struct evp_pkey_st;

namespace dayroom::crypto {

inline constexpr std::size_t kCoordinateBytes = 32;

/// ECDSA over P-256: both numbers big-endian.
struct HeldSignature {
    std::array<std::uint8_t, kCoordinateBytes> r{};
    std::array<std::uint8_t, kCoordinateBytes> s{};
};

/// The public point.
struct HeldPublic {
    std::array<std::uint8_t, kCoordinateBytes> x{};
    std::array<std::uint8_t, kCoordinateBytes> y{};
};

/// Any thread.
class HeldKey {
public:
    virtual ~HeldKey() = default;
    virtual HeldPublic public_point() const = 0;
    /// Of a SHA-256 digest. Errors: of whoever holds it.
    virtual Result<HeldSignature> sign(const Digest& digest) const = 0;
};

struct FreePkey {
    void operator()(evp_pkey_st* key) const;
};
using PkeyHandle = std::unique_ptr<evp_pkey_st, FreePkey>;

/// For OpenSSL: a key that asks `key` for each signature. `key` must outlive it and whatever it was handed to.
/// kInvalid: its point is none of P-256.
Result<PkeyHandle> pkey_of(const HeldKey& key);

}  // namespace dayroom::crypto
