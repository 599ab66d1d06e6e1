// Argon2id for what a person types: slow on purpose. 64 MiB and 2 passes take about 60 ms on one core.
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "platform/base/bytes.h"
#include "platform/base/random.h"
#include "platform/base/result.h"
#include "platform/crypto/secret.h"

namespace dayroom::crypto {

inline constexpr std::size_t kSaltBytes = 16;
inline constexpr std::uint64_t kMaxArgonMemoryKib = 1024 * 1024;
inline constexpr std::uint64_t kMaxArgonPasses = 10;

/// The cost, kept beside what it made, so that it can rise later.
struct ArgonCost {
    std::uint64_t memory_kib = 64 * 1024;
    std::uint64_t passes = 2;
    auto operator<=>(const ArgonCost&) const = default;
};
using Salt = std::array<std::uint8_t, kSaltBytes>;
Salt make_salt(Random& random);

/// A 32-byte key. kInvalid for a cost outside 8 KiB … 1 GiB and 1 … 10 passes; kUnavailable when the memory is not
/// there.
Result<Secret> derive_from_password(ByteView password, const Salt& salt, const ArgonCost& cost);

/// A string that holds salt, cost and hash ("$argon2id$v=19$m=65536,t=2,p=1$…").
Result<std::string> hash_password(ByteView password, const ArgonCost& cost = {});
/// kUnauthenticated when it is another password (or the string is none of ours).
Status verify_password(const std::string& hash, ByteView password);

}  // namespace dayroom::crypto
