// Other facilities whose packages this hub believes: the root key of each, pinned from a file that IT was given
// (the other hub's hub-key.certificate) and compared by its fingerprint over the telephone.
//
// Writes: the writer thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/crypto/keys.h"
#include "platform/facility/feed/work.h"

namespace dayroom::facility {

inline constexpr int kMaxFacilityRoots = 200;

struct FacilityRoot {
    FacilityId facility;
    std::string name;
    crypto::SigningPublic root;
    Timestamp pinned{};
};
/// SHA-256 of the key, in groups of four hex digits, for people.
std::string fingerprint(const crypto::SigningPublic& root);

/// From the content of a hub-key.certificate. kInvalid: it is none; kUnauthenticated, kExpired: the root did not sign
/// it, or not for now.
Result<FacilityRoot> read_root_file(std::string_view content, std::string name, Timestamp now);

/// kConflict "other_root" when another root is pinned for this facility: it is removed first; kInvalid for this
/// facility itself; kTooLarge past kMaxFacilityRoots.
Status pin_root(Work& work, const FacilityRoot& root);
/// Nothing more of it is believed; what was taken stays. kNotFound.
Status remove_root(Work& work, const FacilityId& facility);
/// Both: kCorrupt when a key that is kept is none; then nothing is believed.
Result<std::optional<FacilityRoot>> find_root(database::Connection& connection, const FacilityId& facility);
Result<std::vector<FacilityRoot>> list_roots(database::Connection& connection);

}  // namespace dayroom::facility
