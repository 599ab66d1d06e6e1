// The structures of TPM 2.0 that an attestation is made of, read strictly: what is not exactly one of ours is refused,
// and nothing may stand behind it. Sources: TPM 2.0 Library part 2, TCG EK Credential Profile. Private to this folder
// and its tests.
#pragma once

#include <array>
#include <optional>

#include "platform/base/bytes.h"
#include "platform/base/result.h"
#include "platform/crypto/held_key.h"

namespace dayroom::attestation {

inline constexpr std::uint32_t kFixedTpm = 1U << 1;
inline constexpr std::uint32_t kFixedParent = 1U << 4;
inline constexpr std::uint32_t kSensitiveDataOrigin = 1U << 5;
inline constexpr std::uint32_t kRestricted = 1U << 16;
inline constexpr std::uint32_t kDecrypt = 1U << 17;
inline constexpr std::uint32_t kSign = 1U << 18;

inline constexpr std::size_t kRsaBytes = 256;  // the only size of RSA that is taken: 2048 bits

/// A TPM2B_PUBLIC with SHA-256 as its name's algorithm.
struct PublicArea {
    enum class Kind : std::uint8_t { kRsa2048, kP256 };
    Kind kind = Kind::kP256;
    std::uint32_t attributes = 0;
    bool storage_cipher = false;  // AES-128-CFB; else none
    bool ecdsa_sha256 = false;    // signs by that scheme alone; else it has none
    crypto::HeldPublic point;     // P-256
    Bytes modulus;                // RSA; its exponent is 65537
    Bytes name;                   // by which TPMs call it: the algorithm and a SHA-256

    bool has(std::uint32_t all) const { return (attributes & all) == all; }
};
/// kInvalid: malformed; kUnsupported: another kind of key.
Result<PublicArea> read_public_area(ByteView bytes);

struct Quoted {
    bool of_ours = false;  // of PCR 7 and 11 of the SHA-256 bank, and of no other
    Bytes digest;
};
/// A TPMS_ATTEST: what a TPM says, and what its caller wanted it said under.
struct Attested {
    Bytes extra;
    std::optional<Bytes> certified;  // the name of a key; one of the two
    std::optional<Quoted> quoted;
};
/// kInvalid: malformed, or not made by a TPM; kUnsupported: it says something else.
Result<Attested> read_attested(ByteView bytes);

/// A TPMT_SIGNATURE by ECDSA with SHA-256. kInvalid, kUnsupported.
Result<crypto::HeldSignature> read_signature(ByteView bytes);

}  // namespace dayroom::attestation
