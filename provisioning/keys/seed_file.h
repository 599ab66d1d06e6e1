// The file of one private key: its 32-byte seed under a passphrase (mode 0600, Argon2id 256 MiB × 3,
// XChaCha20-Poly1305). The format's name is part of what is sealed: a file of one kind never opens as another.
#pragma once

#include <filesystem>
#include <string>

#include "platform/base/random.h"
#include "platform/base/result.h"
#include "platform/crypto/password.h"
#include "platform/crypto/secret.h"

namespace dayroom::provisioning {

inline constexpr std::size_t kMinPassphraseCharacters = 12;

struct SeedFile {
    const char* format;  // "dayroom-root-key-1"
    const char* what;    // "a facility root key file", for errors
};

/// What stands in the file: nothing of it is secret without the passphrase.
struct SealedSeed {
    Bytes public_key;  // 32
    crypto::ArgonCost cost;
    crypto::Salt salt{};
    Bytes sealed;  // 72
};

/// kConflict if the file exists.
Status write_sealed_seed(const SeedFile& kind, const std::filesystem::path& file, const SealedSeed& seed);
/// kCorrupt for a file that is none of this kind.
Result<SealedSeed> read_sealed_seed(const SeedFile& kind, const std::filesystem::path& file);

/// kInvalid for a passphrase under kMinPassphraseCharacters; kConflict if the file exists.
Status write_seed_file(const SeedFile& kind, const std::filesystem::path& file, const Secret& passphrase,
                       const Secret& seed, ByteView public_key, Random& random);
/// kUnauthenticated for a wrong passphrase, kCorrupt for a file that is none of this kind.
Result<Secret> read_seed_file(const SeedFile& kind, const std::filesystem::path& file, const Secret& passphrase);

}  // namespace dayroom::provisioning
