// The key of facility IT that support bundles of terminals are sealed to, and opening one. The private half is a file
// under a passphrase; the public half goes to terminals in the list of technicians.
#pragma once

#include <filesystem>
#include <string>

#include "platform/base/random.h"
#include "platform/base/result.h"
#include "platform/crypto/keys.h"
#include "platform/crypto/secret.h"
#include "provisioning/keys/seed_file.h"

namespace dayroom::provisioning {

inline constexpr SeedFile kSupportKeyFile{"dayroom-support-key-1", "a key file for support bundles"};
inline constexpr std::size_t kMaxBundleFile = 4 * 1024 * 1024;

/// Writes the key file. kInvalid for a short passphrase; kConflict when it exists.
Result<crypto::BoxPublic> make_support_key(const std::filesystem::path& file, const Secret& passphrase, Random& random);
/// 64 hex digits, or the name of a key file made by make_support_key(): its public half needs no passphrase.
Result<crypto::BoxPublic> read_support_public(const std::string& hex_or_file);

/// The bundle's JSON. kUnauthenticated: a wrong passphrase; or sealed to another key, or damaged. kInvalid: what was
/// sealed is no bundle.
Result<std::string> open_support_bundle(const std::filesystem::path& bundle, const std::filesystem::path& key,
                                        const Secret& passphrase);

}  // namespace dayroom::provisioning
