// The facility root key in the hands of several people: n shares on paper, of which any k make the key again and fewer
// than k tell nothing about it (Shamir's scheme over GF(2⁸), libgfshare). No share needs a passphrase: that k people
// must come together stands in its place.
#pragma once

#include <string>
#include <vector>

#include "platform/base/random.h"
#include "platform/base/result.h"
#include "platform/crypto/keys.h"
#include "platform/crypto/secret.h"

namespace dayroom::provisioning {

inline constexpr int kMinNeededShares = 2;
inline constexpr int kMaxShares = 16;

struct KeyShare {
    std::array<std::uint8_t, 4> split{};  // which splitting it belongs to: shares of two never mix
    int number = 0;                       // 1 … shares
    int needed = 0;
    int shares = 0;
    std::array<std::uint8_t, 8> key{};  // the first bytes of the public key that they make
    Secret part;                        // 32 bytes
};

/// kInvalid unless kMinNeededShares ≤ needed ≤ shares ≤ kMaxShares. Before it returns, the shares are put together
/// again, first ones and last ones.
Result<std::vector<KeyShare>> split_key(const crypto::SigningKey& key, int needed, int shares, Random& random);

/// kInvalid when they are too few, of different splittings, or make another key than they say.
Result<crypto::SigningKey> join_key(const std::vector<KeyShare>& shares);

/// What is printed: whose, which, what to do with it, and its rows (paper_rows.h). Wipe it after use.
std::string share_paper(const KeyShare& share, const crypto::SigningPublic& key);
/// `text` as printed or typed again. kInvalid with the number of a row that is wrong.
Result<KeyShare> read_share_paper(std::string_view text);

}  // namespace dayroom::provisioning
