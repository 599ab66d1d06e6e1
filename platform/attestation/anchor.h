// Whom facility IT believes: makers of TPMs, by the certificates of their authorities, and those who sign images, by
// their public keys.
#pragma once

#include <string>
#include <vector>

#include "platform/base/bytes.h"
#include "platform/base/result.h"
#include "platform/crypto/hash.h"

namespace dayroom::attestation {

inline constexpr std::size_t kMaxAnchorFileBytes = 256 * 1024;
inline constexpr std::size_t kMaxAnchorsInFile = 64;
inline constexpr std::size_t kMaxAnchorPemBytes = 16 * 1024;

struct Anchor {
    enum class Kind : std::uint8_t { kMaker = 1, kImage = 2 };  // as the database keeps it
    Kind kind = Kind::kMaker;
    crypto::Digest id{};  // SHA-256 of its DER
    std::string name;
    std::string pem;
};

/// Authorities from a file of IT's: PEM, one or several, or one as DER. kInvalid: none, too many, or one that is no
/// authority's certificate; nothing of the file is taken then.
Result<std::vector<Anchor>> read_makers(ByteView file);
/// A public key as PEM, RSA of 2048 to 4096 bits or P-256, under a name of IT's. kInvalid, kUnsupported.
Result<Anchor> read_image_key(ByteView file, const std::string& name);

}  // namespace dayroom::attestation
